import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { threadOf } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import { Digest } from "./digest";
import { Sites } from "./sites";

/** Kinds of things of which each has its lineages. */
const PROCESS = 1;
const THREAD = 2;
const GOROUTINE = 3;
const P = 4;

/**
 * Who is who in every run of a program, however it is scheduled: a number for each process, thread, goroutine and P, which those of another
 * run that came about in the same way have, too. It comes from the creator's lineage, the place where it was created, and how many
 * that creator had created there before, which is the creator's own order and no scheduler's. A Go runtime's Ms and Ps go by their
 * numbers, what nobody of the program created by its name.
 */
export class Lineages {
  private readonly processes: Float64Array;
  private readonly tasks: Float64Array;
  private readonly gs: Float64Array;
  private readonly counts = new Map<number, number>();
  private readonly sites: Sites;

  constructor(private readonly log: EventLog) {
    const { processes, tasks, gs, ps } = log.tables;
    this.sites = new Sites(log);
    this.processes = new Float64Array(processes.length);
    this.tasks = new Float64Array(tasks.length);
    this.gs = new Float64Array(gs.length);
    const creations = { processes: creationsOf(processes.length), tasks: creationsOf(tasks.length) };
    log.forEach(({ kind, a, g, task, loc }) => {
      if (kind === Kind.ProcessStart) creations.processes.note(a, g, task, loc);
      else if (kind === Kind.TaskNew) creations.tasks.note(a, g, task, loc);
    });
    const tasksOf = rowsByProcess(processes.length, tasks.length, (row) => tasks[row]?.process ?? NONE);
    const gsOf = rowsByProcess(processes.length, gs.length, (row) => gs.at(row as GIndex).process);
    const ofGo = new Set(ps.map(({ process }) => process as number));
    // Whoever creates a process is of an earlier one, and whoever creates a thread or a goroutine has an earlier row: each is there when needed.
    for (const [process, { name }] of processes.entries()) {
      const creator = this.creator(creations.processes, process, NONE);
      const own = (this.processes[process] = this.child(
        PROCESS,
        creator,
        creations.processes.loc[process],
        name,
      ));
      for (const task of tasksOf(process)) {
        const called = tasks[task]?.name ?? "";
        this.tasks[task] = ofGo.has(process)
          ? new Digest(own).add(THREAD).addText(called).value
          : this.child(
              THREAD,
              this.creator(creations.tasks, task, process),
              creations.tasks.loc[task],
              called,
              own,
            );
      }
      for (const g of gsOf(process)) {
        const { parent, created, name: fn, system } = gs.at(g as GIndex);
        const by = parent === NONE ? undefined : this.gs[parent];
        this.gs[g] = this.child(GOROUTINE, by, system ? NONE : created, log.tables.string(fn), own);
      }
    }
  }

  process(row: number): number {
    return this.processes[row] ?? 0;
  }

  /** Of a goroutine or a thread; 0 for nobody. */
  of(entity: Entity): number {
    const task = threadOf(entity);
    return (task === NONE ? this.gs[entity] : this.tasks[task]) ?? 0;
  }

  p(row: number): number {
    const p = this.log.tables.ps[row];
    return p === undefined ? 0 : new Digest(this.process(p.process)).add(P).add(p.id).value;
  }

  /** @param loc where it was created; where that is not known it goes by its name. */
  private child(kind: number, creator: number | undefined, loc: number | undefined, name: string, of = 0) {
    const family = new Digest(creator ?? of).add(kind);
    if (loc === undefined || loc === NONE) family.addText(name);
    else family.add(this.sites.of(loc));
    const nth = this.counts.get(family.value) ?? 0;
    this.counts.set(family.value, nth + 1);
    return family.add(nth).value;
  }

  /** @param within the process of which it has to be; NONE: any. */
  private creator({ g, task }: Creations, row: number, within: number): number | undefined {
    const { gs, tasks } = this.log.tables;
    const [byG, byTask] = [g[row] ?? NONE, task[row] ?? NONE];
    const process = byG === NONE ? tasks[byTask]?.process : gs.at(byG as GIndex).process;
    if (process === undefined || (within !== NONE && process !== within)) return undefined;
    return byG === NONE ? this.tasks[byTask] : this.gs[byG];
  }
}

interface Creations {
  readonly g: Int32Array;
  readonly task: Int32Array;
  readonly loc: Int32Array;
  note(row: number, g: number, task: number, loc: number): void;
}

/** Who created each row of a table, and where; NONE where the log does not tell. */
function creationsOf(rows: number): Creations {
  const none = (): Int32Array => new Int32Array(rows).fill(NONE);
  const [ofG, ofTask, ofLoc] = [none(), none(), none()];
  return {
    g: ofG,
    task: ofTask,
    loc: ofLoc,
    note(row, g, task, loc) {
      ofG[row] = g;
      ofTask[row] = task;
      ofLoc[row] = loc;
    },
  };
}

/** The rows of a table by the process they belong to, each in the order of the table. */
function rowsByProcess(
  processes: number,
  rows: number,
  processOf: (row: number) => number,
): (process: number) => readonly number[] {
  const found = Array.from({ length: processes }, (): number[] => []);
  for (let row = 0; row < rows; row++) found[processOf(row)]?.push(row);
  return (process) => found[process] ?? [];
}
