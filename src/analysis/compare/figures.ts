import type { Figures } from "../../shared/trace/comparison";
import type { Measures } from "../../shared/trace/measures";
import { Digest } from "./digest";

/** All numbers of a run in columns, each thing's and measure's name once. */
export function figures(measures: Measures): Figures {
  const things = new Vocabulary();
  const names = new Vocabulary();
  const thing: number[] = [];
  const measure: number[] = [];
  const value: number[] = [];
  const lineages: number[] = [];
  const add = (of: string, lineage: number, values: object): void => {
    const row = things.add(of);
    lineages[row] = lineage;
    for (const [name, number] of numbersOf(values)) {
      thing.push(row);
      measure.push(names.add(name));
      value.push(number ?? NaN);
    }
  };
  const { run, switches, steals, stacks, gc, queueMaxima, endNs, exitCode } = measures;
  const runs = new Digest().addText("run").value;
  add("run", runs, { endNs, exitCode, ...run, switches, steals, queueMaxima, stacks });
  if (gc !== null) add("run", runs, { gc });
  for (const each of measures.cores) {
    const queueMaximum = queueMaxima.core[each.core] ?? 0;
    add(`core ${each.core}`, new Digest().addText("core").add(each.core).value, { ...each, queueMaximum });
  }
  for (const each of measures.processes) add(`process ${each.pid} ${each.name}`, each.lineage, each);
  for (const each of measures.tasks) add(`thread ${each.tid} ${each.name}`, each.lineage, each);
  const several = measures.processes.length > 1;
  for (const each of measures.goroutines)
    add(`goroutine ${several ? `${each.pid}/` : ""}${each.id} ${each.name}`, each.lineage, each);
  return {
    things: things.words,
    lineages: Float64Array.from(lineages),
    measures: names.words,
    thing: Uint32Array.from(thing),
    measure: Uint32Array.from(measure),
    value: Float64Array.from(value),
  };
}

/** Words by number, in the order in which they came. */
class Vocabulary {
  readonly words: string[] = [];
  private readonly known = new Map<string, number>();

  add(word: string): number {
    const known = this.known.get(word);
    if (known !== undefined) return known;
    this.known.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}

/** What says which thing it is, and where it comes from. */
const NAMES: ReadonlySet<string> = new Set(["core", "pid", "ppid", "tid", "id", "lineage", "createdAt"]);
/** Numbers that measure nothing of the run: the step of a series, and what follows from another figure alone. */
const NO_MEASURES: ReadonlySet<string> = new Set(["runQueue.series.stepNs", "stacks.asThreadsBytes"]);

/** The numbers in an object, at any depth, under the path of their names. Lists, which are series and tables, are left out. */
function* numbersOf(value: object, path = ""): Generator<readonly [measure: string, value: number | null]> {
  for (const [name, each] of Object.entries(value) as [string, unknown][]) {
    if (path === "" && NAMES.has(name)) continue;
    const key = path === "" ? name : `${path}.${name}`;
    if (NO_MEASURES.has(key)) continue;
    if (typeof each === "number" || each === null) yield [key, each];
    else if (typeof each === "object" && !Array.isArray(each)) yield* numbersOf(each, key);
  }
}
