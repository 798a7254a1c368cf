import type { Node } from "../ast";
import { quote } from "../names";
import type { FunctionBuilder } from "./builder";
import { constant } from "./value";
import type { Value } from "./value";
import { readItem } from "./watching";

/**
 * Iteration. What JavaScript itself can iterate without running code of the program is stepped through at once; for everything else
 * `next` is called, which may suspend (engine/cursors.ts).
 */
export function openCursor(b: FunctionBuilder, value: Value, site: string | undefined, node: Node): string {
  const cursor = b.temp();
  const what = site === undefined ? "undefined" : quote(site);
  b.exec(`${cursor}=$h.cursor(${value.text},${what})`, node);
  const then = b.list(() => {
    const iterator = b.call(
      {
        kind: "value",
        callee: `$h.iteratorMethod(${value.text},${what})`,
        self: value.text,
        args: [],
        site: site ?? "Symbol(Symbol.iterator)",
        builtin: undefined,
      },
      node,
    );
    b.exec(`${cursor}=$h.userCursor(${iterator.text})`, node);
  });
  b.out.push({ op: "if", test: `${cursor}===undefined`, then, else: [], loc: b.loc(node) });
  return cursor;
}

/** The next item: undefined at the end, or a break to `end` where that is given. */
export function stepCursor(b: FunctionBuilder, cursor: string, node: Node, end?: string): Value {
  return stepBy("take", b, cursor, node, end);
}

/** Leaves the next item out. */
export function passItem(b: FunctionBuilder, cursor: string, node: Node): void {
  stepBy("pass", b, cursor, node);
}

/** @param method of UserCursor, which gets what the program's `next` has returned. */
function stepBy(
  method: "take" | "pass",
  b: FunctionBuilder,
  cursor: string,
  node: Node,
  end?: string,
): Value {
  const item = b.temp();
  const user = b.list(() => {
    // An iterator that fails is not closed.
    b.exec(`${cursor}.open=false`, node);
    const result = b.call(
      {
        kind: "value",
        callee: `${cursor}.next`,
        self: `${cursor}.iterator`,
        args: [],
        site: "next",
        builtin: undefined,
      },
      node,
    );
    b.exec(`${item}=${cursor}.${method}(${result.text})`, node);
  });
  const own = b.list(() => {
    b.exec(`${item}=${cursor}.step()`, node);
    readItem(b, cursor, node);
  });
  b.out.push({ op: "if", test: `${cursor}.open`, then: user, else: own, loc: b.loc(node) });
  const atEnd = b.list(() => {
    if (end === undefined) b.exec(`${item}=undefined`, node);
    else b.out.push({ op: "break", label: end });
  });
  b.out.push({ op: "if", test: `${item}===$D`, then: atEnd, else: [], loc: b.loc(node) });
  return constant(item);
}

/** Tells an iterator of the program that no more items are wanted. */
export function closeCursor(b: FunctionBuilder, cursor: string, node: Node): void {
  const close = b.temp();
  const then = b.list(() => {
    b.exec(`${close}=${cursor}.close()`, node);
    const call = b.list(() => {
      const result = b.call(
        {
          kind: "value",
          callee: close,
          self: `${cursor}.iterator`,
          args: [],
          site: "return",
          builtin: undefined,
        },
        node,
      );
      b.exec(`$h.closed(${result.text})`, node);
    });
    b.out.push({ op: "if", test: `${close}!==undefined`, then: call, else: [], loc: b.loc(node) });
  });
  b.out.push({ op: "if", test: `${cursor}.open`, then, else: [], loc: b.loc(node) });
}
