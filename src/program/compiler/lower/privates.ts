import type { Node } from "../ast";
import { quote } from "../names";
import type { ClassScope, PrivateName } from "../scope";
import type { FunctionBuilder } from "./builder";
import { computed, constant } from "./value";
import type { Value } from "./value";
import { nameKey, readProperty, writeProperty } from "./watching";

/** Private slots carry the number of their class, since all code stands within all classes' declarations. */
export function slotOf(name: PrivateName): string {
  return `#${name.name}_${name.classId}${name.isStatic ? "s" : ""}`;
}

/** Slot that marks the objects a class's private methods may be called on. */
export function brandOf(name: { readonly classId: number; readonly isStatic: boolean }): string {
  return `#_${name.classId}${name.isStatic ? "s" : ""}`;
}

/** Text of what has the slots for `object`: itself, or where the class's text is evaluated more than once, what belongs to this class. */
export function holderOf(b: FunctionBuilder, name: PrivateName, object: string): string {
  const { token, classId, isStatic } = name;
  return token === undefined ? object : `$at${classId}${isStatic ? "s" : ""}(${object},${b.access(token)})`;
}

/** Gives an object the slots of a class. */
export function addSlots(
  b: FunctionBuilder,
  own: ClassScope,
  statics: boolean,
  object: string,
  node: Node,
): void {
  const slots = b.program.privateSlots.get(own.id);
  if (slots === undefined || (statics ? slots.statics : slots.instance).length === 0) return;
  const token = slots.repeats ? `,${b.access(own.self)}` : "";
  b.exec(`$h.privates${own.id}${statics ? "s" : ""}(${object}${token})`, node);
}

export function readPrivate(b: FunctionBuilder, object: Value, name: PrivateName, node: Node): Value {
  if (name.kind === "field")
    return computed(readProperty(b, object, nameKey(`#${name.name}`), node, (o) => slotText(b, name, o)));
  const self = b.atom(object, node);
  const brand = `${brandOf(name)} in ${holderOf(b, name, self.text)}||$h.noPrivate(${quote(name.name)},${name.kind === "method"})`;
  if (name.method !== undefined) return computed(`(${brand},${b.access(name.method)})`);
  b.exec(brand, node);
  if (name.getter === undefined) return computed(`$h.noGetter(${quote(name.name)})`);
  return b.call(
    {
      kind: "value",
      callee: b.access(name.getter),
      self: self.text,
      args: [],
      site: `#${name.name}`,
      builtin: undefined,
    },
    node,
  );
}

export function writePrivate(
  b: FunctionBuilder,
  object: Value,
  name: PrivateName,
  value: Value,
  node: Node,
): Value {
  if (name.kind === "field") return writeField(b, object, name, value, node);
  if (name.setter === undefined)
    return computed(`$h.noSetter(${quote(name.name)},${name.kind === "method"},${value.text})`);
  const [self, written] = b.operands([node, node], [() => object, () => value]);
  const target = b.spill(self ?? object, node);
  const pinned = b.spill(written ?? value, node);
  b.exec(
    `${brandOf(name)} in ${holderOf(b, name, target.text)}||$h.noPrivate(${quote(name.name)},false)`,
    node,
  );
  b.call(
    {
      kind: "value",
      callee: b.access(name.setter),
      self: target.text,
      args: [pinned.text],
      site: `#${name.name}`,
      builtin: undefined,
    },
    node,
  );
  return pinned;
}

function slotText(b: FunctionBuilder, name: PrivateName, object: string): string {
  const text = `${holderOf(b, name, object)}.${slotOf(name)}`;
  return name.late ? `(($q=${text})===$T?$h.noPrivate(${quote(name.name)},false):$q)` : text;
}

function writeField(b: FunctionBuilder, object: Value, name: PrivateName, value: Value, node: Node): Value {
  const key = nameKey(`#${name.name}`);
  const write = (to: Value, written: Value): Value =>
    writeProperty(b, to, key, written, node, (o, _k, v) => `${holderOf(b, name, o)}.${slotOf(name)}=${v}`);
  if (!name.late) return write(object, value);
  const [self = object, written = value] = b.operands([node, node], [() => object, () => value]);
  const target = b.spill(self, node);
  const pinned = b.spill(written, node);
  b.exec(slotText(b, name, target.text), node);
  return write(target, pinned);
}

/** `#name in object`. */
export function hasPrivate(b: FunctionBuilder, object: Value, name: PrivateName): Value {
  const holder = holderOf(b, name, object.text);
  const slot = name.kind === "field" ? slotOf(name) : brandOf(name);
  return computed(name.late ? `(${slot} in ($q=${holder})&&$q.${slot}!==$T)` : `(${slot} in ${holder})`);
}

/** Calls the accessor in the local `found` when there is one, else reads by the text. */
export function callAccessor(
  b: FunctionBuilder,
  found: string,
  self: string,
  args: readonly string[],
  otherwise: string,
  node: Node,
): Value {
  const result = b.temp();
  const then = b.list(() => {
    const value = b.call(
      { kind: "value", callee: found, self, args, site: "accessor", builtin: undefined },
      node,
    );
    b.exec(`${result}=${value.text}`, node);
  });
  const other = b.list(() => {
    b.exec(`${result}=${otherwise}`, node);
  });
  b.out.push({ op: "if", test: `${found}!==undefined`, then, else: other, loc: b.loc(node) });
  return constant(result);
}
