import { join } from "node:path";
import { Script, createContext } from "node:vm";
import { bundleRealm } from "../helpers/bundleRealm";
import type { Mode, Outcome } from "./harness";
import type * as realm from "./hardenedRealm";

const FOLDER = import.meta.dirname;

/** A realm with standard objects of its own that are hardened as the worker hardens its realm, with the compiler and the engine in it. */
export class HardenedRealm {
  private constructor(private readonly module: typeof realm) {}

  static async make(): Promise<HardenedRealm> {
    const text = await bundleRealm(join(FOLDER, "hardenedRealm.ts"));
    const context = createContext({ URL, structuredClone });
    return new HardenedRealm(new Script(text, { filename: "realm.js" }).runInContext(context) as never);
  }

  run(source: string, mode: Mode): Outcome {
    return this.module.runSource(source, mode);
  }

  /** How long a file of so many bytes becomes that is written there. */
  written(bytes: number): number {
    return this.module.written(bytes);
  }

  /** Whether it is known of a method of arrays there what it reads or writes. */
  knowsEffect(method: string): boolean {
    return this.module.knowsEffect(method);
  }
}
