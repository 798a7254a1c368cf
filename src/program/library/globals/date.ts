import { dateText } from "../../engine/globals/locale";

/** Virtual time 0, in milliseconds of the calendar: 2024-01-01T00:00:00Z. */
export const EPOCH_MS = 1_704_067_200_000;

const PARTS = ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds"] as const;

/**
 * `Date` on the virtual clock, in UTC whatever the machine's time zone is, with one fixed locale: the same texts everywhere.
 * @param now virtual ns since the start of the run.
 */
export function makeDate(now: () => number): DateConstructor {
  const Real = globalThis["Date" as keyof typeof globalThis] as unknown as DateConstructor;
  const present = (): number => EPOCH_MS + Math.floor(now() / 1e6);

  /** Milliseconds that the constructor's arguments mean. */
  function meant(args: readonly unknown[]): number {
    if (args.length === 0) return present();
    if (args.length > 1) {
      const [year = 0, month = 0, day = 1, ...rest] = args.map(Number);
      return Real.UTC(year, month, day, ...rest);
    }
    const [value] = args;
    if (value instanceof Real) return value.getTime();
    return typeof value === "string" ? parse(value) : Number(value);
  }

  /** Texts without a zone mean UTC. */
  function parse(text: string): number {
    const zoned =
      /(Z|UTC|GMT|[+-]\d{2}:?\d{2})\s*(\([^)]*\))?$/i.test(text) || /^\d{4}(-\d{2}){0,2}$/.test(text);
    const utc = Real.parse(zoned ? text : /^\d{4}-\d{2}-\d{2}T/.test(text) ? `${text}Z` : `${text} UTC`);
    return Number.isNaN(utc) ? Real.parse(text) : utc;
  }

  class VirtualDate extends Real {
    constructor(...args: unknown[]) {
      super(meant(args));
    }
    static override now(): number {
      return present();
    }
    static override parse(text: string): number {
      return parse(text);
    }
    override getTimezoneOffset(): number {
      return 0;
    }
    override toString(): string {
      return Number.isNaN(this.getTime()) ? "Invalid Date" : `${this.toDateString()} ${this.toTimeString()}`;
    }
    override toDateString(): string {
      return this.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) .*$/, "$1 $3 $2 $4");
    }
    override toTimeString(): string {
      return `${this.toISOString().slice(11, 19)} GMT+0000 (Coordinated Universal Time)`;
    }
    override toLocaleString(_locale?: unknown, options?: unknown): string {
      return dateText(this.getTime(), "both", options);
    }
    override toLocaleDateString(_locale?: unknown, options?: unknown): string {
      return dateText(this.getTime(), "date", options);
    }
    override toLocaleTimeString(_locale?: unknown, options?: unknown): string {
      return dateText(this.getTime(), "time", options);
    }
  }
  Object.defineProperty(VirtualDate, "name", { value: "Date" });

  type Method = (this: Date, ...args: unknown[]) => unknown;
  const methods = Real.prototype as unknown as Readonly<Record<string, Method | undefined>>;
  for (const part of PARTS) {
    for (const verb of ["get", "set"]) {
      const universal = methods[`${verb}UTC${part}`];
      if (universal === undefined) continue;
      Object.defineProperty(VirtualDate.prototype, verb + part, {
        value: universal,
        configurable: true,
        writable: true,
      });
    }
  }
  return VirtualDate as unknown as DateConstructor;
}
