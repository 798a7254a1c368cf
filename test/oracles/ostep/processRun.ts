/**
 * OSTEP's process-run: processes of instructions that compute for a tick or ask for I/O. Its dispatcher is none of Linux's: it takes the next
 * ready process by number. So the program has a dispatcher of its own, with a semaphore for each process; the kernel runs, blocks and wakes them.
 */
import { NONE } from "../../../src/shared/ids";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { TASK_REASONS, TASK_STATES } from "../../../src/shared/enums";
import { Kind } from "../../../src/shared/schema";
import { TICK } from "./programs";

export type Instruction = "cpu" | "io" | "io_done";

export interface ProcessRunOptions {
  readonly ioLength: number;
  /** SWITCH_ON_IO: others run while one waits; else (SWITCH_ON_END) only when it is over. */
  readonly switchOnIo: boolean;
  /** IO_RUN_IMMEDIATE: whoever's I/O is done takes the CPU; else (IO_RUN_LATER) it waits its turn. */
  readonly immediate: boolean;
}

export interface Row {
  readonly t: number;
  readonly io_done: boolean;
  readonly states: readonly string[];
}

/** `-l 5:100,1:0`: so many instructions, all of them computing or all I/O; `-P c7,i:c3`: letter by letter. */
export function processRunWorkload(args: readonly string[]): {
  processes: Instruction[][];
  options: Omit<ProcessRunOptions, "ioLength">;
} {
  const value = (flag: string): string | undefined => args[args.indexOf(flag) + 1];
  const io: Instruction[] = ["io", "io_done"];
  const lists = args.includes("-l")
    ? value("-l")!
        .split(",")
        .map((each) => {
          const [count = 0, percent = 0] = each.split(":").map(Number);
          if (percent !== 0 && percent !== 100) throw new Error(`${each} is left to chance`);
          return Array.from({ length: count }, (): Instruction[] => (percent === 100 ? ["cpu"] : io)).flat();
        })
    : value("-P")!
        .split(":")
        .map((each) =>
          each
            .split(",")
            .flatMap((part): Instruction[] =>
              part === "i" ? io : Array.from({ length: Number(part.slice(1)) }, () => "cpu"),
            ),
        );
  return {
    processes: lists,
    options: {
      switchOnIo: !args.includes("-S") || value("-S") === "SWITCH_ON_IO",
      immediate: args.includes("-I") && value("-I") === "IO_RUN_IMMEDIATE",
    },
  };
}

/**
 * I/O is done 1 ns after a tick begins, and who has the CPU starts 2 ns after that: so an end of I/O comes after what the last tick brought
 * about and before the next instruction, as in the original.
 */
export function processRunProgram(
  processes: readonly (readonly Instruction[])[],
  { ioLength, switchOnIo, immediate }: ProcessRunOptions,
): string {
  return `import { compute, os, syscall, thread, time } from "schedlens";
const processes = ${JSON.stringify(processes)};
const turns = processes.map(() => new thread.Semaphore(0));
const ready = processes.map(() => true);
let holder = -1, last = -1;
function give(pid: number) {
  ready[pid] = false;
  holder = last = pid;
  turns[pid].release();
}
function next() {
  holder = -1;
  for (let i = 1; i <= processes.length && holder < 0; i++) {
    const pid = (last + i) % processes.length;
    if (ready[pid]) give(pid);
  }
}
function ioDone(pid: number) {
  ready[pid] = true;
  if (!${immediate} && holder >= 0 && holder !== pid) return;
  if (holder >= 0 && holder !== pid) ready[holder] = true;
  give(pid);
}
function instruction(pid: number) {
  do {
    while (holder !== pid) turns[pid].acquire();
    const early = 2 - (time.now() % ${TICK});
    if (early > 0) os.sleep(early);
  } while (holder !== pid);
  compute(${TICK} - (time.now() % ${TICK}));
}
function run(pid: number) {
  for (const kind of processes[pid]) {
    instruction(pid);
    if (kind !== "io") continue;
    if (${switchOnIo}) next();
    syscall(${ioLength * TICK + 1});
    ioDone(pid);
  }
  next();
}
/** @simulate */
export function main() {
  next();
  const threads = processes.map((_, pid) => thread.create(() => { run(pid); }, { name: "job " + pid }));
  for (const each of threads) each.join();
}
`;
}

/** What each process did in the middle of each tick. */
export function processRunRows(log: EventLog, processes: readonly (readonly Instruction[])[]): Row[] {
  const names = log.tables.tasks.map(({ name }) => Number(/^job (\d+)$/.exec(name)?.[1] ?? NONE));
  const now = processes.map(() => "READY");
  const done = processes.map(() => 0);
  const rows: Row[] = [];
  const until = (time: number): void => {
    for (let t = rows.length + 1; (t - 0.5) * TICK < time && now.some((state) => state !== "DONE"); t++) {
      const states = now.map((state, pid) =>
        state === "RUN" ? `RUN:${processes[pid]![done[pid]!++] ?? "nothing"}` : state,
      );
      const before = rows.at(-1)?.states;
      const ioDone = states.some((state, pid) => before?.[pid] === "BLOCKED" && state !== "BLOCKED");
      rows.push({ t, io_done: ioDone, states });
    }
  };
  log.forEach(({ kind, time, aux, a, b }) => {
    const pid = names[a];
    if (kind !== Kind.TaskState || pid === undefined || pid === NONE) return;
    until(time);
    const state = TASK_STATES[aux];
    if (state === "running") now[pid] = "RUN";
    else if (state === "waiting") now[pid] = TASK_REASONS[b] === "futex" ? "READY" : "BLOCKED";
    else now[pid] = state === "runnable" || state === "new" ? "READY" : "DONE";
  });
  return rows;
}

/** The rules, tick by tick. */
export function processRun(
  processes: readonly (readonly Instruction[])[],
  { ioLength, switchOnIo, immediate }: ProcessRunOptions,
): Row[] {
  const states = processes.map(() => "READY");
  const at = processes.map(() => 0);
  const finish = processes.map(() => -1);
  let current = 0;
  states[0] = "RUN";
  const next = (): void => {
    for (let i = 1; i <= processes.length; i++) {
      const pid = (current + i) % processes.length;
      if (states[pid] !== "READY") continue;
      current = pid;
      states[pid] = "RUN";
      return;
    }
  };
  const rows: Row[] = [];
  for (let t = 1; states.some((state) => state !== "DONE"); t++) {
    if (t > 1e4) throw new Error("the processes do not end");
    const finished = finish.indexOf(t);
    if (finished >= 0) {
      states[finished] = "READY";
      if (immediate || states[current] !== "RUN") {
        if (states[current] === "RUN") states[current] = "READY";
        current = finished;
        states[finished] = "RUN";
      }
    }
    const running = states.indexOf("RUN");
    const instruction = processes[running]?.[at[running]!];
    rows.push({
      t,
      io_done: finished >= 0,
      states: states.map((state) => (state === "RUN" ? `RUN:${instruction ?? "nothing"}` : state)),
    });
    if (instruction === undefined) continue;
    at[running]!++;
    if (instruction === "io") {
      finish[running] = t + ioLength + 1;
      states[running] = "BLOCKED";
      if (switchOnIo) next();
    } else if (at[running] === processes[running]!.length) {
      states[running] = "DONE";
      next();
    }
  }
  return rows;
}
