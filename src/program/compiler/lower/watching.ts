import { PRELUDE_URI } from "../../engine/prelude/source";
import { effectOf } from "../../engine/support/effects";
import type { Node } from "../ast";
import type { WatchedCall } from "../ir";
import { member, quote } from "../names";
import type { Binding } from "../scope";
import { slotName } from "./builder";
import type { FunctionBuilder } from "./builder";
import { computed, constant } from "./value";
import type { Value } from "./value";

/**
 * What compiled code tells the engine of its reads and writes of things that others can see: properties, elements, private fields, and
 * variables that closures share and that change. Such a report stands in the same expression as the access, right before it, so that
 * nothing can come between. Fields of a new object are not told of. There are two kinds, which go together:
 * - `writes`: `$r.wrote(object,key)` before a write, while `$r.forked`;
 * - `accesses`: `$a.read(object,key,loc)` and `$a.write(object,key,loc)`, with the place (engine/accesses.ts).
 * Without these options nothing of this is emitted.
 */

/** Functions of the prelude whose accesses are those of the program that has called them; they have the caller's place. */
const VISIBLE_LIBRARY =
  /^(?:(?:Typed)?Array|Map|Set)\.|^(?:Object\.assign|JSON\.stringify|toArray|toItems|readKey|writeKey)$/;

/** Whether the function tells of its accesses. */
export function reportsAccesses(b: FunctionBuilder): boolean {
  if (!b.program.options.accesses) return false;
  return !b.module.library || (b.module.uri === PRELUDE_URI && VISIBLE_LIBRARY.test(b.name));
}

function isWatching(b: FunctionBuilder): boolean {
  return b.program.options.writes || reportsAccesses(b);
}

/** Whether a text names a global object of the library, which nobody can change. */
function isBuiltin(object: string): boolean {
  return /^\$g_\w+$/.test(object);
}

/** Text of the place that a report gives. */
function placeText(b: FunctionBuilder, node: Node): string {
  return b.module.library ? "$site" : String(b.loc(node));
}

/** Text before a write in an expression of several; the object and the key may be repeated. */
function beforeWrite(b: FunctionBuilder, object: string, key: string, node: Node): string {
  const barrier = b.program.options.writes ? `$r.forked&&$r.wrote(${object},${key}),` : "";
  return reportsAccesses(b) ? `${barrier}$a.write(${object},${key},${placeText(b, node)}),` : barrier;
}

/** An operation in parts that are evaluated in order and then used, perhaps several times, by `use`. */
function inOrder(
  b: FunctionBuilder,
  parts: readonly Value[],
  use: (texts: readonly string[]) => string,
): string {
  const before: string[] = [];
  const texts = parts.map((part, i) => {
    if (part.atom && (part.stable || parts.slice(i + 1).every((later) => later.atom))) return part.text;
    const name = b.scratch();
    before.push(`${name}=${part.text},`);
    return name;
  });
  return `(${before.join("")}${use(texts)})`;
}

/** Assigns to a property. `assign` gives the text of the assignment alone. */
export function writeProperty(
  b: FunctionBuilder,
  object: Value,
  key: Value,
  value: Value,
  node: Node,
  assign: (object: string, key: string, value: string) => string,
): Value {
  if (!isWatching(b)) return computed(`(${assign(object.text, key.text, value.text)})`);
  return computed(
    inOrder(
      b,
      [object, key, value],
      ([o = "", k = "", v = ""]) => `${beforeWrite(b, o, k, node)}${assign(o, k, v)}`,
    ),
  );
}

/** Text of a read of a property. `read` gives the text of the read alone. */
export function readProperty(
  b: FunctionBuilder,
  object: Value,
  key: Value,
  node: Node,
  read: (object: string, key: string) => string,
): string {
  if (!reportsAccesses(b) || isBuiltin(object.text)) return read(object.text, key.text);
  const report = key.text === '"size"' ? "readSize" : "read";
  return inOrder(
    b,
    [object, key],
    ([o = "", k = ""]) => `$a.${report}(${o},${k},${placeText(b, node)}),${read(o, k)}`,
  );
}

/** Text of `key in object`. */
export function hasProperty(b: FunctionBuilder, key: Value, object: Value, node: Node): string {
  return inOrder(
    b,
    [key, object],
    ([k = "", o = ""]) => `$a.read(${o},${k},${placeText(b, node)}),${k} in ${o}`,
  );
}

/** Deletes a property. */
export function deleteProperty(b: FunctionBuilder, object: Value, key: Value, node: Node): Value {
  const remove = (o: string, k: string): string => `delete ${o}[${k}]`;
  if (!isWatching(b)) return computed(`(${remove(object.text, key.text)})`);
  return computed(
    inOrder(b, [object, key], ([o = "", k = ""]) => `${beforeWrite(b, o, k, node)}${remove(o, k)}`),
  );
}

/** Whether others can see the variable change. What is the same from its initialization on is not told of. */
function isShared(binding: Binding): boolean {
  return binding.captured && (binding.reassigned || binding.checked);
}

/** Text of an assignment to a variable, whoever shares it. */
export function setVariable(b: FunctionBuilder, binding: Binding, value: string, node: Node): string {
  const access = b.access(binding);
  const plain = `${access}=${value}`;
  if (!isWatching(b)) return plain;
  const report = (object: string, key: string, target: string): string => {
    const once = { text: value, stable: false, atom: false };
    return inOrder(b, [once], ([v = ""]) => `${beforeWrite(b, object, quote(key), node)}${target}=${v}`);
  };
  if (binding.holder !== undefined) return report(b.access(binding.holder), binding.name, access);
  if (!binding.captured) return plain;
  if (!b.program.options.writes && !isShared(binding)) return plain;
  const env = b.envPath(binding.scope);
  const slot = slotName(binding);
  if (isShared(binding)) return report(env, slot, member(env, slot));
  return `$r.forked&&$r.wrote(${env}),${plain}`;
}

/** The value of a variable, of whose read is told if it is shared. `env` is the text of its environment. */
export function readVariable(
  b: FunctionBuilder,
  binding: Binding,
  env: string,
  value: Value,
  node: Node,
): Value {
  if (!reportsAccesses(b) || !isShared(binding)) return value;
  return computed(`($a.read(${env},${quote(slotName(binding))},${placeText(b, node)}),${value.text})`);
}

/** Text of an object that is about to be read as a whole. */
export function readWhole(b: FunctionBuilder, object: string, node: Node): string {
  return reportsAccesses(b) ? `$a.readWhole(${object},${placeText(b, node)})` : object;
}

/** Tells of the item that a cursor has just given. */
export function readItem(b: FunctionBuilder, cursor: string, node: Node): void {
  if (reportsAccesses(b)) b.exec(`$a.readItem(${cursor},${placeText(b, node)})`, node);
}

/** Text of the report that a method is read from an object: of one that is the object's own. */
export function readMethod(b: FunctionBuilder, object: string, name: string, node: Node): string | undefined {
  if (!reportsAccesses(b) || isBuiltin(object)) return undefined;
  return `$a.readMethod(${object},${quote(name)},${placeText(b, node)})`;
}

/**
 * How a call of whatever value is watched, where that is a built-in.
 * @param likely the built-in that is probably there; @param args the call's arguments, none of them spread, if that is known.
 */
export function watchedCall(
  b: FunctionBuilder,
  self: string,
  likely: string | undefined,
  node: Node,
  args?: readonly Value[],
): WatchedCall | undefined {
  if (!isWatching(b)) return undefined;
  const effect = likely === undefined ? undefined : effectOf(builtinAt(likely));
  if (!reportsAccesses(b)) {
    // One that writes tells of where.
    const known = likely === undefined || effect?.writes === true ? undefined : "";
    return { when: "$r.forked", via: "$h.callWriting", place: undefined, before: known, pass: undefined };
  }
  const place = placeText(b, node);
  const always = { when: undefined, via: "$a.call", place } as const;
  if (likely !== undefined && effect === undefined) return { ...always, before: "", pass: undefined };
  const pass = likely === undefined ? undefined : PASSES.get(likely);
  const simple = args !== undefined && args.length > 0 && args.slice(1).every((each) => each.atom);
  if (pass === undefined || !simple || (pass === "pushing" && args.length > 1) || b.program.options.writes)
    return { ...always, before: undefined, pass: undefined };
  return { ...always, before: "", pass };
}

/** Built-ins that are called so often that their access is told of by a function of the first argument, which gives that back. */
const PASSES: ReadonlyMap<string, string> = new Map([
  ["Array.prototype.push", "pushing"],
  ["Map.prototype.get", "getting"],
  ["Map.prototype.has", "getting"],
  ["Map.prototype.set", "setting"],
  ["Map.prototype.delete", "setting"],
  ["Set.prototype.add", "setting"],
]);

/** Text of a call of a standard function. @param fn the function itself; @param path its text. */
export function callStandard(
  b: FunctionBuilder,
  fn: unknown,
  path: string,
  args: readonly string[],
  node: Node,
): string {
  const effect = isWatching(b) ? effectOf(fn) : undefined;
  const list = args.join(",");
  if (effect !== undefined && reportsAccesses(b))
    return `$a.call(${path},undefined,[${list}],${placeText(b, node)})`;
  if (effect?.writes !== true) return `${path}(${list})`;
  return `$h.callWriting(${path},undefined,[${list}])`;
}

/** `Array.prototype.push` → the function. */
function builtinAt(path: string): unknown {
  let value: unknown = globalThis;
  for (const name of path.split(".")) value = Reflect.get(value as object, name);
  return value;
}

/** A name as a key. */
export function nameKey(name: string): Value {
  return constant(quote(name));
}
