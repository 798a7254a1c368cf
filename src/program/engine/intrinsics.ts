import { ITERATOR_METHODS } from "./prelude/iterator";
import { SET_METHODS } from "./prelude/sets";

/**
 * Programs get the same standard library on every host. What some hosts lack is added to their built-ins here, once, before anything
 * looks at them.
 */

/** The value of a property that hosts may lack. */
function complete(holder: object, name: PropertyKey, make: () => unknown): void {
  if (Object.hasOwn(holder, name)) return;
  Object.defineProperty(holder, name, {
    value: make(),
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

function completeSymbol(name: "dispose" | "asyncDispose"): void {
  if (name in Symbol) return;
  Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
}

completeSymbol("dispose");
completeSymbol("asyncDispose");

complete(globalThis, "SuppressedError", () => {
  const hidden = { writable: true, enumerable: false, configurable: true };
  function SuppressedError(error: unknown, suppressed: unknown, message?: string): Error {
    const target = (new.target as unknown as NewableFunction | undefined) ?? SuppressedError;
    const made = Reflect.construct(Error, message === undefined ? [] : [message], target) as Error;
    for (const [name, value] of Object.entries({ error, suppressed }))
      Object.defineProperty(made, name, { ...hidden, value });
    return made;
  }
  // A bundler may have given the function another name.
  Object.defineProperty(SuppressedError, "name", { value: "SuppressedError", configurable: true });
  Object.setPrototypeOf(SuppressedError, Error);
  const prototype = Object.create(Error.prototype, {
    constructor: { ...hidden, value: SuppressedError },
    name: { ...hidden, value: "SuppressedError" },
    message: { ...hidden, value: "" },
  }) as object;
  Object.defineProperty(SuppressedError, "prototype", { value: prototype, writable: false });
  return SuppressedError;
});

type SuppressedErrorConstructor = new (error: unknown, suppressed: unknown, message?: string) => Error;

/** The standard class, whether the host has it or not. */
export const standardSuppressedError = Reflect.get(
  globalThis,
  "SuppressedError",
) as SuppressedErrorConstructor;
export const DISPOSE = Reflect.get(Symbol, "dispose") as symbol;
export const ASYNC_DISPOSE = Reflect.get(Symbol, "asyncDispose") as symbol;

/** Above all iterators. */
export const ITERATOR_PROTOTYPE = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()) as object,
) as object;

/** For `using`: what it calls of the program cannot wait. */
complete(ITERATOR_PROTOTYPE, DISPOSE, () => {
  const holder: Record<symbol, unknown> = {
    [DISPOSE](this: { readonly return?: unknown }): void {
      const { return: end } = this;
      if (end !== undefined && end !== null) Reflect.apply(end as () => unknown, this, []);
    },
  };
  return holder[DISPOSE];
});

/** Methods that the prelude has: what is added here is what it stands for. */
function completeMethods(holder: object, names: readonly string[], length: number): void {
  for (const name of names)
    complete(holder, name, () =>
      Object.defineProperties(
        (): never => {
          throw new TypeError(`${name} cannot be called by built-in code`);
        },
        { name: { value: name, configurable: true }, length: { value: length, configurable: true } },
      ),
    );
}

completeMethods(Object, ["groupBy"], 2);
completeMethods(Map, ["groupBy"], 2);
completeMethods(Array, ["fromAsync"], 1);
completeMethods(Set.prototype, SET_METHODS, 1);
completeMethods(
  ITERATOR_PROTOTYPE,
  ITERATOR_METHODS.filter((name) => name !== "toArray"),
  1,
);
completeMethods(ITERATOR_PROTOTYPE, ["toArray"], 0);

complete(RegExp, "escape", () => escapeRegExp);

function escapeRegExp(text: unknown): string {
  if (typeof text !== "string") throw new TypeError("Input must be a string");
  const hex = (code: number): string =>
    code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  let result = "";
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const control = ["\t", "\n", "\v", "\f", "\r"].indexOf(char);
    if (result === "" && /[0-9A-Za-z]/.test(char)) result += hex(code);
    else if (/[\^$\\.*+?()[\]{}|/]/.test(char)) result += `\\${char}`;
    else if (control >= 0) result += `\\${"tnvfr"[control] ?? ""}`;
    else if (/[,\-=<>#&!%:;@~'`"]|\s/.test(char) || (code >= 0xd800 && code <= 0xdfff)) result += hex(code);
    else result += char;
  }
  return result;
}
Object.defineProperty(escapeRegExp, "name", { value: "escape" });

interface Resizable extends ArrayBuffer {
  readonly resizable?: boolean;
  readonly maxByteLength?: number;
}

/** ArrayBufferCopyAndDetach. */
function moveBuffer(buffer: Resizable, length: unknown, fixed: boolean): ArrayBuffer {
  const old = new Uint8Array(buffer);
  const bytes = length === undefined ? buffer.byteLength : Math.trunc(Number(length)) || 0;
  if (bytes < 0 || bytes > Number.MAX_SAFE_INTEGER) throw new RangeError("Invalid array buffer length");
  const options = !fixed && buffer.resizable === true ? { maxByteLength: buffer.maxByteLength } : undefined;
  const made = new (ArrayBuffer as unknown as new (length: number, options?: object) => ArrayBuffer)(
    bytes,
    options,
  );
  new Uint8Array(made).set(old.subarray(0, Math.min(bytes, old.length)));
  detachBuffer(buffer);
  return made;
}

/** Takes the memory away from a buffer. */
export function detachBuffer(buffer: ArrayBuffer): void {
  const move = Reflect.get(globalThis, "structuredClone") as (value: unknown, options: object) => unknown;
  move(buffer, { transfer: [buffer] });
}

for (const name of ["transfer", "transferToFixedLength"])
  complete(ArrayBuffer.prototype, name, () =>
    Object.defineProperties(
      function (this: ArrayBuffer, ...[length]: unknown[]): ArrayBuffer {
        return moveBuffer(this, length, name !== "transfer");
      },
      { name: { value: name, configurable: true }, length: { value: 0, configurable: true } },
    ),
  );
if (!Object.hasOwn(ArrayBuffer.prototype, "detached"))
  Object.defineProperty(ArrayBuffer.prototype, "detached", {
    get: function (this: ArrayBuffer): boolean {
      if (this.byteLength > 0) return false;
      try {
        new Uint8Array(this);
        return false;
      } catch {
        return true;
      }
    },
    configurable: true,
  });

/** What newer hosts have and others lack: hidden everywhere. */
function hide(holder: unknown, names: string): void {
  if (typeof holder !== "object" && typeof holder !== "function") return;
  for (const name of names.split(" ")) if (holder !== null) Reflect.deleteProperty(holder, name);
}

hide(Math, "f16round sumPrecise");
hide(DataView.prototype, "getFloat16 setFloat16");
hide(Uint8Array, "fromBase64 fromHex");
hide(Uint8Array.prototype, "toBase64 toHex setFromBase64 setFromHex");
hide(Error, "isError");
hide(JSON, "rawJSON isRawJSON");
hide(Map.prototype, "getOrInsert getOrInsertComputed");
hide(WeakMap.prototype, "getOrInsert getOrInsertComputed");
