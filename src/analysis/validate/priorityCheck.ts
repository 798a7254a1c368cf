import { PRIORITY_REASONS, SYNC_OPS, TASK_STATES, codeOf } from "../../shared/enums";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { objectName, taskName } from "../names";
import type { Check } from "./check";

const INHERITED = codeOf(PRIORITY_REASONS, "inherited");
const OVER = codeOf(PRIORITY_REASONS, "inheritance over");
const NICE = codeOf(PRIORITY_REASONS, "nice");
const UNLOCK = codeOf(SYNC_OPS, "unlock");
const TAKES = (["lock", "lock (acquired after waiting)"] as const).map((op) => codeOf(SYNC_OPS, op));
const WAITING = codeOf(TASK_STATES, "waiting");

/** Of nice 0. */
const STANDARD = 120;

/**
 * Priority inheritance: who has another priority than its own has that of a thread that waits for a lock which it holds, and no longer than
 * that; and whoever begins to wait has lent its own.
 */
export class PriorityCheck implements Check {
  readonly kinds = [Kind.PriorityChange, Kind.Sync, Kind.FutexWait, Kind.FutexWake, Kind.TaskState];
  /** Of a log that has dropped events it is not known who holds what. */
  private readonly active: boolean;
  /** By thread, where it is not nice 0's: its own priority, and the one in force. */
  private readonly own = new Map<number, number>();
  private readonly inForce = new Map<number, number>();
  /** By lock: the thread that holds it. By thread: the lock that it waits for. */
  private readonly holder = new Map<number, number>();
  private readonly waitsFor = new Map<number, number>();
  /** Threads that have begun to wait at this instant. */
  private readonly fresh: number[] = [];

  constructor(private readonly log: EventLog) {
    this.active = log.config.inherit && log.window.start === 0;
  }

  event(event: LogEvent): string | undefined {
    if (!this.active) return undefined;
    const { kind, aux, task, a, b } = event;
    switch (kind) {
      case Kind.Sync:
        if (TAKES.includes(aux)) this.holder.set(a, task);
        else if (aux === UNLOCK) this.holder.delete(a);
        return undefined;
      case Kind.FutexWait:
        this.waitsFor.set(task, a);
        this.fresh.push(task);
        return undefined;
      case Kind.FutexWake:
        this.waitsFor.delete(b);
        return undefined;
      case Kind.TaskState:
        if (aux !== WAITING) this.waitsFor.delete(a);
        return undefined;
      default:
        return this.change(event);
    }
  }

  instant(): string | undefined {
    for (const [task, priority] of this.inForce) {
      if (priority === this.ownOf(task)) this.inForce.delete(task);
      else if (!this.lendersOf(task).some((lender) => this.priorityOf(lender) === priority))
        return `${this.name(task)} has priority ${priority}, and nobody with that waits for what it holds`;
    }
    for (const waiter of this.fresh.splice(0)) {
      const object = this.waitsFor.get(waiter);
      const holder = object === undefined ? undefined : this.holder.get(object);
      if (object === undefined || holder === undefined) continue;
      if (this.priorityOf(holder) > this.priorityOf(waiter))
        return `${this.name(waiter)} waits for ${objectName(this.log, object)}, whose holder ${this.name(holder)} has not inherited its priority`;
    }
    return undefined;
  }

  private change({ aux: why, a: task, b: priority }: LogEvent): string | undefined {
    if (why === NICE) {
      const before = this.priorityOf(task);
      const inherits = before < this.ownOf(task);
      this.own.set(task, priority);
      if (!inherits || priority < before) this.inForce.set(task, priority);
      return undefined;
    }
    if (why !== INHERITED && why !== OVER) return undefined;
    this.inForce.set(task, priority);
    const own = this.ownOf(task);
    if (why === OVER && priority !== own)
      return `${this.name(task)} goes back to priority ${priority}, but its own is ${own}`;
    if (why === INHERITED && priority >= own)
      return `${this.name(task)} inherits priority ${priority}, but its own is ${own}`;
    return undefined;
  }

  private lendersOf(task: number): number[] {
    return [...this.waitsFor]
      .filter(([, object]) => this.holder.get(object) === task)
      .map(([waiter]) => waiter);
  }

  private ownOf(task: number): number {
    return this.own.get(task) ?? STANDARD;
  }

  private priorityOf(task: number): number {
    return this.inForce.get(task) ?? this.ownOf(task);
  }

  private name(task: number): string {
    return taskName(this.log, task);
  }
}
