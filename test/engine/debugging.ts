import { expect } from "vitest";
import type { DebugFrame, DebugScope } from "../../src/program/engine/debug/debugFrame";
import { EngineRoutine } from "../../src/program/engine/engineRoutine";
import type { Routine } from "../../src/sim/routine";
import { show } from "./harness";
import type { Compiled } from "./harness";

/** What a debugger sees of a routine that has stopped. */
export function callsOf(routine: Routine): readonly DebugFrame[] {
  if (!(routine instanceof EngineRoutine)) throw new Error("a routine of the engine");
  return routine.calls();
}

/** `f:3:5`, or the function's name alone for the library's. */
export function placeOf({ locs }: Compiled, { fn, loc }: Pick<DebugFrame, "fn" | "loc">): string {
  const found = locs[loc];
  return found === undefined ? fn : `${fn}:${found.line}:${found.column}`;
}

/** `a=1 b=?` : `?` is not initialized, `-` not available. */
export function textOf(scope: DebugScope): string {
  return scope.variables
    .map(({ name, state, value }) => {
      if (state !== "value") return `${name}=${state === "uninitialized" ? "?" : "-"}`;
      return `${name}=${typeof value === "function" ? "fn" : show(value)}`;
    })
    .join(" ");
}

/** The scopes of a call as texts, from the innermost. Those outside of the function begin with `^`. */
export function scopesOf(frame: DebugFrame | undefined): string[] {
  expect(frame).toBeDefined();
  return (frame?.scopes() ?? []).map((scope) => `${scope.outer ? "^" : ""}${textOf(scope)}`);
}
