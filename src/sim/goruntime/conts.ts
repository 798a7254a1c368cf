import type { G, Op } from "./runtime2";

/** Has `op` run when the present operation of the goroutine is over: composed operations are chains of such parts. */
export function andThen(g: G, op: Op, arg: unknown): void {
  (g.conts ??= []).push({ op, arg });
}

/** Takes back what `andThen` has added last. */
export function notThen(g: G): void {
  g.conts?.pop();
}
