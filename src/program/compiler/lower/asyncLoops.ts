import type { Node } from "../ast";
import { member, quote } from "../names";
import type { FunctionBuilder } from "./builder";
import type { Control } from "./control";
import { awaitValue } from "./coroutines";
import { closeCursor } from "./cursors";
import { preludeFunction } from "./prelude";
import { constant } from "./value";
import type { Value } from "./value";

/** Iteration of `for await`: the cursor is an object with the iterator and its `next`. */
export function openAsync(b: FunctionBuilder, value: Value, site: string, node: Node): string {
  const cursor = b.temp();
  const { code, env } = preludeFunction(b, "asyncIteratorOf");
  const iterator = b.call(
    { kind: "direct", code, env, self: "undefined", args: [value.text, quote(site)] },
    node,
  );
  b.exec(`${cursor}=$h.asyncCursor(${iterator.text})`, node);
  return cursor;
}

/** The next item, or a break to `end`. */
export function stepAsync(b: FunctionBuilder, cursor: string, node: Node, end: string): Value {
  const item = b.temp();
  const self = member(cursor, "iterator");
  const callee = member(cursor, "next");
  const result = b.call({ kind: "value", callee, self, args: [], site: "next", builtin: undefined }, node);
  const { text } = awaitValue(b, result, node);
  b.exec(`$h.checkResult(${text})`, node);
  b.out.push({
    op: "if",
    test: `${text}.done`,
    then: [{ op: "break", label: end }],
    else: [],
    loc: b.loc(node),
  });
  b.exec(`${item}=${text}.value`, node);
  return constant(item);
}

/** A for-of or for await is left early. `failing`: by an exception, which counts whatever the closing gives. */
export function closeLoop(
  b: FunctionBuilder,
  control: Control & { kind: "cursor" },
  node: Node,
  failing = false,
): void {
  const { cursor } = control;
  if (!control.awaits) {
    closeCursor(b, cursor, node);
    return;
  }
  const close = b.temp();
  b.exec(`${close}=$h.closing(${cursor})`, node);
  const then = b.list(() => {
    const self = member(cursor, "iterator");
    const result = b.call(
      { kind: "value", callee: close, self, args: [], site: "return", builtin: undefined },
      node,
    );
    const { text } = awaitValue(b, result, node);
    if (!failing) b.exec(`$h.closed(${text})`, node);
  });
  b.out.push({ op: "if", test: `${close}!=null`, then, else: [], loc: b.loc(node) });
}
