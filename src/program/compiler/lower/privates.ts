import type { Node } from "../ast";
import { quote } from "../names";
import type { PrivateName } from "../scope";
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

export function readPrivate(b: FunctionBuilder, object: Value, name: PrivateName, node: Node): Value {
  if (name.kind === "field")
    return computed(readProperty(b, object, nameKey(`#${name.name}`), node, (o) => `${o}.${slotOf(name)}`));
  const self = b.atom(object, node);
  const brand = `${brandOf(name)} in ${self.text}||$h.noPrivate(${quote(name.name)},${name.kind === "method"})`;
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
  if (name.kind === "field")
    return writeProperty(
      b,
      object,
      nameKey(`#${name.name}`),
      value,
      node,
      (o, _k, v) => `${o}.${slotOf(name)}=${v}`,
    );
  if (name.setter === undefined)
    return computed(`$h.noSetter(${quote(name.name)},${name.kind === "method"},${value.text})`);
  const [self, written] = b.operands([node, node], [() => object, () => value]);
  const target = b.spill(self ?? object, node);
  const pinned = b.spill(written ?? value, node);
  b.exec(`${brandOf(name)} in ${target.text}||$h.noPrivate(${quote(name.name)},false)`, node);
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

/** `#name in object`. */
export function hasPrivate(object: Value, name: PrivateName): Value {
  return computed(`(${name.kind === "field" ? slotOf(name) : brandOf(name)} in ${object.text})`);
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
