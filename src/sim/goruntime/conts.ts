import { SUSPENDED } from "../routine";
import type { G, Op } from "./runtime2";
import type { GoRuntime } from "./runtime";

/** Has `op` run when the present operation of the goroutine is over: composed operations are chains of such parts. */
export function andThen(g: G, op: Op, arg: unknown): void {
  (g.conts ??= []).push({ op, arg });
}

/** Takes back what `andThen` has added last. */
export function notThen(g: G): void {
  g.conts?.pop();
}

/** Does one step after the other, whichever of them has to wait. Gives what the last one gives. */
export function chain(rt: GoRuntime, g: G, steps: readonly (() => unknown)[]): unknown {
  return goOn(rt, g, { steps, next: 0 });
}

interface Rest {
  readonly steps: readonly (() => unknown)[];
  next: number;
}

function goOn(_: GoRuntime, g: G, rest: Rest): unknown {
  let value: unknown = undefined;
  while (rest.next < rest.steps.length) {
    const step = rest.steps[rest.next++];
    andThen(g, goOnLater, rest);
    value = step?.();
    if (value === SUSPENDED) return SUSPENDED;
    notThen(g);
  }
  return value;
}

const goOnLater: Op = (rt, g) => goOn(rt, g, g.opA as Rest);
