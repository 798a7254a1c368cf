import type * as t from "@babel/types";
import type { Node } from "../ast";
import type { Ir } from "../ir";
import type { FunctionBuilder } from "./builder";
import type { Control, FinallyState } from "./control";
import { closeLoop } from "./asyncLoops";
import { jump } from "./jumps";
import { bindPattern } from "./patterns";
import { lowerStatement } from "./statements";
import { constant } from "./value";
import type { Value } from "./value";

/** try, catch and finally. A finally never is JavaScript's own: control goes through a completion record, so it can suspend. */
export function lowerTry(b: FunctionBuilder, node: t.TryStatement): void {
  const { finalizer } = node;
  if (finalizer == null) {
    lowerCatch(b, node);
    return;
  }
  lowerFinally(
    b,
    node,
    () => lowerCatch(b, node),
    () => {
      b.charge([finalizer]);
      lowerStatement(b, finalizer);
    },
  );
}

/** Locals of a finally: how control came there (1: by an exception), the exception or the value to return, the exception's stack. */
export interface FinallyRecord {
  readonly how: string;
  readonly value: string;
  readonly trace: string;
}

/** Runs `guarded`, then `finalizer`, however the first has ended; then goes on as the record says, which the second may change. */
export function lowerFinally(
  b: FunctionBuilder,
  node: Node,
  guarded: () => void,
  finalizer: (record: FinallyRecord) => void,
): void {
  const how = b.temp();
  const value = b.temp();
  const trace = b.temp();
  b.traces.push(trace);
  const state: FinallyState = { how, value, label: b.label(), exits: [] };
  b.exec(`${how}=0`, node);
  const body = b.list(() => {
    b.control.push({ kind: "finally", state });
    const inner = b.list(guarded);
    b.control.pop();
    const handler = b.list(() => b.exec(`${how}=1`, node));
    b.out.push({ op: "try", body: inner, error: value, trace, handler });
  });
  b.out.push({ op: "block", label: state.label, body });
  finalizer({ how, value, trace });
  rethrow(b, how, value, trace, node);
  for (const [i, exit] of state.exits.entries())
    branch(b, `${how}===${i + 2}`, () => jump(b, exit, node, constant(value)), node);
}

function branch(b: FunctionBuilder, test: string, emit: () => void, node: Node): void {
  b.out.push({ op: "if", test, then: b.list(emit), else: [], loc: b.loc(node) });
}

/** Goes on with the exception that the record holds; its stack stays that of the first throw. */
function rethrow(b: FunctionBuilder, how: string, value: string, trace: string, node: Node): void {
  const then: Ir[] = b.list(() => {
    b.exec(`$r.thrown=${trace}`, node);
    b.exec(`${trace}=undefined`, node);
    b.out.push({ op: "throw", value, loc: b.loc(node) });
  });
  b.out.push({ op: "if", test: `${how}===1`, then, else: [], loc: b.loc(node) });
}

function lowerCatch(b: FunctionBuilder, node: t.TryStatement): void {
  const { handler } = node;
  if (handler == null) {
    lowerStatement(b, node.block);
    return;
  }
  const error = b.temp();
  const outer = b.traces.length;
  const body = b.list(() => lowerStatement(b, node.block));
  // A finally within that threw an exception of its own has forgotten the one that it ran for.
  const forgotten = b.traces.splice(outer);
  const caught = b.list(() => {
    for (const trace of forgotten) b.exec(`${trace}=undefined`, handler);
    b.charge([handler.body]);
    b.inScope(b.module.analysis.scopes.get(handler), handler, () => {
      if (handler.param != null) bindPattern(b, handler.param, caughtError(b, error, handler));
      lowerStatement(b, handler.body);
    });
  });
  b.out.push({ op: "try", body, error, trace: undefined, handler: caught });
}

/** What the catch clause gets: an error of a built-in's learns here where it was thrown, if it has not left the function. */
function caughtError(b: FunctionBuilder, error: string, node: Node): Value {
  if (b.module.library || !b.program.stacks) return constant(error);
  return b.call({ kind: "stack", text: `$r.recall(${error})` }, node);
}

/** Runs the body of a for-of so that an exception closes the cursor; the exception is what counts, not how the closing went. */
export function runClosing(
  b: FunctionBuilder,
  control: Control & { kind: "cursor" },
  node: Node,
  emit: () => void,
): void {
  const error = b.temp();
  const trace = b.temp();
  b.control.push(control);
  const body = b.list(emit);
  b.control.pop();
  const handler = b.list(() => {
    const ignored = b.temp();
    const closing = b.list(() => closeLoop(b, control, node, true));
    b.out.push({ op: "try", body: closing, error: ignored, trace: b.temp(), handler: [] });
    b.exec(`$r.thrown=${trace}`, node);
    b.out.push({ op: "throw", value: error, loc: b.loc(node) });
  });
  b.out.push({ op: "try", body, error, trace, handler });
}
