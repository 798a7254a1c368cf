import { effectOf } from "../../engine/support/effects";
import type { WatchedCall } from "../ir";
import { member, quote } from "../names";
import type { Binding } from "../scope";
import { slotName } from "./builder";
import type { FunctionBuilder } from "./builder";
import { computed, constant } from "./value";
import type { Value } from "./value";

/**
 * What compiled code tells the engine of its writes to things that others can see: properties, elements, private fields, and variables
 * that closures share. A report stands in the same expression as the write, right before it, so that nothing can come between. Fields of
 * a new object are not told of. Without a `watch` nothing of this is emitted.
 */

/** Text before a write in an expression of several; an object that may be repeated. */
function beforeWrite(b: FunctionBuilder, object: string): string {
  return b.program.options.writes ? `$r.forked&&$r.wrote(${object}),` : "";
}

function isWatching(b: FunctionBuilder): boolean {
  return b.program.options.writes;
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
  assign: (object: string, key: string, value: string) => string,
): Value {
  if (!isWatching(b)) return computed(`(${assign(object.text, key.text, value.text)})`);
  return computed(
    inOrder(b, [object, key, value], ([o = "", k = "", v = ""]) => `${beforeWrite(b, o)}${assign(o, k, v)}`),
  );
}

/** Deletes a property. */
export function deleteProperty(b: FunctionBuilder, object: Value, key: Value): Value {
  const remove = (o: string, k: string): string => `delete ${o}[${k}]`;
  if (!isWatching(b)) return computed(`(${remove(object.text, key.text)})`);
  return computed(inOrder(b, [object, key], ([o = "", k = ""]) => `${beforeWrite(b, o)}${remove(o, k)}`));
}

/** Text of an assignment to a variable, whoever shares it. */
export function setVariable(b: FunctionBuilder, binding: Binding, value: string): string {
  const access = b.access(binding);
  if (!binding.captured || !isWatching(b)) return `${access}=${value}`;
  const env = b.envPath(binding.scope);
  const slot = slotName(binding);
  return inOrder(
    b,
    [{ text: value, stable: false, atom: false }],
    ([v = ""]) => `${beforeWrite(b, env)}${member(env, slot)}=${v}`,
  );
}

/** How a call of whatever value is watched, where that is a built-in. `likely`: the built-in that is probably there. */
export function watchedCall(
  b: FunctionBuilder,
  self: string,
  likely: string | undefined,
): WatchedCall | undefined {
  if (!isWatching(b)) return undefined;
  const writes = likely !== undefined && effectOf(builtinAt(likely))?.writes === true;
  const before = likely === undefined ? undefined : writes ? `$r.forked&&$r.wrote(${self})` : "";
  return { when: "$r.forked", via: "$h.callWriting", before };
}

/** Text of a call of a standard function. @param fn the function itself; @param path its text. */
export function callStandard(b: FunctionBuilder, fn: unknown, path: string, args: readonly string[]): string {
  const effect = isWatching(b) ? effectOf(fn) : undefined;
  if (effect?.writes !== true) return `${path}(${args.join(",")})`;
  return `$h.callWriting(${path},undefined,[${args.join(",")}])`;
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
