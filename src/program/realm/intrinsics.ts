/**
 * The standard objects of a realm: everything that a program could get hold of, starting at the standard names and at the syntax that
 * has objects of its own behind it.
 */

export type Key = string | symbol;

/** Names of the standard whose objects a program must not reach, or that another object stands for. */
const STANDARD_NAMES =
  `Object Function Array String Number Boolean Symbol BigInt Math JSON Reflect Proxy Promise RegExp Date Intl Atomics Iterator
  Map Set WeakMap WeakSet WeakRef FinalizationRegistry DisposableStack AsyncDisposableStack SuppressedError
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
  ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float16Array Float32Array Float64Array BigInt64Array BigUint64Array
  parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape`
    .trim()
    .split(/\s+/);

/** One standard object, and what people call it. */
export interface Intrinsic {
  readonly object: object;
  readonly path: string;
  /** Others inherit from it. */
  readonly inherited: boolean;
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function protoOf(value: unknown): unknown {
  return Object.getPrototypeOf(value);
}

/** Objects that only syntax leads to. */
function hiddenRoots(): readonly (readonly [path: string, object: unknown])[] {
  return [
    ["GeneratorFunction.prototype", protoOf(function* () {})],
    ["AsyncFunction.prototype", protoOf(async function () {})],
    ["AsyncGeneratorFunction.prototype", protoOf(async function* () {})],
    ["Array Iterator", protoOf([][Symbol.iterator]())],
    ["Map Iterator", protoOf(new Map().entries())],
    ["Set Iterator", protoOf(new Set().entries())],
    ["String Iterator", protoOf(""[Symbol.iterator]())],
    ["RegExp String Iterator", protoOf("".matchAll(/a/g))],
  ];
}

export function keyText(key: Key): string {
  return typeof key === "symbol" ? `[${key.description ?? ""}]` : `.${key}`;
}

/** All of them, each once. */
export function standardObjects(): Intrinsic[] {
  const globals = globalThis as unknown as Readonly<Record<string, unknown>>;
  const found = new Map<object, { path: string; inherited: boolean }>();
  const queue: object[] = [];
  const add = (value: unknown, path: string, inherited: boolean): void => {
    if (!isObject(value)) return;
    const known = found.get(value);
    if (known !== undefined) {
      known.inherited ||= inherited;
      return;
    }
    found.set(value, { path, inherited });
    queue.push(value);
  };
  for (const name of STANDARD_NAMES) {
    const value = globals[name];
    if (typeof value === "function") add(Reflect.get(value, "prototype"), `${name}.prototype`, true);
  }
  for (const name of STANDARD_NAMES) add(globals[name], name, false);
  for (const [path, object] of hiddenRoots()) add(object, path, true);
  for (let object = queue.shift(); object !== undefined; object = queue.shift()) {
    const path = found.get(object)?.path ?? "";
    for (const key of Reflect.ownKeys(object)) {
      const property = Object.getOwnPropertyDescriptor(object, key);
      if (property === undefined) continue;
      const below = path + keyText(key);
      for (const part of ["get", "set", "value"])
        add(Reflect.get(property, part), below, part === "value" && key === "prototype");
    }
    add(protoOf(object), `the prototype of ${path}`, true);
  }
  return [...found].map(([object, { path, inherited }]) => ({ object, path, inherited }));
}
