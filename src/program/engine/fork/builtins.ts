import type { Copy, CopyKind } from "../../../sim/copying";
import { copyTold } from "../stacks";
import { IdleRegistry, KeepingWeakRef } from "../globals/weak";
import { detachBuffer } from "../intrinsics";

/**
 * How objects of built-in classes are copied: what they hold besides properties. `allocate` gives `undefined` for what only inherits from
 * such a class. Only the platform's own methods are called: a program may have replaced those that its objects have.
 */
export interface BuiltinKind extends Omit<CopyKind, "allocate"> {
  allocate(from: object, copy: Copy): object | undefined;
  /** Own properties that the platform makes and that are no part of the copy. */
  readonly skips?: (from: object, key: PropertyKey) => boolean;
}

/** A method or getter of the platform, called on an object that may not be of its class: then it throws. */
type Probe = (object: object) => unknown;

/** The result, or `undefined` where the object is of another class. */
function attempt(probe: Probe, object: object): unknown {
  try {
    return probe(object);
  } catch {
    return undefined;
  }
}

/** Asks the platform's getter, whatever the program has put in its place. */
export function getter(prototype: object, name: PropertyKey): Probe {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  const get = Reflect.get(descriptor, "get") as () => unknown;
  return (object): unknown => Reflect.apply(get, object, []);
}

function method(prototype: object, name: string, ...args: readonly unknown[]): Probe {
  const fn = Reflect.get(prototype, name) as () => unknown;
  return (object): unknown => Reflect.apply(fn, object, args);
}

const mapSize = getter(Map.prototype, "size");
const setSize = getter(Set.prototype, "size");
const bufferLength = getter(ArrayBuffer.prototype, "byteLength");
const source = getter(RegExp.prototype, "source");
const flags = getter(RegExp.prototype, "flags");
const TYPED_ARRAY = Object.getPrototypeOf(Int8Array.prototype) as object;
const typedName = getter(TYPED_ARRAY, Symbol.toStringTag);
const mapForEach = Reflect.get(Map.prototype, "forEach");
const setForEach = Reflect.get(Set.prototype, "forEach");
const addToSet = Reflect.get(Set.prototype, "add");
const setInMap = Reflect.get(Map.prototype, "set");
const RealDate = globalThis["Date" as keyof typeof globalThis] as unknown as DateConstructor;
const timeOf = method(RealDate.prototype, "getTime");

const map: BuiltinKind = {
  allocate: (from) => (attempt(mapSize, from) === undefined ? undefined : new Map()),
  fill(from, to, copy) {
    mapForEach.call(from as Map<unknown, unknown>, (value, key) => {
      setInMap.call(to as Map<unknown, unknown>, copy(key), copy(value));
    });
  },
};

const set: BuiltinKind = {
  allocate: (from) => (attempt(setSize, from) === undefined ? undefined : new Set()),
  fill(from, to, copy) {
    setForEach.call(from as Set<unknown>, (value) => {
      addToSet.call(to as Set<unknown>, copy(value));
    });
  },
};

const inWeakMap = method(WeakMap.prototype, "has", RealDate);
const inWeakSet = method(WeakSet.prototype, "has", RealDate);

/** Filled by the cloner, for the keys that have been copied. */
const weakMap: BuiltinKind = {
  allocate: (from) => (attempt(inWeakMap, from) === undefined ? undefined : new WeakMap()),
};
const weakSet: BuiltinKind = {
  allocate: (from) => (attempt(inWeakSet, from) === undefined ? undefined : new WeakSet()),
};

const refTarget = method(KeepingWeakRef.prototype, "deref");
const weakRef: BuiltinKind = {
  allocate(from, copy) {
    const target = attempt(refTarget, from);
    return target === undefined ? undefined : new KeepingWeakRef(copy(target as object));
  },
};
const registered = method(FinalizationRegistry.prototype, "unregister", RealDate);
const registry: BuiltinKind = {
  allocate: (from) =>
    attempt(registered, from) === undefined ? undefined : new IdleRegistry(() => undefined),
};

export const DATE_KIND: BuiltinKind = {
  allocate(from) {
    const time = attempt(timeOf, from);
    return time === undefined ? undefined : new RealDate(time as number);
  },
};

const regexp: BuiltinKind = {
  allocate(from) {
    if (attempt(source, from) === undefined || from === RegExp.prototype) return undefined;
    return new RegExp(source(from) as string, flags(from) as string);
  },
};

/** Its stack is a text of the engine's. */
const error: BuiltinKind = {
  allocate: (from) => (Object.hasOwn(from, "stack") ? new Error() : undefined),
  fill(from, to) {
    for (const key of Reflect.ownKeys(to)) Reflect.deleteProperty(to, key);
    copyTold(from, to);
  },
};

/** Number, Boolean, Symbol and BigInt objects. */
function boxed(prototype: object): BuiltinKind {
  const valueOf = method(prototype, "valueOf");
  return {
    allocate(from) {
      const value = attempt(valueOf, from);
      return value === undefined ? undefined : (Object(value) as object);
    },
  };
}

const boxedString: BuiltinKind = {
  ...boxed(String.prototype),
  // The characters are there already.
  skips: (from, key) =>
    key === "length" || Object.getOwnPropertyDescriptor(from, key)?.configurable === false,
};

interface Buffer {
  readonly byteLength: number;
  readonly resizable?: boolean;
  readonly maxByteLength?: number;
}

/** Whether its bytes have been transferred: then nothing can be made over it. */
function isDetached(buffer: object): boolean {
  return attempt((object) => new Uint8Array(object as ArrayBuffer), buffer) === undefined;
}

/** Views cannot be made over what is detached: copies of such get a buffer that is detached afterwards. */
function overBuffer<V extends object>(of: ArrayBuffer, copy: Copy, make: (buffer: ArrayBuffer) => V): V {
  if (!isDetached(of)) return make(copy(of));
  const own = new ArrayBuffer(0);
  const made = make(own);
  detachBuffer(own);
  return made;
}

const buffer: BuiltinKind = {
  allocate(from) {
    const length = attempt(bufferLength, from) as number | undefined;
    if (length === undefined) return undefined;
    if (isDetached(from)) {
      const empty = new ArrayBuffer(0);
      detachBuffer(empty);
      return empty;
    }
    const { resizable = false, maxByteLength } = from as Buffer;
    const made = resizable
      ? (Reflect.construct(ArrayBuffer, [length, { maxByteLength }]) as ArrayBuffer)
      : new ArrayBuffer(length);
    new Uint8Array(made).set(new Uint8Array(from as ArrayBuffer));
    return made;
  },
};

type View = ArrayBufferView<ArrayBuffer> & { readonly length: number };
type ViewConstructor = new (buffer: ArrayBuffer, offset: number, length?: number) => object;
const viewBuffer = getter(TYPED_ARRAY, "buffer");
const viewOffset = getter(TYPED_ARRAY, "byteOffset");
const viewLength = getter(TYPED_ARRAY, "length");

const typedArray: BuiltinKind = {
  allocate(from, copy) {
    if (!ArrayBuffer.isView(from)) return undefined;
    const name = typedName(from) as string | undefined;
    if (name === undefined) return undefined;
    const standard = globalThis as unknown as Readonly<Record<string, ViewConstructor>>;
    const make = standard[name];
    const of = viewBuffer(from) as ArrayBuffer;
    return make === undefined
      ? undefined
      : overBuffer(
          of,
          copy,
          (over) =>
            new make(
              over,
              viewOffset(from) as number,
              tracks(of, from as View) ? undefined : (viewLength(from) as number),
            ),
        );
  },
  skips: (_, key) => typeof key === "string" && String(Number(key)) === key,
};

/** Whether a view grows with its buffer; one that just reaches to its end counts. */
function tracks(of: Buffer, view: View): boolean {
  return of.resizable === true && view.byteOffset + view.byteLength === of.byteLength;
}

const dataView: BuiltinKind = {
  allocate(from, copy) {
    if (!ArrayBuffer.isView(from) || typedName(from) !== undefined) return undefined;
    const view = from as DataView<ArrayBuffer>;
    if (isDetached(view.buffer)) return overBuffer(view.buffer, copy, (over) => new DataView(over));
    return new DataView(copy(view.buffer), view.byteOffset, view.byteLength);
  },
};

/** By the prototype that its objects inherit from. */
export const BUILTIN_KINDS: ReadonlyMap<object, BuiltinKind> = new Map<object, BuiltinKind>([
  [Map.prototype, map],
  [Set.prototype, set],
  [WeakMap.prototype, weakMap],
  [WeakSet.prototype, weakSet],
  [KeepingWeakRef.prototype, weakRef],
  [IdleRegistry.prototype, registry],
  [RealDate.prototype, DATE_KIND],
  [RegExp.prototype, regexp],
  [Error.prototype, error],
  [Number.prototype, boxed(Number.prototype)],
  [Boolean.prototype, boxed(Boolean.prototype)],
  [Symbol.prototype, boxed(Symbol.prototype)],
  [BigInt.prototype, boxed(BigInt.prototype)],
  [String.prototype, boxedString],
  [ArrayBuffer.prototype, buffer],
  [TYPED_ARRAY, typedArray],
  [DataView.prototype, dataView],
]);
