import type { ComparisonRow } from "../shared/trace/comparison";
import type { Measures } from "../shared/trace/measures";

/**
 * The same figures of two runs side by side. A process, thread or goroutine of one is that of the other which has the same number and
 * the same name.
 */
export function compare(a: Measures, b: Measures): ComparisonRow[] {
  const left = figures(a);
  const right = figures(b);
  const keys = new Map([...left, ...right].map(([key, { of, measure }]) => [key, { of, measure }]));
  const rows = [...keys].map(([key, { of, measure }]): ComparisonRow => {
    const x = left.get(key)?.value ?? null;
    const y = right.get(key)?.value ?? null;
    const known = x !== null && y !== null;
    return {
      of,
      measure,
      a: x,
      b: y,
      difference: known ? y - x : null,
      ratio: known && x !== 0 ? y / x : null,
    };
  });
  return SCOPES.flatMap((scope) => rows.filter(({ of }) => of === scope || of.startsWith(`${scope} `)));
}

const SCOPES = ["run", "core", "process", "thread", "goroutine"] as const;

interface Figure {
  readonly of: string;
  readonly measure: string;
  readonly value: number | null;
}

/** All numbers of a run by a key that is unique. */
function figures(measures: Measures): Map<string, Figure> {
  const found = new Map<string, Figure>();
  const add = (of: string, values: object): void => {
    for (const [measure, value] of numbersOf(values)) found.set(`${of}\n${measure}`, { of, measure, value });
  };
  const { run, switches, steals, stacks, gc, queueMaxima, endNs, exitCode, events } = measures;
  add("run", { endNs, exitCode, events, ...run, switches, steals, queueMaxima, stacks });
  if (gc !== null) add("run", { gc });
  for (const each of measures.cores) add(`core ${each.core}`, each);
  for (const each of measures.processes) add(`process ${each.pid} ${each.name}`, each);
  for (const each of measures.tasks) add(`thread ${each.tid} ${each.name}`, each);
  const several = measures.processes.length > 1;
  for (const each of measures.goroutines)
    add(`goroutine ${several ? `${each.pid}/` : ""}${each.id} ${each.name}`, each);
  return found;
}

/** What says which thing it is, and where it comes from. */
const NAMES: ReadonlySet<string> = new Set(["core", "pid", "ppid", "tid", "id", "createdAt"]);

/** The numbers in an object, at any depth, under the path of their names. Lists, which are series and tables, are left out. */
function* numbersOf(value: object, path = ""): Generator<readonly [measure: string, value: number | null]> {
  for (const [name, each] of Object.entries(value) as [string, unknown][]) {
    if (path === "" && NAMES.has(name)) continue;
    const key = path === "" ? name : `${path}.${name}`;
    if (typeof each === "number" || each === null) yield [key, each];
    else if (typeof each === "object" && !Array.isArray(each)) yield* numbersOf(each, key);
  }
}
