import { HELD } from "../../../sim/routine";
import type { Frame } from "../frames";
import { brief } from "../support/messages";
import type { Coroutine } from "./coroutine";
import { Completion } from "./completion";
import { Hidden } from "./hidden";

type State = "start" | "resting" | "running" | "done";

/** A generator: `$co` of its function's code. */
export class Generator implements Coroutine {
  frame: Frame | null = null;
  private state: State = "start";
  private readonly object: object;

  constructor(prototype: object) {
    this.object = Hidden.put(Object.create(prototype) as object, this);
  }

  /** The value of the call: the generator object. */
  start(): unknown {
    return this.object;
  }

  /** At a yield. */
  give(value: unknown): object {
    this.state = "resting";
    return { value, done: false };
  }

  /** At a yield* : the inner iterator's result as it is. */
  pass(result: unknown): unknown {
    this.state = "resting";
    return result;
  }

  finish(value: unknown): object {
    this.state = "done";
    this.frame = null;
    return { value, done: true };
  }

  [HELD](visit: (value: unknown) => void): number {
    if (this.frame !== null) for (const value of Object.values(this.frame.vars) as unknown[]) visit(value);
    return 0;
  }

  /** What next, return and throw do; what the body gives is the result. May suspend. */
  resume(received: unknown): unknown {
    if (this.state === "running") throw new TypeError("Generator is already running");
    const completion = received instanceof Completion ? received : undefined;
    if (this.state === "start" && completion !== undefined) this.finish(undefined);
    const { frame } = this;
    if (frame === null) {
      if (completion?.throws === true) throw completion.value as Error;
      return { value: completion?.value, done: true };
    }
    this.state = "running";
    return frame.code.resume(frame, received, 0);
  }
}

/** The generator behind `this` of a method. @throws TypeError for anything else. */
function generatorOf(self: unknown, method: string): Generator {
  const inside = Hidden.of(self);
  if (inside instanceof Generator) return inside;
  throw new TypeError(
    `Method [Generator].prototype.${method} called on incompatible receiver ${brief(self)}`,
  );
}

/** What the prelude's methods of generators call. */
export const GENERATOR_VALUES = {
  generatorNext: (self: unknown, value: unknown): unknown => generatorOf(self, "next").resume(value),
  generatorReturn: (self: unknown, value: unknown): unknown =>
    generatorOf(self, "return").resume(new Completion(false, value)),
  generatorThrow: (self: unknown, value: unknown): unknown =>
    generatorOf(self, "throw").resume(new Completion(true, value)),
} as const;
