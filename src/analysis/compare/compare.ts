import type { ComparisonRow, Figures } from "../../shared/trace/comparison";

/** The same figures of two runs side by side. A process, thread or goroutine of one is that of the other which has the same lineage. */
export function compare(a: Figures, b: Figures): ComparisonRow[] {
  const left = byLineage(a);
  const right = byLineage(b);
  const rows = new Map<string, ComparisonRow>();
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [inA, inB] = [left.get(key), right.get(key)];
    const none = COUNTED.test((inA ?? inB)?.measure ?? "") ? 0 : null;
    const x = inA?.value ?? none;
    const y = inB?.value ?? none;
    const known = x !== null && y !== null;
    const { of = "", measure = "" } = inA ?? inB ?? {};
    const ofB = inB?.of;
    rows.set(key, {
      of,
      ...(ofB === undefined || ofB === of ? {} : { ofB }),
      measure,
      a: x,
      b: y,
      difference: known ? y - x : null,
      ratio: known && x !== 0 ? y / x : null,
    });
  }
  return inOrder(rows);
}

/** Counts of which a run has only those that are not 0. */
const COUNTED = /By(Reason|Rule)\./;

/** By scope, thing and group of measures, each where it is first met: so what only B has stands with the rest of its kind. */
function inOrder(rows: ReadonlyMap<string, ComparisonRow>): ComparisonRow[] {
  const scopes = new Map<string, Map<string, Map<string, ComparisonRow[]>>>(
    SCOPES.map((scope) => [scope, new Map()]),
  );
  for (const [key, row] of rows) {
    const thing = key.slice(0, key.indexOf(" "));
    const things = scopes.get(scopeOf(row.of) ?? "");
    const groups = things && entryOf(things, thing, () => new Map<string, ComparisonRow[]>());
    const group = row.measure.slice(0, row.measure.lastIndexOf(".") + 1);
    if (groups !== undefined) entryOf(groups, group, (): ComparisonRow[] => []).push(row);
  }
  return [...scopes.values()].flatMap((things) =>
    [...things.values()].flatMap((groups) => [...groups.values()].flat()),
  );
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
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
