import { pass, room, textRoom } from "./bulk";
import { addGuard } from "./guarded";

/** Puts checks of size before the built-ins whose one call could run, or allocate, without bound. */

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Check = (self: unknown, args: ArrayLike<unknown>, name: string) => void;

function lengthOf(value: unknown): unknown {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  // A getter would run twice; arrays have none.
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return (value as unknown as { length: unknown }).length;
  const own = Object.getOwnPropertyDescriptor(value, "length");
  return own === undefined ? 0 : Number(own.value);
}

const ofList: Check = (self, _args, name) => room(lengthOf(self), name);

/** The log of a run, too, is made of typed arrays, which are longer than any list of a program may be. */
const ofElements: Check = (self) => {
  pass(lengthOf(self));
};

/** Of the list and of what comes to it. */
const ofLists: Check = (self, args, name) => {
  let sum = Number(lengthOf(self));
  for (let i = 0; i < args.length; i++) if (typeof args[i] === "object") sum += Number(lengthOf(args[i]));
  room(sum, name);
};

const ofArgument: Check = (_self, args, name) => room(lengthOf(args[0]), name);

const ofText: Check = (self, _args, name) => {
  if (typeof self === "string") room(self.length, name);
};

/** Every second character may be an object of its own. */
const ofTextArgument: Check = (_self, args, name) => {
  if (typeof args[0] === "string") room(args[0].length, name);
};

const ofRepeat: Check = (self, args, name) => {
  if (typeof self === "string" && typeof args[0] === "number") textRoom(self.length * args[0], name);
};

const ofPad: Check = (_self, args, name) => {
  if (typeof args[0] === "number") textRoom(args[0], name);
};

const words = (text: string): string[] => text.trim().split(/\s+/);
const TYPED_ARRAY = Object.getPrototypeOf(Int8Array.prototype) as object;

/** Not among them: methods of lists that the prelude does instead (engine/substitutes.ts). */
const GUARDED: readonly (readonly [holder: object, path: string, names: string, check: Check])[] = [
  [
    Array.prototype,
    "",
    `indexOf lastIndexOf includes reverse fill copyWithin shift unshift splice slice join flat toReversed toSpliced with
    toString toLocaleString`,
    ofList,
  ],
  [Array.prototype, "", "concat", ofLists],
  [TYPED_ARRAY, "", "join sort toSorted toLocaleString", ofList],
  [
    TYPED_ARRAY,
    "",
    "indexOf lastIndexOf includes reverse fill copyWithin slice set toReversed with",
    ofElements,
  ],
  [String.prototype, "", "split match", ofText],
  [String.prototype, "", "repeat", ofRepeat],
  [String.prototype, "", "padStart padEnd", ofPad],
  [
    Object,
    "Object.",
    `keys values entries getOwnPropertyNames getOwnPropertyDescriptors fromEntries freeze seal isFrozen isSealed`,
    ofArgument,
  ],
  [Reflect, "Reflect.", "ownKeys", ofArgument],
  [JSON, "JSON.", "stringify", ofArgument],
  [JSON, "JSON.", "parse", ofTextArgument],
];

/** A function that looks like the built-in and checks first. */
function guarded(original: Method, what: string, check: Check): Method {
  const { name, length } = original;
  const holder = {
    [name](this: unknown, ...args: unknown[]): unknown {
      check(this, args, what);
      return Reflect.apply(original, this, args);
    },
  };
  const method = holder[name] as Method;
  Object.defineProperty(method, "length", { value: length });
  return method;
}

const NATIVE = /\{\s*\[native code\]\s*\}$/;

/** The text of a function that is no built-in would show what the engine has made of it. */
function hideTexts(): void {
  const original = Reflect.get(Function.prototype, "toString") as Method;
  const holder: Record<string, Method> = {
    toString(this: unknown): string {
      const text = Reflect.apply(original, this, []) as string;
      if (NATIVE.test(text)) return text;
      const own = Object.getOwnPropertyDescriptor(this, "name");
      return `function ${typeof own?.value === "string" ? own.value : ""}() { [native code] }`;
    },
  };
  Object.defineProperty(Function.prototype, "toString", {
    value: Reflect.get(holder, "toString"),
    writable: true,
    configurable: true,
  });
}

/** What the latest match has left behind in RegExp: it may have been one of the host's. */
function forgetMatches(): void {
  for (const key of Reflect.ownKeys(RegExp)) {
    const property = Object.getOwnPropertyDescriptor(RegExp, key);
    if (typeof key === "string" && property?.configurable === true && property.get !== undefined)
      Reflect.deleteProperty(RegExp, key);
  }
}

/** Guards the realm's built-ins, for good. To be called once, before they are frozen. */
export function guardBuiltins(): void {
  hideTexts();
  forgetMatches();
  for (const [holder, path, names, check] of GUARDED) {
    for (const name of words(names)) {
      const property = Object.getOwnPropertyDescriptor(holder, name);
      if (typeof property?.value !== "function") continue;
      const value = guarded(property.value as Method, path + name, check);
      addGuard(value, property.value);
      Object.defineProperty(holder, name, { ...property, value });
    }
  }
}
