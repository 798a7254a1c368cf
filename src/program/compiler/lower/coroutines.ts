import type * as t from "@babel/types";
import type { FunctionNode, Node } from "../ast";
import type { CoroutineKind } from "../ir";
import { quote } from "../names";
import { sourceName } from "../sourceName";
import type { FunctionBuilder } from "./builder";
import { lowerExpression } from "./expressions";
import { jump } from "./jumps";
import { preludeFunction } from "./prelude";
import { UNDEFINED, constant } from "./value";
import type { Value } from "./value";

/** Text that makes `$co`. */
const START: Readonly<Record<CoroutineKind, string>> = {
  generator: "$h.generator($fn)",
  async: "$h.async()",
  asyncGenerator: "$h.asyncGenerator($fn)",
};

/**
 * Generators and async functions. The call makes a coroutine (`$co`, engine/coroutines) with one frame, in which its body goes on
 * whenever it is resumed; where it rests, the frame alone is kept. In between it stops and goes on like any other call.
 */
export function lowerCoroutine(
  b: FunctionBuilder,
  kind: CoroutineKind | undefined,
  node: Node,
  params: () => void,
  body: () => void,
): void {
  b.coroutine = kind;
  if (kind === undefined) {
    params();
    body();
    return;
  }
  b.local("$co");
  if (kind !== "async") {
    b.local("$fn");
    params();
  }
  b.initial(START[kind], node);
  const error = b.temp();
  const trace = b.temp();
  const guarded = b.list(() => {
    if (kind === "async") params();
    body();
    returnFrom(b, UNDEFINED, node);
  });
  const handler = b.list(() => {
    fail(b, kind, error, trace, node);
  });
  b.out.push({ op: "try", body: guarded, error, trace, handler });
}

export function coroutineKind(node: FunctionNode): CoroutineKind | undefined {
  if (node.generator === true) return node.async === true ? "asyncGenerator" : "generator";
  return node.async === true ? "async" : undefined;
}

/** A function of the prelude is called. */
function callPrelude(b: FunctionBuilder, name: string, args: readonly string[], node: Node): Value {
  const { code, env } = preludeFunction(b, name);
  return b.call({ kind: "direct", code, env, self: "undefined", args }, node);
}

/** The function's end, with a value. */
export function returnFrom(b: FunctionBuilder, value: Value, node: Node): void {
  if (b.kind === "constructor" || b.kind === "derived") {
    // What a constructor gives is looked at after it has left every try.
    b.ending ??= { value: b.local("$ret"), label: b.label() };
    b.exec(`${b.ending.value}=${value.text}`, node);
    b.out.push({ op: "break", label: b.ending.label });
    return;
  }
  b.out.push({ op: "return", value: returned(b, value, node), loc: b.loc(node) });
}

function returned(b: FunctionBuilder, { text }: Value, node: Node): string {
  switch (b.coroutine) {
    case undefined:
      return text;
    case "generator":
      return `$co.finish(${text})`;
    case "async":
      callPrelude(b, "resolvePromise", ["$co.promise", text], node);
      return "$co.promise";
    case "asyncGenerator":
      callPrelude(b, "asyncGeneratorFinish", ["$co", text], node);
      return "undefined";
  }
}

/** An exception has left the body. */
function fail(b: FunctionBuilder, kind: CoroutineKind, error: string, trace: string, node: Node): void {
  if (kind === "generator") {
    b.exec("$co.finish()", node);
    b.exec(`$r.thrown=${trace}`, node);
    b.exec(`${trace}=undefined`, node);
    b.out.push({ op: "throw", value: error, loc: b.loc(node) });
    return;
  }
  b.exec(`$r.failed(${error},${trace})`, node);
  b.exec(`${trace}=undefined`, node);
  if (kind === "async") {
    const callee = "$h.asyncFail";
    b.call(
      { kind: "value", callee, self: "undefined", args: ["$co", error], site: "", builtin: undefined },
      node,
    );
  } else {
    callPrelude(b, "asyncGeneratorFail", ["$co", error], node);
  }
  b.out.push({ op: "return", value: kind === "async" ? "$co.promise" : "undefined", loc: b.loc(node) });
}

export function lowerAwait(b: FunctionBuilder, node: t.AwaitExpression): Value {
  return awaitValue(b, lowerExpression(b, node.argument), node);
}

/** The value that a promise gets, or what is no promise; a rejection is thrown. */
export function awaitValue(b: FunctionBuilder, value: Value, node: Node): Value {
  const received = awaitCompletion(b, value, node);
  const { text } = received;
  const then = b.list(() => b.exec(`$r.throwInto(${text})`, node));
  b.out.push({ op: "if", test: `${text} instanceof $R`, then, else: [], loc: b.loc(node) });
  return received;
}

function awaitCompletion(b: FunctionBuilder, value: Value, node: Node): Value {
  const received = b.temp();
  const { text } = callPrelude(b, "toPromise", [value.text], node);
  const wait = b.list(() => {
    const callee = "$h.waitFor";
    b.call({ kind: "value", callee, self: "undefined", args: [text], site: "", builtin: undefined }, node);
    b.exec(`${received}=$h.outcome(${text})`, node);
  });
  const rest = b.list(() => b.exec(`${received}=${b.rest(`$co.await(${text})`, node).text}`, node));
  b.out.push({ op: "if", test: "$co.blocks", then: wait, else: rest, loc: b.loc(node) });
  return constant(received);
}

export function lowerYield(b: FunctionBuilder, node: t.YieldExpression): Value {
  const value = node.argument == null ? UNDEFINED : lowerExpression(b, node.argument);
  if (node.delegate) return delegate(b, node, b.spill(value, node));
  const received =
    b.coroutine === "asyncGenerator"
      ? yieldAsync(b, awaitValue(b, value, node), node)
      : b.rest(`$co.give(${value.text})`, node);
  obey(b, received, node);
  return received;
}

/** AsyncGeneratorYield: the request is answered, and the body goes on with the next one at once if that is there already. */
function yieldAsync(b: FunctionBuilder, value: Value, node: Node): Value {
  const received = b.temp();
  callPrelude(b, "asyncGeneratorYield", ["$co", value.text], node);
  const goOn = b.list(() => b.exec(`${received}=$co.received()`, node));
  const rest = b.list(() => b.exec(`${received}=${b.rest("$co.rest()", node).text}`, node));
  b.out.push({ op: "if", test: "$co.waiting()", then: goOn, else: rest, loc: b.loc(node) });
  // What return() is called with is awaited.
  const returns = b.list(() => {
    const { text } = awaitCompletion(b, constant(`${received}.value`), node);
    b.exec(`${received}=${text} instanceof $R?${text}:new $R(false,${text})`, node);
  });
  const test = `${received} instanceof $R&&!${received}.throws`;
  b.out.push({ op: "if", test, then: returns, else: [], loc: b.loc(node) });
  return constant(received);
}

/** Does what a coroutine is resumed with, unless it is simply a value: throws, or returns through the finally blocks. */
function obey(b: FunctionBuilder, received: Value, node: Node): void {
  const { text } = received;
  const completion = b.list(() => {
    b.exec(`$r.throwInto(${text})`, node);
    jump(b, { kind: "return" }, node, { ...constant(`${text}.value`), stable: false });
  });
  b.out.push({ op: "if", test: `${text} instanceof $R`, then: completion, else: [], loc: b.loc(node) });
}

/** yield*: passes on everything that goes in and out until the inner iterator is done. */
function delegate(b: FunctionBuilder, node: t.YieldExpression, iterable: Value): Value {
  const isAsync = b.coroutine === "asyncGenerator";
  const site = node.argument == null ? "undefined" : quote(sourceName(node.argument));
  const iterator = b.temp();
  const next = b.temp();
  const received = b.temp();
  const result = b.temp();
  const method = b.temp();
  const loc = b.loc(node);
  const when = (test: string, then: () => void, other: () => void = () => undefined): void => {
    b.out.push({ op: "if", test, then: b.list(then), else: b.list(other), loc });
  };
  const invoke = (callee: string, self: string, args: readonly string[], name: string): string =>
    b.call({ kind: "value", callee, self, args, site: name, builtin: undefined }, node).text;
  const ask = (callee: string, args: readonly string[], name: string): void => {
    const given = constant(invoke(callee, iterator, args, name));
    b.exec(`${result}=${isAsync ? awaitValue(b, given, node).text : given.text}`, node);
    b.exec(`$h.checkResult(${result})`, node);
  };
  const start = isAsync
    ? callPrelude(b, "asyncIteratorOf", [iterable.text, site], node).text
    : invoke(`$h.iteratorMethod(${iterable.text},${site})`, iterable.text, [], "Symbol(Symbol.iterator)");
  b.exec(`${iterator}=$h.iteratorObject(${start})`, node);
  b.exec(`${next}=$h.nextOf(${iterator})`, node);
  b.exec(`${received}=undefined`, node);
  const end = b.label();
  /** The inner iterator cannot take the completion. */
  const missing = (): void => {
    when(
      `${received}.throws`,
      () => {
        b.exec(`${method}=${iterator}.return`, node);
        when(`${method}!=null`, () => {
          const closed = constant(invoke(method, iterator, [], "return"));
          b.exec(`$h.closed(${isAsync ? awaitValue(b, closed, node).text : closed.text})`, node);
        });
        b.exec("$h.noThrowMethod()", node);
      },
      () => {
        const value = { ...constant(`${received}.value`), stable: false };
        jump(b, { kind: "return" }, node, isAsync ? awaitValue(b, value, node) : value);
      },
    );
  };
  const body = b.list(() => {
    when(
      `${received} instanceof $R`,
      () => {
        b.exec(`${method}=$h.passOn(${iterator},${received})`, node);
        when(`${method}==null`, missing);
        ask(method, [`${received}.value`], "throw");
        when(`${result}.done`, () => {
          b.exec(`${result}=${result}.value`, node);
          when(`!${received}.throws`, () => {
            jump(b, { kind: "return" }, node, { ...constant(result), stable: false });
          });
          b.out.push({ op: "break", label: end });
        });
      },
      () => {
        ask(next, [received], "next");
        when(`${result}.done`, () => {
          b.exec(`${result}=${result}.value`, node);
          b.out.push({ op: "break", label: end });
        });
      },
    );
    const given = isAsync
      ? yieldAsync(b, constant(`${result}.value`), node)
      : b.rest(`$co.pass(${result})`, node);
    b.exec(`${received}=${given.text}`, node);
    b.check({ ns: 2, steps: 1 }, node);
  });
  b.out.push({ op: "loop", label: end, body });
  return constant(result);
}
