import type { Copy, CopyKind } from "../../../sim/copying";
import { AsyncCall } from "../coroutines/asyncFunction";
import { AsyncGenerator } from "../coroutines/asyncGenerator";
import { Completion } from "../coroutines/completion";
import { LoopState } from "../coroutines/eventLoop";
import { Generator } from "../coroutines/generator";
import { PromiseState } from "../coroutines/promise";
import { LoopTimer, LoopTimers } from "../coroutines/timers";
import { Frame, Thrown } from "../frames";
import { ArrayCursor, BuiltinCursor, UserCursor } from "../support/cursors";
import { BUILTIN_CURSOR_KIND, ListPosition, MatchPosition } from "./iterators";

/** Prototypes of classes of the engine whose objects are copied property by property. */
export const PLAIN_CLASSES: readonly object[] = [
  ArrayCursor,
  AsyncCall,
  AsyncGenerator,
  Completion,
  Generator,
  ListPosition,
  LoopState,
  LoopTimer,
  LoopTimers,
  MatchPosition,
  PromiseState,
  Thrown,
  UserCursor,
].map((each) => each.prototype);

type Variables = new (...values: unknown[]) => object;

/** Variables in an object of the class that their function's code knows. */
function copyVariables(vars: object, copy: Copy): object {
  const proto = Object.getPrototypeOf(vars) as { readonly constructor: Variables };
  // Of a call that has not been made yet.
  if (proto === Object.prototype) return copy(vars);
  return new proto.constructor(...Object.values<unknown>(vars as Record<string, unknown>).map(copy));
}

const frame: CopyKind = {
  allocate(from, copy) {
    const { pc, code, vars } = from as Frame;
    return new Frame(pc, code, copyVariables(vars, copy));
  },
  fill(from, to, copy) {
    (to as Frame).up = copy((from as Frame).up);
  },
};

/** The classes of the engine whose objects need more. */
export const ENGINE_KINDS: readonly (readonly [object, CopyKind])[] = [
  [Frame.prototype, frame],
  [BuiltinCursor.prototype, BUILTIN_CURSOR_KIND],
];
