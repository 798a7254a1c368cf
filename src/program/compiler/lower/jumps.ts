import type { Node } from "../ast";
import type { FunctionBuilder } from "./builder";
import type { Control, Exit } from "./control";
import { closeLoop } from "./asyncLoops";
import { returnFrom } from "./coroutines";
import { UNDEFINED } from "./value";
import type { Value } from "./value";

/** Lowers break, continue and return: on the way out they close cursors and pass through finally blocks. */
export function jump(b: FunctionBuilder, exit: Exit, node: Node, value?: Value): void {
  let carried = value;
  const controls = [...b.control];
  for (let i = controls.length - 1; i >= 0; i--) {
    const each = controls[i];
    if (each === undefined) continue;
    if (exit.kind !== "return" && each === exit.target) break;
    if (each.kind === "cursor") {
      if (exit.kind === "continue" && each.loop === exit.target) continue;
      if (carried !== undefined) carried = b.spill({ ...carried, stable: false }, node);
      // What runs while closing is already outside of the loop.
      const inner = b.control.splice(i);
      closeLoop(b, each, node);
      b.control.push(...inner);
    } else if (each.kind === "finally") {
      enterFinally(b, each, exit, node, carried);
      return;
    }
  }
  if (exit.kind === "return") {
    returnFrom(b, carried ?? UNDEFINED, node);
    return;
  }
  const label = labelOf(exit);
  if (label !== undefined) b.out.push({ op: "break", label });
}

function labelOf(exit: Exit): string | undefined {
  if (exit.kind === "return" || exit.target.kind !== "target") return undefined;
  return exit.kind === "break" ? exit.target.breakLabel : exit.target.continueLabel;
}

function enterFinally(
  b: FunctionBuilder,
  control: Control & { kind: "finally" },
  exit: Exit,
  node: Node,
  value: Value | undefined,
): void {
  const { state } = control;
  let index = state.exits.findIndex((each) => sameExit(each, exit));
  if (index < 0) index = state.exits.push(exit) - 1;
  if (exit.kind === "return") b.exec(`${state.value}=${value?.text ?? "undefined"}`, node);
  b.exec(`${state.how}=${index + 2}`, node);
  b.out.push({ op: "break", label: state.label });
}

function sameExit(a: Exit, other: Exit): boolean {
  if (a.kind === "return" || other.kind === "return") return a.kind === other.kind;
  return a.kind === other.kind && a.target === other.target;
}

/** The loop, switch or labelled statement that a break or continue means. */
export function findTarget(
  b: FunctionBuilder,
  kind: "break" | "continue",
  label: string | undefined,
): Control | undefined {
  return b.control.findLast((each) => {
    if (each.kind !== "target") return false;
    if (label !== undefined) return each.labels.includes(label);
    return kind === "continue"
      ? each.continueLabel !== undefined
      : each.breakLabel !== undefined && !each.labelledOnly;
  });
}
