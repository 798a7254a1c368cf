import { NONE } from "../../shared/ids";
import { psRow, stateLetter } from "../../shared/psRow";
import type { PsRow } from "../../shared/psRow";
import { Reason, Syscall } from "../machine/codes";
import type { KernelCall, KernelContext } from "./kernelCall";
import type { Process } from "./process";
import { TaskStatus } from "./task";
import type { Task } from "./task";

/** What ps(1) reads from /proc: all processes that have not been waited for, by pid. Never fails. */
export class ListProcesses implements KernelCall {
  readonly syscall = Syscall.read;
  readonly argument = NONE;
  readonly short = true;

  attempt(_: Task, { table, machine, scheduler }: KernelContext): PsRow[] {
    const now = machine.now();
    scheduler.accountAll();
    return [...table.all()].map((process) => rowOf(process, now));
  }

  result(value: unknown): number {
    return (value as PsRow[]).length;
  }
}

function rowOf(process: Process, now: number): PsRow {
  const { uid, pid, parent, name, ended, tasks, createdAt, endedRunTime, memory, stopped } = process;
  const [first] = tasks;
  let cpuTime = endedRunTime;
  for (const task of tasks) cpuTime += task.runTime;
  const facts = first && {
    stopped,
    runs: first.status !== TaskStatus.Waiting,
    uninterruptible: first.waitReason === Reason.disk || first.waitReason === Reason["system call"],
  };
  return psRow(
    {
      uid,
      pid,
      ppid: parent?.pid ?? 0,
      name,
      state: stateLetter(facts, ended),
      threads: tasks.size,
      started: createdAt,
      cpuTime,
      // Init has no program here, and so no memory.
      residentPages: tasks.size === 0 ? 0 : memory.resident,
      mappedPages: tasks.size === 0 ? 0 : memory.mapped,
    },
    now,
  );
}
