import type * as t from "@babel/types";
import { staticKey } from "../ast";
import type { MemberNode, Node } from "../ast";
import type { Call } from "../ir";
import { PAID } from "../libraryCosts";
import { quote } from "../names";
import { sourceName } from "../sourceName";
import { LIKELY_BUILTINS } from "../substituted";
import { mayHave } from "./accessors";
import { countCall, countStandard } from "./allocations";
import type { FunctionBuilder } from "./builder";
import { chainCallee } from "./chains";
import { toNumeric, toText } from "./conversions";
import { lowerExpression } from "./expressions";
import { templateObject } from "./literals";
import { iterateFirst } from "./items";
import { lowerPlace, named, readPlace } from "./members";
import { globalName, knownFunction } from "./names";
import { lowerArguments } from "./spread";
import { lowerSuperCall } from "./superCalls";
import { UNDEFINED, computed, constant } from "./value";
import type { Value } from "./value";
import { callStandard, readMethod, readWhole, watchedCall } from "./watching";

/** A callee that has been evaluated: the function, and its `this`. */
export interface Callee {
  readonly fn: Value;
  readonly self: Value;
  readonly site: string;
  /** Text of the built-in that is likely there. */
  readonly builtin: string | undefined;
  /** It is named like the methods of functions that call them. */
  readonly forwards?: "call" | "apply" | undefined;
  /** Text that tells of the read of the function, which its own text does not. */
  readonly report?: string | undefined;
}

export function lowerCall(b: FunctionBuilder, node: t.CallExpression): Value {
  const { callee } = node;
  if (callee.type === "Super") return lowerSuperCall(b, node);
  if (callee.type === "Import" || callee.type === "V8IntrinsicIdentifier") {
    b.error(node, "import() is not supported: import at the top of the file");
    return UNDEFINED;
  }
  const standard = standardFunction(b, callee);
  if (standard !== undefined) {
    const text = standardCall(b, standard, standardTexts(b, standard.name, node.arguments), node);
    const counted = countStandard(b, callee, text);
    return ERRORS.has(standard.name) ? withStack(b, counted, node) : computed(counted);
  }
  if (isCapture(b, callee)) return lowerCapture(b, node);
  const known = knownFunction(b, callee);
  if (known !== undefined) {
    const args = argumentTexts(b, node.arguments);
    const code = b.program.codeId(known.declaration);
    const { env, imported } = known;
    return b.call({ kind: "direct", code, env, self: "undefined", args, imported }, node);
  }
  return finishCall(b, lowerCallee(b, callee), node.arguments, callSite(node));
}

/** A call of a standard function, which charges what it costs. */
function standardCall(
  b: FunctionBuilder,
  { fn, path, name }: Standard,
  args: readonly string[],
  node: Node,
): string {
  if (!PAID.has(name) && !PAID.has(`new ${name}`)) return callStandard(b, fn, path, args, node);
  const [first, ...rest] = args;
  if (first === undefined) return callStandard(b, fn, path, args, node);
  const kept = b.scratch();
  const spread = first.startsWith("...");
  const passed = spread ? [`...(${kept}=[${args.join(",")}])`] : [`${kept}=${first}`, ...rest];
  const call = callStandard(b, fn, path, passed, node);
  return `$h.paid(${path},undefined,${call},${spread ? `${kept}[0]` : kept})`;
}

const ERRORS: ReadonlySet<string> = new Set([
  "Error",
  "AggregateError",
  "EvalError",
  "RangeError",
  "ReferenceError",
  "SuppressedError",
  "SyntaxError",
  "TypeError",
  "URIError",
]);

/** An error that has just been made, with its stack. */
function withStack(b: FunctionBuilder, made: string, node: Node): Value {
  return b.module.library || !b.program.stacks
    ? computed(made)
    : b.call({ kind: "stack", text: `$r.capture(${made})` }, node);
}

function isCapture(b: FunctionBuilder, callee: Node): boolean {
  return (
    callee.type === "MemberExpression" &&
    globalName(b, callee.object) === "Error" &&
    staticKey(callee.property, callee.computed) === "captureStackTrace"
  );
}

/** `Error.captureStackTrace(object, function)`. */
function lowerCapture(b: FunctionBuilder, node: t.CallExpression): Value {
  const [object = "undefined", fn = "undefined"] = argumentTexts(b, node.arguments);
  const below = b.temp();
  const target = b.temp();
  b.exec(`${target}=${object}`, node);
  b.exec(`${below}=${fn}`, node);
  const code = `typeof ${below}==="function"&&#k in ${below}?${below}.#c??${below}.#k:undefined`;
  b.call({ kind: "stack", text: `$r.captureInto(${target},${code})` }, node);
  return UNDEFINED;
}

/** Arguments of a standard function. What String and Number are given is converted before. */
function standardTexts(b: FunctionBuilder, name: string, nodes: readonly Node[]): readonly string[] {
  const [only] = nodes;
  if (only === undefined || nodes.length > 1 || only.type === "SpreadElement") return argumentTexts(b, nodes);
  if (name === "String") return [toText(b, lowerExpression(b, only), only).text];
  if (name === "Number") return [toNumeric(b, lowerExpression(b, only), only).text];
  return argumentTexts(b, nodes);
}

function argumentTexts(b: FunctionBuilder, nodes: readonly Node[]): string[] {
  const { parts, texts } = lowerArguments(b, nodes);
  return texts(b.operands(nodes, parts));
}

/** The node whose place a call has: the property's for a method, as stacks have it. */
function callSite(node: t.CallExpression | t.OptionalCallExpression): Node {
  const { callee } = node;
  return callee.type === "MemberExpression" || callee.type === "OptionalMemberExpression"
    ? callee.property
    : node;
}

interface Standard {
  readonly fn: unknown;
  readonly path: string;
  /** As in the standard: `Object.keys`. */
  readonly name: string;
}

/**
 * A standard function, and its text, that can neither suspend nor is replaced: called without preparation. It exists here, so the message
 * that it is no function is never needed.
 */
function standardFunction(b: FunctionBuilder, callee: Node): Standard | undefined {
  const direct = globalName(b, callee);
  if (direct !== undefined && direct !== "Function" && typeof standard(direct) === "function") {
    b.program.globals.add(direct);
    return { fn: standard(direct), path: `$g_${direct}`, name: direct };
  }
  if (callee.type !== "MemberExpression") return undefined;
  const owner = globalName(b, callee.object);
  const name = staticKey(callee.property, callee.computed);
  if (
    owner === undefined ||
    owner === "Reflect" ||
    owner === "globalThis" ||
    name === undefined ||
    b.program.isSubstituted(name)
  )
    return undefined;
  const holder = standard(owner);
  if ((typeof holder !== "object" && typeof holder !== "function") || holder === null) return undefined;
  const fn = Object.hasOwn(holder, name) ? (holder as Readonly<Record<string, unknown>>)[name] : undefined;
  if (typeof fn !== "function") return undefined;
  b.program.globals.add(owner);
  return { fn, path: `$g_${owner}.${name}`, name: `${owner}.${name}` };
}

function standard(name: string): unknown {
  return (globalThis as unknown as Readonly<Record<string, unknown>>)[name];
}

/** Evaluates a callee. */
export function lowerCallee(b: FunctionBuilder, callee: Node): Callee {
  if (callee.type === "MemberExpression") return methodCallee(b, callee);
  if (callee.type === "OptionalMemberExpression") return chainCallee(b, callee);
  const fn = lowerExpression(b, callee);
  return { fn, self: UNDEFINED, site: sourceName(callee), builtin: undefined };
}

/** Evaluates `object.name` as a callee. `object` is given where it is already known. */
export function methodCallee(b: FunctionBuilder, node: MemberNode, object?: Value): Callee {
  const place = lowerPlace(b, node, object);
  const site = sourceName(node);
  if (place.kind === "super")
    return { fn: readPlace(b, place, node), self: place.self, site, builtin: undefined };
  const self = b.atom(place.object, node);
  const pinned = { ...place, object: self };
  const plain = place.kind === "named" && !mayHave(b, "get", place.name);
  const likely = plain ? LIKELY_BUILTINS.get(place.name) : undefined;
  const forwards =
    place.kind === "named" && (place.name === "call" || place.name === "apply") ? place.name : undefined;
  const report = plain ? readMethod(b, self.text, place.name, node) : undefined;
  const fn =
    plain && report !== undefined
      ? methodValue(b, place.name, self.text, report)
      : readPlace(b, pinned, node);
  return { fn, self, site, builtin: likely, forwards, report };
}

/** A method as the object's property; when it is put aside, its read is told of. */
function methodValue(b: FunctionBuilder, name: string, self: string, report: string): Value {
  const { text } = named(b, self, name);
  return { text, stable: false, atom: false, aside: `(${report},${text})` };
}

/** Evaluates the arguments and calls. */
export function finishCall(b: FunctionBuilder, callee: Callee, nodes: readonly Node[], site: Node): Value {
  const { parts, texts } = lowerArguments(b, nodes);
  const [self = UNDEFINED, fn = UNDEFINED, ...values] = b.operands(
    [site, site, ...nodes],
    [() => callee.self, () => callee.fn, ...parts],
  );
  const args = texts(values);
  if (callee.forwards !== undefined && nodes[0]?.type !== "SpreadElement")
    return forwardCall(b, callee.forwards, { ...callee, self, fn }, args, site);
  const untouched = fn === callee.fn && self === callee.self;
  const likely = untouched ? callee.builtin : undefined;
  const builtin = likely === undefined ? undefined : b.program.shared(likely);
  const payer =
    likely !== undefined && PAID.has(likely) ? b.program.shared(`$h.payer(${likely})`) : undefined;
  const spreads = nodes.some((each) => each.type === "SpreadElement");
  const watched = watchedCall(b, self.text, likely, site, spreads ? undefined : values);
  const report = untouched && callee.fn.aside !== undefined ? callee.report : undefined;
  const call: Call = {
    kind: "value",
    callee: fn.text,
    self: self.text,
    args,
    site: callee.site,
    builtin,
    watched,
    payer,
    report,
  };
  const result = b.call(call, site);
  countCall(b, site, self.text, result, args.length);
  return result;
}

/** `f.call(…)` and `f.apply(…)` call `f` itself when they are the built-in ones, so that it can suspend. */
function forwardCall(
  b: FunctionBuilder,
  how: "call" | "apply",
  callee: Callee,
  args: readonly string[],
  site: Node,
): Value {
  const fn = b.spill(callee.fn, site);
  const result = b.temp();
  const finish = (call: Call): void => {
    b.exec(`${result}=${b.call(call, site).text}`, site);
  };
  const [self = "undefined", ...rest] = args;
  const forward = b.list(() => {
    const passed = how === "call" ? rest : [`...$h.applyArguments(${rest[0] ?? "undefined"})`];
    finish({
      kind: "value",
      callee: callee.self.text,
      self,
      args: passed,
      site: callee.site,
      builtin: undefined,
      watched: watchedCall(b, self, undefined, site),
    });
  });
  const otherwise = b.list(() => {
    finish({
      kind: "value",
      callee: fn.text,
      self: callee.self.text,
      args,
      site: callee.site,
      builtin: undefined,
    });
  });
  const test = `${fn.text}===${b.program.shared(`Function.prototype.${how}`)}`;
  b.out.push({ op: "if", test, then: forward, else: otherwise, loc: b.loc(site) });
  return constant(result);
}

/** What is thrown. Where that leaves the function, the stack of a new error becomes known without a stop of its own. */
export function lowerThrow(b: FunctionBuilder, argument: Node): void {
  const name = argument.type === "NewExpression" ? globalName(b, argument.callee) : undefined;
  const made =
    argument.type === "NewExpression" && name !== undefined && ERRORS.has(name)
      ? constructStandard(b, argument, name)
      : lowerExpression(b, argument).text;
  b.out.push({ op: "throw", value: made, loc: b.loc(argument) });
}

export function lowerNew(b: FunctionBuilder, node: t.NewExpression): Value {
  const { callee } = node;
  const standardName = globalName(b, callee);
  if (standardName !== undefined && standardName !== "Function" && isStandardClass(standardName)) {
    const made = constructStandard(b, node, standardName);
    if (ERRORS.has(standardName)) return withStack(b, made, node);
    if (!PAID.has(`new ${standardName}`)) return computed(made);
    return computed(`${b.program.shared(`$h.payer($g_${standardName})`)}(undefined,${made})`);
  }
  const { parts, texts } = lowerArguments(b, node.arguments);
  const [fn = UNDEFINED, ...values] = b.operands(
    [callee, ...node.arguments],
    [() => lowerExpression(b, callee), ...parts],
  );
  const passed = texts(values);
  return construct(b, calleeOf(b, fn, node), passed, node, sourceName(callee));
}

/** In a variable of its own: a number cannot be followed by a dot. */
function calleeOf(b: FunctionBuilder, fn: Value, node: Node): Value {
  const variable = b.temp();
  b.exec(`${variable}=${fn.text}`, node);
  return constant(variable);
}

function constructStandard(b: FunctionBuilder, node: t.NewExpression, name: string): string {
  b.program.globals.add(name);
  const args = iterateFirst(b, name, standardArguments(b, name, node), node);
  return `new $g_${name}(${args.join(",")})`;
}

/** Classes whose objects begin with what an iterable holds. */
const COLLECTIONS = /^(?:Weak)?(?:Map|Set)$|Array$/;

/** The arguments as texts; the first is put aside where there are more, so that they stay in order. */
function standardArguments(b: FunctionBuilder, name: string, node: t.NewExpression): string[] {
  const { parts, texts } = lowerArguments(b, node.arguments);
  const values = b.operands(node.arguments, parts);
  const [first, ...rest] = texts(values.length > 1 ? values.map((value) => b.spill(value, node)) : values);
  if (first === undefined) return [];
  const collects = !first.startsWith("...") && COLLECTIONS.test(name);
  return [collects ? readWhole(b, first, node) : first, ...rest];
}

function isStandardClass(name: string): boolean {
  const value = standard(name);
  return typeof value === "function" && name !== "Symbol" && name !== "BigInt" && /^[A-Z]/.test(name);
}

/** Calls a constructor that has been evaluated. */
function construct(b: FunctionBuilder, fn: Value, args: readonly string[], node: Node, site: string): Value {
  const self = b.temp();
  const { text } = fn;
  const isClass = `typeof ${text}==="function"&&#k in ${text}&&${text}.#c!==undefined`;
  b.exec(`${self}=${isClass}?${text}:$h.newThis(${text}=$h.constructible(${text},${quote(site)}))`, node);
  const call: Call = { kind: "new", callee: fn.text, self, args };
  const result = b.call(call, node);
  const made = result.text;
  b.exec(`typeof ${made}==="object"&&${made}!==null||(${made}=$h.constructed(${made},${self}))`, node);
  return result;
}

export function lowerTagged(b: FunctionBuilder, node: t.TaggedTemplateExpression): Value {
  const callee = lowerCallee(b, node.tag);
  const strings = templateObject(b, node.quasi);
  const nodes = node.quasi.expressions;
  const [self = UNDEFINED, fn = UNDEFINED, ...values] = b.operands(
    [node, node, ...nodes],
    [() => callee.self, () => callee.fn, ...nodes.map((each) => () => lowerExpression(b, each))],
  );
  const args = [constant(strings), ...values].map((value) => value.text);
  return b.call(
    { kind: "value", callee: fn.text, self: self.text, args, site: callee.site, builtin: undefined },
    node,
  );
}
