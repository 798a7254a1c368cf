import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { ProcessMeasures, TaskMeasures } from "../shared/trace/measures";
import type { Lineages } from "./compare/lineage";
import { difference } from "./taskMeasures";

/** Of each process that has had a thread, in the order of creation. `tasks`: what `taskMeasures` gives. */
export function processMeasures(
  log: EventLog,
  tasks: readonly TaskMeasures[],
  lineages: Lineages,
): ProcessMeasures[] {
  const { tables, window } = log;
  const lives = tables.processes.map((): Life => ({ start: null, end: null, exitCode: null }));
  log.forEach(({ index, kind, time, a, b }) => {
    const life = lives[a];
    if (life === undefined) return;
    if (kind === Kind.ProcessStart && index >= window.start) life.start = time;
    if (kind === Kind.ProcessExit)
      Object.assign(life, { end: index < window.start ? null : time, exitCode: b });
  });
  const members = tables.processes.map((): TaskMeasures[] => []);
  tables.tasks.forEach(({ process }, at) => {
    const task = tasks[at];
    if (task !== undefined) members[process]?.push(task);
  });
  return tables.processes.flatMap(({ pid, parent, name }, at) => {
    const own = members[at] ?? [];
    const { start, end, exitCode } = lives[at] ?? { start: null, end: null, exitCode: null };
    if (own.length === 0) return [];
    const sum = (of: (task: TaskMeasures) => number): number =>
      own.reduce((total, each) => total + of(each), 0);
    const first = own.reduce((least, { firstRunNs }) => Math.min(least, firstRunNs ?? Infinity), Infinity);
    return [
      {
        pid,
        lineage: lineages.process(at),
        ppid: tables.processes[parent]?.pid ?? 0,
        name,
        startNs: start,
        endNs: end,
        exitCode,
        threads: own.length,
        runNs: sum((task) => task.runNs),
        waitingNs: sum((task) => task.waitingNs),
        blockedNs: sum((task) => task.blockedNs),
        turnaroundNs: difference(start ?? -1, end ?? -1),
        responseNs: difference(start ?? -1, first === Infinity ? -1 : first),
        switches: sum((task) => task.switches),
        involuntarySwitches: sum((task) => task.involuntarySwitches),
        migrations: sum((task) => task.migrations),
      },
    ];
  });
}

interface Life {
  start: number | null;
  end: number | null;
  exitCode: number | null;
}
