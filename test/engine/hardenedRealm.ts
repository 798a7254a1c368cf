import { ByteWriter } from "../../src/formats/bytes";
import { effectOf } from "../../src/program/engine/support/effects";
import { hardenRealm } from "../../src/program/realm/harden";
import { compile, run } from "./harness";
import type { Mode, Outcome } from "./harness";

hardenRealm();

/** Compiles and runs a program in this realm. */
export function runSource(source: string, mode: Mode): Outcome {
  return run(compile(source), mode);
}

export function written(bytes: number): number {
  const writer = new ByteWriter();
  for (const piece = new Uint8Array(2 ** 20); writer.length < bytes;) writer.bytes(piece);
  return writer.length;
}

export function knowsEffect(method: string): boolean {
  return effectOf(Reflect.get(Array.prototype, method)) !== undefined;
}
