import { dateText } from "../../engine/globals/locale";
import { addFunction } from "../../engine/support/effects";
import { EVERYTHING } from "../../engine/support/everything";
import { isObject } from "../../realm/intrinsics";

/** Virtual time 0, in milliseconds of the calendar: 2024-01-01T00:00:00Z. */
export const EPOCH_MS = 1_704_067_200_000;

const Real = globalThis["Date" as keyof typeof globalThis] as unknown as DateConstructor;
const real = Real.prototype;

/**
 * `Date` on the virtual clock, in UTC whatever the machine's time zone is, with one fixed locale: the same texts everywhere. Nothing of
 * it leads to the platform's own `Date`, which tells the real time.
 * @param now virtual ns since the start of the run.
 */
export function makeDate(now: () => number): DateConstructor {
  const present = (): number => EPOCH_MS + Math.floor(now() / 1e6);
  const prototype: object = Object.create(Object.prototype, METHODS) as object;

  function VirtualDate(...args: readonly unknown[]): unknown {
    const target = new.target as unknown;
    if (target === undefined) return TEXTS.toString.call(new Real(present()));
    const ms = args.length === 0 ? present() : meant(args);
    const made = Reflect.construct(Real, [ms], target as NewableFunction) as object;
    // A target without a prototype.
    if (Object.getPrototypeOf(made) === real) Object.setPrototypeOf(made, prototype);
    return made;
  }
  const statics = {
    now(): number {
      return present();
    },
    parse(text: unknown): number {
      return parse("".concat(text as string));
    },
  };
  for (const [name, value] of Object.entries({ ...statics, UTC: Real.UTC }))
    Object.defineProperty(VirtualDate, name, { ...HIDDEN, value });
  Object.defineProperty(VirtualDate, "name", { value: "Date", configurable: true });
  Object.defineProperty(VirtualDate, "length", { value: 7, configurable: true });
  Object.defineProperty(VirtualDate, "prototype", { value: prototype, writable: false });
  Object.defineProperty(prototype, "constructor", { ...HIDDEN, value: VirtualDate });
  return VirtualDate as unknown as DateConstructor;
}

const HIDDEN = { writable: true, enumerable: false, configurable: true } as const;

/** Milliseconds that the constructor's arguments mean. */
function meant(args: readonly unknown[]): number {
  if (args.length > 1) {
    const [year = 0, month = 0, day = 1, ...rest] = args.slice(0, 7).map(toNumber);
    return Real.UTC(year, month, day, ...rest);
  }
  const [value] = args;
  if (isObject(value))
    try {
      return real.getTime.call(value as Date);
    } catch {
      // It is no date.
    }
  const primitive = toPrimitive(value);
  return typeof primitive === "string" ? parse(primitive) : toNumber(primitive);
}

function toNumber(value: unknown): number {
  if (typeof value === "bigint") throw new TypeError("Cannot convert a BigInt value to a number");
  return Number(value);
}

function toPrimitive(value: unknown): unknown {
  if (!isObject(value)) return value;
  const own: unknown = Reflect.get(value, Symbol.toPrimitive) ?? undefined;
  for (const name of own === undefined ? ["valueOf", "toString"] : [Symbol.toPrimitive]) {
    const method: unknown = own ?? Reflect.get(value, name);
    if (own === undefined && typeof method !== "function") continue;
    const found: unknown = Reflect.apply(
      method as () => unknown,
      value,
      own === undefined ? [] : ["default"],
    );
    if (!isObject(found)) return found;
  }
  throw new TypeError("Cannot convert object to primitive value");
}

const DAY_ONLY = /^(?:\d{4}|[+-]\d{6})(?:-\d{2}){0,2}$/;
const DAY_AND_TIME = /^(?:\d{4}|[+-]\d{6})(?:-\d{2}){0,2}T/;
const WITH_ZONE = /(?:Z|UTC?|GMT|[ECMP][SD]T|[+-]\d{2}:?\d{2})\s*(?:\([^)]*\))?\s*$/i;

/** Texts without a zone mean UTC. */
function parse(text: string): number {
  if (DAY_ONLY.test(text) || WITH_ZONE.test(text)) return Real.parse(text);
  return Real.parse(DAY_AND_TIME.test(text) ? `${text}Z` : `${text} UTC`);
}

const INVALID = "Invalid Date";

function textOf(date: Date, text: (date: Date) => string): string {
  return Number.isNaN(real.getTime.call(date)) ? INVALID : text(date);
}

const dayText = (date: Date): string =>
  real.toUTCString.call(date).replace(/^(\w+), (\d+) (\w+) (-?\d+) .*$/, "$1 $3 $2 $4");
const timeText = (date: Date): string =>
  `${real.toUTCString.call(date).slice(-12, -4)} GMT+0000 (Coordinated Universal Time)`;

const TEXTS = {
  toString(this: Date): string {
    return textOf(this, (date) => `${dayText(date)} ${timeText(date)}`);
  },
  toDateString(this: Date): string {
    return textOf(this, dayText);
  },
  toTimeString(this: Date): string {
    return textOf(this, timeText);
  },
  toLocaleString(this: Date, ...[, options]: unknown[]): string {
    return dateText(real.getTime.call(this), "both", options);
  },
  toLocaleDateString(this: Date, ...[, options]: unknown[]): string {
    return dateText(real.getTime.call(this), "date", options);
  },
  toLocaleTimeString(this: Date, ...[, options]: unknown[]): string {
    return dateText(real.getTime.call(this), "time", options);
  },
};

const YEARS = {
  getYear(this: Date): number {
    return real.getUTCFullYear.call(this) - 1900;
  },
  setYear(this: Date, year: unknown): number {
    const full = Math.trunc(toNumber(year));
    return real.setUTCFullYear.call(this, full >= 0 && full <= 99 ? 1900 + full : full);
  },
  getTimezoneOffset(this: Date): number {
    return 0 * real.getTime.call(this) + 0;
  },
};

type Method = (this: Date, ...args: unknown[]) => unknown;

/** Methods of local time, which is UTC: `getHours` does what `getUTCHours` does. */
function localMethods(): Record<string, Method> {
  const methods: Record<string, Method> = {};
  for (const universal of Reflect.ownKeys(real)) {
    const name = typeof universal === "string" ? universal.replace(/^([gs]et)UTC/, "$1") : universal;
    if (typeof name !== "string" || name === universal) continue;
    const method = Reflect.get(real, universal) as Method;
    const holder = {
      [name](this: Date, ...args: unknown[]): unknown {
        return Reflect.apply(method, this, args);
      },
    };
    methods[name] = holder[name] as Method;
    Object.defineProperty(methods[name], "length", { value: method.length, configurable: true });
  }
  return methods;
}

/** The platform's methods, with others in place of those that depend on the machine. */
const METHODS = Object.getOwnPropertyDescriptors(real) as unknown as Record<string, PropertyDescriptor>;
for (const [name, value] of Object.entries({ ...localMethods(), ...TEXTS, ...YEARS })) {
  METHODS[name] = { ...HIDDEN, value };
  const writes = name.startsWith("set");
  addFunction(value, writes, (to, self) => {
    if (writes) to.write(self, EVERYTHING);
    else to.read(self, EVERYTHING);
  });
}
