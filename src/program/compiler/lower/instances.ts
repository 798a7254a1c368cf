import type * as t from "@babel/types";
import { present } from "../../../shared/assert";
import { staticKey } from "../ast";
import type { ClassNode, Node } from "../ast";
import { NO_COST, regionCost } from "../cost";
import { member, quote } from "../names";
import type { ClassScope } from "../scope";
import { FunctionBuilder } from "./builder";
import { lowerExpression } from "./expressions";
import { iterateFirst } from "./items";
import { globalName } from "./names";
import { addSlots, holderOf, slotOf } from "./privates";
import { lowerBlock } from "./statements";

/** What happens to a new object besides the constructor's own statements: the parent's constructor, then the fields. */

interface SuperCall {
  /** Texts of new.target, the arguments, and the variable that gets `this`. */
  readonly target: string;
  readonly args: readonly string[];
  readonly self: string;
}

/** Calls the constructor of the parent class, and gives the object the fields of this one. */
export function superCall(b: FunctionBuilder, node: ClassNode, call: SuperCall, site: Node): void {
  const own = classScope(b, node);
  const builtin = node.superClass == null ? undefined : globalName(b, node.superClass);
  const args = builtin === undefined ? call.args : iterateFirst(b, builtin, call.args, site);
  const parent = b.temp();
  const self = b.temp();
  b.exec(`${parent}=$h.parentOf(${b.access(own.self)})`, site);
  b.exec(`${self}=$h.superThis(${parent},${call.target})`, site);
  const made = b.call({ kind: "super", callee: parent, self, args, target: call.target }, site);
  b.exec(`${call.self}=$h.bindThis(${call.self},$h.constructed(${made.text},${self}))`, site);
  initializeFields(b, node, call.self);
  assignProperties(b, node, call.self);
}

function classScope(b: FunctionBuilder, node: ClassNode): ClassScope {
  return present(b.module.analysis.classes.get(node), "names of a class");
}

/** Gives a new object the fields that the class declares. */
export function initializeFields(b: FunctionBuilder, node: ClassNode, self: string): void {
  const own = classScope(b, node);
  addSlots(b, own, false, self, node);
  if (!node.body.body.some(isInstanceField)) return;
  // The fields that are parameters come first among the object's keys.
  for (const { name } of parameterProperties(node)) defineField(b, node, self, name, "undefined");
  callInitializer(b, node, own, false, self);
}

/** Gives the fields that are parameters their values, once these are known. */
export function assignProperties(b: FunctionBuilder, node: ClassNode, self: string): void {
  for (const name of parameterProperties(node)) {
    const binding = b.module.analysis.references.get(name)?.binding;
    if (binding === undefined) continue;
    const value = b.access(binding);
    if (node.body.body.some(isInstanceField)) b.exec(`${member(self, name.name)}=${value}`, name);
    else defineField(b, node, self, name.name, value);
  }
}

/** Names of the constructor's parameters that are also fields: `constructor(private x: number)`. */
function parameterProperties(node: ClassNode): t.Identifier[] {
  for (const each of node.body.body) {
    if (each.type !== "ClassMethod" || each.kind !== "constructor") continue;
    return each.params.flatMap((param) => {
      if (param.type !== "TSParameterProperty") return [];
      const { parameter } = param;
      if (parameter.type === "Identifier") return [parameter];
      return parameter.left.type === "Identifier" ? [parameter.left] : [];
    });
  }
  return [];
}

type Field = t.ClassProperty | t.ClassPrivateProperty;

function isInstanceField(each: Node): each is Field {
  return (each.type === "ClassProperty" || each.type === "ClassPrivateProperty") && !each.static;
}

function isStaticPart(each: Node): each is Field | t.StaticBlock {
  return (
    each.type === "StaticBlock" ||
    ((each.type === "ClassProperty" || each.type === "ClassPrivateProperty") && each.static)
  );
}

/** Runs the static fields and blocks of a class. */
export function initializeStatics(b: FunctionBuilder, node: ClassNode, self: string): void {
  const own = classScope(b, node);
  addSlots(b, own, true, self, node);
  if (node.body.body.some(isStaticPart)) callInitializer(b, node, own, true, self);
}

function callInitializer(
  b: FunctionBuilder,
  node: ClassNode,
  own: ClassScope,
  statics: boolean,
  self: string,
): void {
  const env = own.scope.envScope();
  const code = initializer(b, node, own, statics);
  const path = env === undefined ? "undefined" : b.envPath(env);
  b.call({ kind: "direct", code, env: path, self, args: [] }, node);
}

/** The function that sets the fields, or the static ones. */
function initializer(b: FunctionBuilder, node: ClassNode, own: ClassScope, statics: boolean): number {
  const { program, module } = b;
  const key = statics ? node.body : present(node.body.body.find(isInstanceField), "field");
  const known = program.hasCode(key);
  const id = program.codeId(key);
  if (known) return id;
  const parts = node.body.body.filter(statics ? isStaticPart : isInstanceField);
  const unit = statics ? own.statics : own.fields;
  const scope = statics ? own.staticsScope : own.fieldsScope;
  const name = `${className(node)}.${statics ? "static" : "fields"}`;
  const inner = new FunctionBuilder(program, module, unit, "initializer", name, own.scope);
  inner.begin(undefined, scope);
  const outer = inner.enter(scope, node);
  for (const part of parts) {
    const mark = inner.mark();
    if (part.type !== "StaticBlock" && part.value != null) inner.stop(part);
    if (part.type === "StaticBlock") lowerBlock(inner, part, part.body);
    else setField(inner, node, own, part);
    inner.release(mark);
  }
  inner.leave(outer);
  inner.out.push({ op: "return", value: "undefined", loc: -1 });
  program.functions.push({
    ...inner.parts(),
    id,
    ownName: "",
    params: [],
    rest: undefined,
    length: 0,
    locals: inner.locals,
    entry: parts.length === 0 ? NO_COST : regionCost(parts),
  });
  return id;
}

function setField(b: FunctionBuilder, node: ClassNode, own: ClassScope, field: Field): void {
  const self = b.access(present(b.currentScope().bindings.get("this"), "this"));
  if (field.type === "ClassPrivateProperty") {
    const name = own.privates.get(field.key.id.name);
    const shown = typeof field.extra?.["shown"] === "string" ? field.extra["shown"] : `#${field.key.id.name}`;
    const value = field.value == null ? undefined : lowerExpression(b, field.value, shown);
    if (name === undefined) return;
    const text = value === undefined ? "undefined" : b.atom(value, field).text;
    b.exec(`${holderOf(b, name, self)}.${slotOf(name)}=${text}`, field);
    return;
  }
  const key = staticKey(field.key, field.computed);
  const value = field.value == null ? undefined : lowerExpression(b, field.value, key);
  const text = value?.text ?? "undefined";
  if (key === undefined) {
    const binding = present(own.keys.get(field), "computed key");
    b.exec(`$h.define(${self},${b.access(binding)},$h.named(${text},${b.access(binding)}))`, field);
  } else if (field.static) {
    b.exec(`$h.field(${self},${quote(key)},${text})`, field);
  } else {
    defineField(b, node, self, key, value === undefined ? text : b.atom(value, field).text);
  }
}

/** Sets a field as the language defines it: what is inherited under its name does not count. */
function defineField(b: FunctionBuilder, node: ClassNode, self: string, name: string, value: string): void {
  const plain = `${member(self, name)}=${value}`;
  const general = `${quote(name)} in ${self}?$h.field(${self},${quote(name)},${value}):${plain}`;
  b.exec(isPlainField(node, name) ? plain : general, node);
}

/** Whether setting the field is the same as defining it: nothing above the object can have an accessor of that name. */
function isPlainField(node: ClassNode, name: string): boolean {
  if (node.superClass != null || name === "__proto__") return false;
  return !node.body.body.some(
    (each) =>
      each.type === "ClassMethod" &&
      (each.kind === "get" || each.kind === "set") &&
      staticKey(each.key, each.computed) === name,
  );
}

function className(node: ClassNode): string {
  return node.id?.name ?? "(class)";
}
