import type { EventLog } from "../../../src/shared/log/eventLog";
import type { GIndex } from "../../../src/shared/ids";
import { Kind } from "../../../src/shared/schema";
import { threadOf } from "../../../src/shared/trace/entity";

/**
 * What is the same of an entity in every run of one text of a program, written out: `main`, then by each child its creation's place and
 * how manyth it is, found by counting its elder siblings anew each time.
 */
export function slowLineages(log: EventLog): (entity: number) => string {
  const { processes, tasks, gs, ps } = log.tables;
  const made = new Map<string, { readonly by: string; readonly at: string }>();
  const place = (row: number): string => {
    const loc = log.tables.locs[row];
    if (loc === undefined) return "";
    const text = log.tables.files[loc.file]?.text.split("\n")[loc.line - 1] ?? "";
    return `${loc.file}:${loc.line}:${loc.column} ${text.trim()}`;
  };
  const known = new Map<string, string>();
  const once = (key: string, make: () => string): string => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  log.forEach(({ kind, a, g, task, loc }) => {
    const what = kind === Kind.ProcessStart ? "process" : kind === Kind.TaskNew ? "task" : undefined;
    const by = g >= 0 ? `g ${g}` : task >= 0 ? `task ${task}` : "";
    if (what !== undefined) made.set(`${what} ${a}`, { by, at: place(loc) });
  });
  const lineage = (key: string): string => {
    const [what = "", row = ""] = key.split(" ");
    return key === "" ? "" : what === "g" ? g(Number(row)) : what === "task" ? task(Number(row)) : "";
  };
  const processOf = (key: string): number => {
    const row = Number(key.slice(key.indexOf(" ") + 1));
    return key === "" ? -1 : key.startsWith("g") ? gs.at(row as GIndex).process : (tasks[row]?.process ?? -1);
  };
  const process = (row: number): string =>
    once(`process ${row}`, () => {
      const family = (each: number): string => {
        const { by = "", at = "" } = made.get(`process ${each}`) ?? {};
        return `${lineage(by)}>process ${at === "" ? processes[each]?.name : at}`;
      };
      const elder = Array.from({ length: row }, (_, each) => each).filter((e) => family(e) === family(row));
      return `${family(row)}#${elder.length}`;
    });
  const task = (row: number): string =>
    once(`task ${row}`, () => {
      const own = tasks[row]!;
      if (ps.some((p) => p.process === own.process)) return `${process(own.process)}>${own.name}`;
      const family = (each: number): string => {
        const { by = "", at = "" } = made.get(`task ${each}`) ?? {};
        const of = tasks[each]!.process;
        const creator = processOf(by) === of ? lineage(by) : process(of);
        return `${creator}>task ${at === "" ? tasks[each]?.name : at}`;
      };
      const elder = tasks.slice(0, row).filter((_, each) => family(each) === family(row));
      return `${family(row)}#${elder.length}`;
    });
  const g = (row: number): string =>
    once(`g ${row}`, () => {
      const family = (each: number): string => {
        const { parent, created, name, system, process: of } = gs.at(each as GIndex);
        const at = system ? "" : place(created);
        return `${parent < 0 ? process(of) : g(parent)}>g ${at === "" ? log.tables.string(name) : at}`;
      };
      const own = family(row);
      const elder = Array.from({ length: row }, (_, each) => each).filter((each) => family(each) === own);
      return `${own}#${elder.length}`;
    });
  return (entity) => (threadOf(entity) >= 0 ? task(threadOf(entity)) : g(entity));
}
