import type { Machine } from "../machine/machine";
import type { Task } from "./task";

/** Part of a system call that its thread has still to do: kind (code in OVERHEADS) and time, ns. */
export interface OwedWork {
  readonly work: number;
  ns: number;
  /** How much of it is done at a time. */
  readonly piece: number;
  /** What comes about by it when it is done. */
  readonly then: (() => void)[];
}

/** A shorter part is done in one piece, however the kernel is preempted. */
const SHORTEST_NS = 10_000;
/** … and a longer one in so many pieces at most, where no event comes between. */
const MOST_PIECES = 16;

/**
 * System calls that take long, in a kernel that can be preempted within them (CONFIG_PREEMPT): the objects that such a call makes are there,
 * but the time that it takes is still to pass, and before that nobody but its thread has anything of them. The thread owes the time, piece by
 * piece; between two pieces the core may choose another thread, and the rest is due when this one comes back, before its own code goes on. In
 * the other kernels (PREEMPT_NONE, PREEMPT_VOLUNTARY) a call's time passes in one piece.
 */
export class KernelWork {
  constructor(
    private readonly machine: Machine,
    private readonly preemptible: boolean,
  ) {}

  /** The current task of the core that executes is to spend `ns`. @returns false: it has to do so at once. */
  owe(task: Task | undefined, work: number, ns: number): boolean {
    if (!this.preemptible || task === undefined || ns < SHORTEST_NS) return false;
    const { cpu } = this.machine;
    (task.owed ??= []).push({
      work,
      ns,
      piece: Math.max(SHORTEST_NS, Math.ceil(ns / MOST_PIECES)),
      then: [],
    });
    // Its own code stops at its next check, as where the time has passed.
    cpu.lower(cpu.now(), cpu.now() - 1);
    return true;
  }

  /** Has `fn` called when the task owes nothing of what it does now: at once where it owes nothing. */
  after(task: Task | undefined, fn: () => void): void {
    const last = task?.owed?.at(-1);
    if (last === undefined) fn();
    else last.then.push(fn);
  }

  /** The core that executes does a piece of what its task owes, up to the next event. */
  pay(task: Task, owed: OwedWork[]): void {
    const [first] = owed;
    if (first === undefined) throw new Error(`task ${task.tid} owes nothing`);
    const { machine } = this;
    const piece = Math.min(first.ns, first.piece, Math.max(1, machine.untilNextEvent()));
    machine.log.now = machine.now();
    machine.overhead(first.work, piece);
    first.ns -= piece;
    if (first.ns > 0) return;
    owed.shift();
    if (owed.length === 0) task.owed = undefined;
    for (const fn of first.then) fn();
  }

  /** The task will not do it: it ends. What the call has made is there. */
  forget(task: Task): void {
    const owed = task.owed ?? [];
    task.owed = undefined;
    for (const { then } of owed) for (const fn of then) fn();
  }
}
