import "../l10n/language";
import { language } from "../../src/shared/l10n/language";
import { decimalMark, localized } from "../../src/shared/l10n/numbers";
import type { Range } from "./range";
import { span } from "./range";

export { formatCount } from "../../src/shared/l10n/numbers";

const UNITS = [
  { name: "s", ns: 1e9 },
  { name: "ms", ns: 1e6 },
  { name: "µs", ns: 1e3 },
  { name: "ns", ns: 1 },
] as const;
type Unit = (typeof UNITS)[number];
const NANOSECONDS: Unit = UNITS[3];

export interface Tick {
  readonly time: number;
  readonly label: string;
}

export interface TimeAxis {
  /** Distance of the ticks, ns: 1, 2 or 5 times a power of ten. */
  readonly step: number;
  /** Where full labels would be too long: the instant that the labels count from, and its label. */
  readonly base: number;
  readonly baseLabel: string;
  readonly ticks: readonly Tick[];
}

function fixed(value: number, digits: number): string {
  return localized(value.toFixed(digits));
}

function unitOf(ns: number): Unit {
  return UNITS.find((unit) => Math.abs(ns) >= unit.ns) ?? NANOSECONDS;
}

/** Digits after the point that tell apart instants `step` ns from each other in `unit`. */
function decimals(unit: Unit, step: number): number {
  return Math.max(0, Math.ceil(Math.log10(unit.ns / Math.max(1, step)) - 1e-9));
}

/** 1, 2 or 5 times a power of ten, the least that is at least `least`; whole nanoseconds. */
export function niceStep(least: number): number {
  if (least <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  for (const factor of [1, 2, 5]) if (power * factor >= least * (1 - 1e-9)) return power * factor;
  return power * 10;
}

/** Ticks for `range` drawn `width` px wide, about `distance` px or more apart. */
export function timeAxis(range: Range, width: number, distance = 92): TimeAxis {
  const step = niceStep((span(range) / Math.max(1, width)) * distance);
  const unit = unitOf(range.to);
  const digits = decimals(unit, step);
  const whole = String(Math.floor(range.to / unit.ns)).length;
  const first = Math.ceil(range.from / step - 1e-9);
  const last = Math.floor(range.to / step + 1e-9);
  const ticks: Tick[] = [];
  if (whole + digits <= 6) {
    for (let n = first; n <= last; n++) {
      const time = n * step;
      ticks.push({ time, label: time === 0 ? "0" : `${fixed(time / unit.ns, digits)} ${unit.name}` });
    }
    return { step, base: 0, baseLabel: "", ticks };
  }
  const coarse = 10 ** Math.ceil(Math.log10(span(range)) - 1e-9);
  const base = Math.floor(range.from / coarse) * coarse;
  const offsetUnit = unitOf(range.to - base);
  const offsetDigits = decimals(offsetUnit, step);
  for (let n = first; n <= last; n++) {
    const time = n * step;
    ticks.push({
      time,
      label: `+${fixed((time - base) / offsetUnit.ns, offsetDigits)} ${offsetUnit.name}`,
    });
  }
  return { step, base, baseLabel: formatInstant(base, coarse), ticks };
}

/** An instant with as many digits as it takes to tell it from one `resolution` ns later; `12.345 678 ms`. */
export function formatInstant(ns: number, resolution: number): string {
  if (ns === 0) return "0";
  const unit = unitOf(ns);
  const digits = decimals(unit, resolution);
  const text = (ns / unit.ns).toFixed(Math.min(digits, 9));
  const [whole = text, fraction] = text.split(".");
  const grouped =
    fraction === undefined ? "" : `${decimalMark()}${(fraction.match(/.{1,3}/g) ?? []).join("\u202f")}`;
  return `${whole}${grouped}\u00a0${unit.name}`;
}

/** A duration with three significant digits, for tables and totals: `1.23 ms`, `417 ns`. */
export function formatShort(ns: number): string {
  if (ns === 0) return "0";
  const unit = unitOf(ns);
  const value = ns / unit.ns;
  return `${value >= 1000 ? Math.round(value).toLocaleString(language().locale) : localized(String(Number(value.toPrecision(3))))}\u00a0${unit.name}`;
}

/** `87 %`, with a digit more below ten. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return `< ${fixed(0.1, 1)}\u202f%`;
  return `${percent >= 9.95 || percent === 0 ? Math.round(percent) : fixed(percent, 1)}\u202f%`;
}
