import type * as t from "@babel/types";
import type { FunctionNode, Node } from "../ast";
import type { CoroutineKind } from "../ir";
import { sourceName } from "../sourceName";
import { quote } from "../names";
import type { FunctionBuilder } from "./builder";
import { lowerExpression } from "./expressions";
import { jump } from "./jumps";
import { UNDEFINED, constant } from "./value";
import type { Value } from "./value";

/**
 * Generators and async functions. The call makes a coroutine (`$co`, engine/coroutines) with one frame, in which its body goes on
 * whenever it is resumed; where it rests, the frame alone is kept. In between it stops and goes on like any other call.
 */
export function lowerCoroutine(b: FunctionBuilder, node: FunctionNode, body: () => void): void {
  b.coroutine = kindOf(node);
  if (b.coroutine === undefined) {
    body();
    return;
  }
  b.local("$co");
  if (node.generator === true) b.local("$fn");
  b.initial("$h.generator($fn)", node);
  const error = b.temp();
  const trace = b.temp();
  const guarded = b.list(() => {
    body();
    returnFrom(b, UNDEFINED, node);
  });
  const handler = b.list(() => {
    b.exec("$co.finish()", node);
    b.exec(`$r.thrown=${trace}`, node);
    b.exec(`${trace}=undefined`, node);
    b.out.push({ op: "throw", value: error, loc: b.loc(node) });
  });
  b.out.push({ op: "try", body: guarded, error, trace, handler });
}

function kindOf(node: FunctionNode): CoroutineKind | undefined {
  if (node.generator === true) return node.async === true ? "asyncGenerator" : "generator";
  return node.async === true ? "async" : undefined;
}

/** The function's end, with a value. */
export function returnFrom(b: FunctionBuilder, value: Value, node: Node): void {
  const text = b.coroutine === undefined ? value.text : `$co.finish(${value.text})`;
  b.out.push({ op: "return", value: text, loc: b.loc(node) });
}

export function lowerYield(b: FunctionBuilder, node: t.YieldExpression): Value {
  const value = node.argument == null ? UNDEFINED : lowerExpression(b, node.argument);
  if (node.delegate) return delegate(b, node, b.spill(value, node));
  const received = b.rest(`$co.give(${value.text})`, node);
  obey(b, received, node);
  return received;
}

/** Does what a coroutine is resumed with, unless it is simply a value: throws, or returns through the finally blocks. */
function obey(b: FunctionBuilder, received: Value, node: Node): void {
  const completion = b.list(() => {
    b.exec(`${received.text}.throws&&$h.rethrow(${received.text}.value)`, node);
    jump(b, { kind: "return" }, node, { ...constant(`${received.text}.value`), stable: false });
  });
  b.out.push({
    op: "if",
    test: `${received.text} instanceof $R`,
    then: completion,
    else: [],
    loc: b.loc(node),
  });
}

/** yield*: passes on everything that goes in and out until the inner iterator is done. */
function delegate(b: FunctionBuilder, node: t.YieldExpression, iterable: Value): Value {
  const site = node.argument == null ? "undefined" : quote(sourceName(node.argument));
  const invoke = (callee: string, self: string, args: readonly string[], name: string): string =>
    b.call({ kind: "value", callee, self, args, site: name, builtin: undefined }, node).text;
  const iterator = b.temp();
  const next = b.temp();
  const received = b.temp();
  const result = b.temp();
  const method = b.temp();
  const made = invoke(
    `$h.iteratorMethod(${iterable.text},${site})`,
    iterable.text,
    [],
    "Symbol(Symbol.iterator)",
  );
  b.exec(`${iterator}=$h.iteratorObject(${made})`, node);
  b.exec(`${next}=$h.nextOf(${iterator})`, node);
  b.exec(`${received}=undefined`, node);
  const end = b.label();
  const body = b.list(() => {
    const passOn = b.list(() => {
      b.exec(`${method}=$h.passOn(${iterator},${received})`, node);
      const missing = b.list(() => {
        const returns = b.list(() => obey(b, constant(received), node));
        const throws = b.list(() => {
          b.exec(`${method}=${iterator}.return`, node);
          const close = b.list(() => {
            b.exec(`$h.closed(${invoke(method, iterator, [], "return")})`, node);
          });
          b.out.push({ op: "if", test: `${method}!=null`, then: close, else: [], loc: b.loc(node) });
          b.exec("$h.noThrowMethod()", node);
        });
        b.out.push({ op: "if", test: `${received}.throws`, then: throws, else: returns, loc: b.loc(node) });
      });
      b.out.push({ op: "if", test: `${method}==null`, then: missing, else: [], loc: b.loc(node) });
      b.exec(`${result}=${invoke(method, iterator, [`${received}.value`], "throw")}`, node);
      b.exec(`$h.checkResult(${result})`, node);
      const finished = b.list(() => {
        b.exec(`${result}=${result}.value`, node);
        const returns = b.list(() =>
          jump(b, { kind: "return" }, node, { ...constant(result), stable: false }),
        );
        b.out.push({ op: "if", test: `!${received}.throws`, then: returns, else: [], loc: b.loc(node) });
        b.out.push({ op: "break", label: end });
      });
      b.out.push({ op: "if", test: `${result}.done`, then: finished, else: [], loc: b.loc(node) });
    });
    const ask = b.list(() => {
      b.exec(`${result}=${invoke(next, iterator, [received], "next")}`, node);
      b.exec(`$h.checkResult(${result})`, node);
      const finished = b.list(() => {
        b.exec(`${result}=${result}.value`, node);
        b.out.push({ op: "break", label: end });
      });
      b.out.push({ op: "if", test: `${result}.done`, then: finished, else: [], loc: b.loc(node) });
    });
    b.out.push({ op: "if", test: `${received} instanceof $R`, then: passOn, else: ask, loc: b.loc(node) });
    b.exec(`${received}=${b.rest(`$co.pass(${result})`, node).text}`, node);
    b.check({ ns: 2, steps: 1 }, node);
  });
  b.out.push({ op: "loop", label: end, body });
  return constant(result);
}
