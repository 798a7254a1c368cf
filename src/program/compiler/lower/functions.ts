import type * as t from "@babel/types";
import { present } from "../../../shared/assert";
import { PRELUDE_URI } from "../../engine/prelude/source";
import { staticKey } from "../ast";
import type { ClassNode, FunctionNode, Node } from "../ast";
import { regionCost } from "../cost";
import type { CodeKind, FunctionCode, Ir } from "../ir";
import { localName } from "../names";
import type { Binding, Scope, Unit } from "../scope";
import { FunctionBuilder } from "./builder";
import { assignProperties, initializeFields, superCall } from "./instances";
import { lowerExpression } from "./expressions";
import { coroutineKind, lowerCoroutine } from "./coroutines";
import { jump } from "./jumps";
import { initialize } from "./names";
import { bindPattern, withDefault } from "./patterns";
import { lowerBody } from "./statements";
import { constant, variable } from "./value";

/**
 * Text that makes the closure of a function at the present place.
 * @param hint its name when it has none; @param owner the class it is a method of, for stacks.
 */
export function closure(b: FunctionBuilder, node: FunctionNode, hint?: string, owner?: string): string {
  const ownName = nameOf(b, node, hint);
  if (node.type === "FunctionExpression" && node.id != null) {
    const scope = b.module.analysis.scopes.get(node.id);
    const self = scope?.bindings.get(node.id.name);
    if (scope !== undefined && self?.captured === true) {
      const outer = b.enter(scope, node);
      const text = `(${b.access(self)}=${make(b, node, ownName, owner)})`;
      b.leave(outer);
      return text;
    }
  }
  return make(b, node, ownName, owner);
}

function make(b: FunctionBuilder, node: FunctionNode, ownName: string, owner: string | undefined): string {
  const id = lowerFunction(b, node, ownName, owner);
  return `$mk${id}(${b.env()})`;
}

function nameOf(b: FunctionBuilder, node: FunctionNode, hint: string | undefined): string {
  if ((node.type === "FunctionDeclaration" || node.type === "FunctionExpression") && node.id != null)
    return node.id.name;
  if (hint !== undefined) return hint;
  if (node.type === "ClassPrivateMethod") return `#${node.key.id.name}`;
  if (node.type === "ClassMethod" || node.type === "ObjectMethod")
    return staticKey(node.key, node.computed) ?? "";
  return b.module.names.get(node) ?? (node.type === "FunctionDeclaration" ? "default" : "");
}

/** The name that stacks show. */
function displayName(b: FunctionBuilder, ownName: string, owner: string | undefined): string {
  if (ownName === "") return `${b.unit.kind === "module" ? "" : `${b.name}.`}func${++b.unit.anonymous}`;
  // The prelude's functions stand for built-in methods: Array_map for Array.map.
  if (b.module.uri === PRELUDE_URI) return ownName.replace("_", ".");
  return owner === undefined ? ownName : `${owner}.${ownName}`;
}

function lowerFunction(
  b: FunctionBuilder,
  node: FunctionNode,
  ownName: string,
  owner: string | undefined,
): number {
  const { program, module } = b;
  const id = program.codeId(node);
  const unit = present(module.analysis.units.get(node), "unit of a function");
  // Functions that stand for built-in ones cannot be constructed.
  const builtin = module.uri === PRELUDE_URI;
  const kind: CodeKind =
    node.type === "ArrowFunctionExpression"
      ? "arrow"
      : node.type === "FunctionExpression" || (node.type === "FunctionDeclaration" && !builtin)
        ? "function"
        : "method";
  const inner = new FunctionBuilder(
    program,
    module,
    unit,
    kind,
    displayName(b, ownName, owner),
    b.currentScope(),
  );
  const bound = builtin && b.name === "boundFunction";
  program.functions.push({ ...finishFunction(inner, node, id, ownName), bound });
  return id;
}

/** Lowers parameters and body. */
function finishFunction(b: FunctionBuilder, node: FunctionNode, id: number, ownName: string): FunctionCode {
  const scope = present(b.module.analysis.scopes.get(node), "scope of a function");
  const params = lowerParams(b, node, scope);
  const newTarget = b.kind === "function" && scope.bindings.get("new.target")?.used === true;
  if (newTarget) {
    b.newTarget = true;
    b.local("$nt");
  }
  b.begin(node, scope);
  b.noteCaller(node);
  const outer = b.enter(scope, node);
  const { body } = node;
  lowerCoroutine(b, coroutineKind(node), node, params.bind, () => {
    if (body.type === "BlockStatement") lowerFunctionBody(b, scope, body);
    else {
      b.stop(body);
      jump(b, { kind: "return" }, body, lowerExpression(b, body));
    }
  });
  b.leave(outer);
  return {
    ...b.parts(),
    id,
    ownName,
    coroutine: b.coroutine,
    params: params.names,
    rest: params.rest,
    length: params.length,
    newTarget,
    locals: b.locals.filter((local) => !params.names.includes(local) && local !== params.rest),
    entry: regionCost([...node.params, node.body]),
  };
}

/** Where the body has a scope of its own, its variables begin with the values of the parameters of the same names. */
function lowerFunctionBody(b: FunctionBuilder, params: Scope, body: t.BlockStatement): void {
  const own = b.module.analysis.scopes.get(body);
  b.inScope(own, body, () => {
    for (const binding of own?.bindings.values() ?? []) {
      const param = params.bindings.get(binding.name);
      if (binding.kind === "var" && param !== undefined)
        initialize(b, binding, variable(b.access(param)), body);
    }
    lowerBody(b, body.body);
  });
}

interface Params {
  readonly names: readonly string[];
  readonly rest: string | undefined;
  readonly length: number;
  /** Emits what the parameters' defaults and patterns need. */
  readonly bind: () => void;
}

function lowerParams(b: FunctionBuilder, node: FunctionNode, scope: Scope): Params {
  const patterns = node.params.map((param) =>
    param.type === "TSParameterProperty" ? param.parameter : param,
  );
  const withDefaultAt = patterns.findIndex(
    (each) => each.type === "AssignmentPattern" || each.type === "RestElement",
  );
  const length = withDefaultAt < 0 ? patterns.length : withDefaultAt;
  const usesArguments = scope.bindings.get("arguments")?.used === true;
  const last = patterns.at(-1);
  const restPattern = last?.type === "RestElement" ? last : undefined;
  const plain = restPattern === undefined ? patterns : patterns.slice(0, -1);
  const names = plain.map((each, i) => paramName(b, each, i));
  const rest = restPattern === undefined ? undefined : paramName(b, restPattern.argument, plain.length);
  const bind = (): void => {
    if (usesArguments) {
      for (const [i, name] of names.entries()) b.exec(`${b.local(name)}=$args[${i}]`, node);
      if (rest !== undefined) b.exec(`${b.local(rest)}=$args.slice(${names.length})`, node);
      if (scope.bindings.get("arguments")?.captured !== true)
        b.exec(`${b.local("$arguments")}=$h.arguments(...$args)`, node);
      for (const each of patterns) rebindCaptured(b, each);
    }
    b.stop(node);
    for (const [i, each] of plain.entries()) bindParam(b, each, names[i] ?? "");
    if (restPattern !== undefined && rest !== undefined) bindParam(b, restPattern.argument, rest);
  };
  if (usesArguments) return { names: [], rest: "$args", length, bind };
  b.inputs = new Set(rest === undefined ? names : [...names, rest]);
  return { names, rest, length, bind };
}

/** With `arguments` the parameters get their values after the environment is made. */
function rebindCaptured(b: FunctionBuilder, pattern: Node): void {
  const target = pattern.type === "RestElement" ? pattern.argument : pattern;
  const binding = bindingOf(b, target);
  if (binding !== undefined) b.settle(binding);
  if (binding?.captured === true && !binding.checked)
    b.exec(`${b.access(binding)}=${b.localOf(binding)}`, target);
}

function bindingOf(b: FunctionBuilder, node: Node): Binding | undefined {
  return b.module.analysis.references.get(node)?.binding;
}

/** A parameter that is a name is used directly; any other gets a number. */
function paramName(b: FunctionBuilder, pattern: Node, index: number): string {
  const target = pattern.type === "AssignmentPattern" ? pattern.left : pattern;
  const binding = target.type === "Identifier" ? bindingOf(b, target) : undefined;
  return binding === undefined || binding.checked ? localName("param", index) : b.localOf(binding);
}

function bindParam(b: FunctionBuilder, pattern: Node, name: string): void {
  const mark = b.mark();
  if (pattern.type === "AssignmentPattern") {
    bindPattern(b, pattern.left, withDefault(b, pattern, constant(name)));
  } else if (pattern.type !== "Identifier" || bindingOf(b, pattern)?.checked === true) {
    bindPattern(b, pattern, constant(name));
  }
  b.release(mark);
}

/** Lowers the constructor of a class; without one in the text, the one that the language says. */
export function lowerConstructor(b: FunctionBuilder, node: ClassNode, ownName: string): number {
  const { program, module } = b;
  const id = program.codeId(node);
  const method = constructorOf(node);
  const kind: CodeKind = node.superClass == null ? "constructor" : "derived";
  const own = present(module.analysis.classes.get(node), "class");
  const unit: Unit = (method === undefined ? undefined : module.analysis.units.get(method)) ?? {
    kind: "function",
    parent: b.unit,
    node,
    free: new Set(),
    anonymous: 0,
  };
  const inner = new FunctionBuilder(program, module, unit, kind, `new ${ownName}`, own.scope);
  inner.local("$this");
  if (method === undefined) inner.begin(node, own.scope);
  else {
    const scope = present(module.analysis.scopes.get(method), "scope");
    inner.begin(method, scope);
    const params = lowerParams(inner, method, scope);
    const outer = inner.enter(scope, method);
    const self = module.analysis.scopes.get(method)?.bindings.get("this");
    startConstructor(inner, node, self);
    params.bind();
    if (kind === "constructor")
      assignProperties(inner, node, self === undefined ? "$this" : inner.access(self));
    const body = inner.list(() => lowerFunctionBody(inner, scope, method.body));
    finishConstructor(inner, body, self, node);
    inner.leave(outer);
    program.functions.push({
      ...inner.parts(),
      id,
      ownName,
      params: params.names,
      rest: params.rest,
      length: params.length,
      locals: inner.locals.filter((local) => !params.names.includes(local) && local !== params.rest),
      entry: regionCost([...method.params, method.body]),
    });
    return id;
  }
  if (kind === "constructor") {
    startConstructor(inner, node, undefined);
  } else {
    inner.exec(`$this=$T`, node);
    superCall(inner, node, { target: "$nt", args: ["...$args"], self: "$this" }, node);
  }
  inner.out.push({ op: "return", value: "$this", loc: -1 });
  program.functions.push({
    ...inner.parts(),
    id,
    ownName,
    params: [],
    rest: kind === "derived" ? "$args" : undefined,
    length: 0,
    locals: inner.locals,
    entry: { ns: 2, steps: 1 },
  });
  return id;
}

function startConstructor(b: FunctionBuilder, node: ClassNode, self: Binding | undefined): void {
  if (b.kind === "derived") {
    b.exec("$this=$T", node);
    return;
  }
  b.exec("$this=#k in $nt?new $nt($A):$h.create($nt)", node);
  if (self?.captured === true) b.exec(`${b.access(self)}=$this`, node);
  initializeFields(b, node, "$this");
}

function finishConstructor(
  b: FunctionBuilder,
  body: readonly Ir[],
  self: Binding | undefined,
  node: Node,
): void {
  const value = self === undefined ? "$this" : b.access(self);
  const { ending } = b;
  if (ending === undefined) b.out.push(...body);
  else b.out.push({ op: "block", label: ending.label, body: [...body] });
  const derived = b.kind === "derived";
  const checked =
    ending !== undefined || derived
      ? `$h.returned(${ending?.value ?? "undefined"},${value},${derived})`
      : value;
  b.out.push({ op: "return", value: checked, loc: b.loc(node) });
}

export function constructorOf(node: ClassNode): t.ClassMethod | undefined {
  return node.body.body.find(
    (member): member is t.ClassMethod => member.type === "ClassMethod" && member.kind === "constructor",
  );
}
