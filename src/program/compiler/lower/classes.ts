import type * as t from "@babel/types";
import { present } from "../../../shared/assert";
import type { ClassNode, Node } from "../ast";
import { quote } from "../names";
import type { ClassScope } from "../scope";
import type { FunctionBuilder } from "./builder";
import { lowerExpression, lowerKey } from "./expressions";
import { closure, constructorOf, lowerConstructor } from "./functions";
import { initializeStatics } from "./instances";
import { slotOf, brandOf } from "./privates";
import { constant } from "./value";
import type { Value } from "./value";
import { setVariable } from "./watching";

/** A class: the object, its methods, then its static parts, in the language's order. @param hint its name when it has none. */
export function lowerClass(b: FunctionBuilder, node: ClassNode, hint: string): Value {
  const own = present(b.module.analysis.classes.get(node), "names of a class");
  const name = node.id?.name ?? hint;
  noteThis(b, node);
  notePrivates(b, own);
  const made = b.temp();
  const outer = b.enter(own.scope, node);
  const parent =
    node.superClass == null ? undefined : b.spill(lowerExpression(b, node.superClass), node.superClass);
  const keys = new Map<Node, Value>();
  for (const each of node.body.body) {
    if (!("computed" in each) || !each.computed) continue;
    const key = b.temp();
    b.exec(`${key}=$h.key(${lowerKey(b, each.key, true).text})`, each.key);
    keys.set(each, constant(key));
    const binding = own.keys.get(each);
    if (binding !== undefined) b.exec(setVariable(b, binding, key, each.key), each.key);
  }
  const id = lowerConstructor(b, node, name);
  b.exec(`${made}=$mk${id}(${b.env()})`, node);
  if (parent !== undefined) b.exec(`$h.extend(${made},${parent.text})`, node);
  b.exec(setVariable(b, own.self, made, node), node);
  for (const each of node.body.body) {
    const mark = b.mark();
    if (each.type === "ClassMethod" && each.kind !== "constructor")
      addMethod(b, made, each, keys.get(each), name);
    else if (each.type === "ClassPrivateMethod") addPrivateMethod(b, own, each, name);
    b.release(mark);
  }
  if (own.inner !== undefined) {
    b.exec(setVariable(b, own.inner, made, node), node);
    b.settle(own.inner);
  }
  initializeStatics(b, node, made);
  b.leave(outer);
  return constant(made);
}

/** `this` of a derived constructor is looked at before it is used. */
function noteThis(b: FunctionBuilder, node: ClassNode): void {
  const method = constructorOf(node);
  if (method === undefined || node.superClass == null) return;
  const self = b.module.analysis.scopes.get(method)?.bindings.get("this");
  if (self !== undefined) b.program.derivedThis.set(self, node);
}

/** The slots that its objects and the class itself have. */
function notePrivates(b: FunctionBuilder, own: ClassScope): void {
  const instance = new Set<string>();
  const statics = new Set<string>();
  const late = new Set<string>();
  for (const name of own.privates.values()) {
    (name.isStatic ? statics : instance).add(name.kind === "field" ? slotOf(name) : brandOf(name));
    if (name.late) late.add(slotOf(name));
  }
  if (instance.size + statics.size === 0) return;
  const repeats = [...own.privates.values()].some((name) => name.token !== undefined);
  b.program.privateSlots.set(own.id, { instance: [...instance], statics: [...statics], late, repeats });
}

function addMethod(
  b: FunctionBuilder,
  made: string,
  method: t.ClassMethod,
  computedKey: Value | undefined,
  owner: string,
): void {
  const target = method.static ? made : `${made}.prototype`;
  const key = computedKey ?? lowerKey(b, method.key, false);
  const fn = closure(b, method, undefined, owner);
  if (method.kind === "get" || method.kind === "set") {
    b.exec(`$h.accessor(${target},${quote(method.kind)},${key.text},${fn},false)`, method);
    return;
  }
  const named = computedKey === undefined ? fn : `$h.named(${fn},${key.text})`;
  b.exec(`$h.method(${target},${key.text},${named})`, method);
}

function addPrivateMethod(
  b: FunctionBuilder,
  own: ClassScope,
  method: t.ClassPrivateMethod,
  owner: string,
): void {
  const name = own.privates.get(method.key.id.name);
  const binding = method.kind === "get" ? name?.getter : method.kind === "set" ? name?.setter : name?.method;
  if (binding === undefined) return;
  b.exec(setVariable(b, binding, closure(b, method, undefined, owner), method), method);
}
