import type { ComparisonRow, Figures } from "../../shared/trace/comparison";

/**
 * The same figures of two runs side by side. A process, thread or goroutine of one is that of the other which has the same number and
 * the same name.
 */
export function compare(a: Figures, b: Figures): ComparisonRow[] {
  const left = byName(a);
  const right = byName(b);
  const rows: ComparisonRow[] = [];
  for (const [key, { of, measure }] of new Map([...left, ...right])) {
    const x = left.get(key)?.value ?? null;
    const y = right.get(key)?.value ?? null;
    const known = x !== null && y !== null;
    rows.push({
      of,
      measure,
      a: x,
      b: y,
      difference: known ? y - x : null,
      ratio: known && x !== 0 ? y / x : null,
    });
  }
  return SCOPES.flatMap((scope) => rows.filter(({ of }) => scopeOf(of) === scope));
}

export const SCOPES = ["run", "core", "process", "thread", "goroutine"] as const;
export type Scope = (typeof SCOPES)[number];

/** The kind of thing that a row is a figure of. */
export function scopeOf(of: string): Scope | undefined {
  return SCOPES.find((scope) => of === scope || of.startsWith(`${scope} `));
}

interface Figure {
  readonly of: string;
  readonly measure: string;
  readonly value: number | null;
}

/** By a key that is unique. */
function byName({ things, measures, thing, measure, value }: Figures): Map<string, Figure> {
  const found = new Map<string, Figure>();
  for (let i = 0; i < value.length; i++) {
    const of = things[thing[i] ?? 0] ?? "";
    const name = measures[measure[i] ?? 0] ?? "";
    const number = value[i] ?? NaN;
    found.set(`${of}\n${name}`, { of, measure: name, value: Number.isNaN(number) ? null : number });
  }
  return found;
}
