import type { ComparisonRow, Figures } from "../../shared/trace/comparison";

/** The same figures of two runs side by side. A process, thread or goroutine of one is that of the other which has the same lineage. */
export function compare(a: Figures, b: Figures): ComparisonRow[] {
  const left = byLineage(a);
  const right = byLineage(b);
  const rows: ComparisonRow[] = [];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [inA, inB] = [left.get(key), right.get(key)];
    const x = inA?.value ?? null;
    const y = inB?.value ?? null;
    const known = x !== null && y !== null;
    const { of = "", measure = "" } = inA ?? inB ?? {};
    const ofB = inB?.of;
    rows.push({
      of,
      ...(ofB === undefined || ofB === of ? {} : { ofB }),
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
function byLineage({ things, lineages, measures, thing, measure, value }: Figures): Map<string, Figure> {
  const found = new Map<string, Figure>();
  for (let i = 0; i < value.length; i++) {
    const row = thing[i] ?? 0;
    const of = things[row] ?? "";
    const name = measures[measure[i] ?? 0] ?? "";
    const number = value[i] ?? NaN;
    const key = `${lineages[row] ?? 0} ${name}`;
    found.set(key, { of, measure: name, value: Number.isNaN(number) ? null : number });
  }
  return found;
}
