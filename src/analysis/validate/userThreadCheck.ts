import { USER_THREAD_STATES, codeOf } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { taskName } from "../names";
import type { Check } from "./check";

const NEW = -1;
const READY = codeOf(USER_THREAD_STATES, "ready");
const RUNNING = codeOf(USER_THREAD_STATES, "running");
const WAITING = codeOf(USER_THREAD_STATES, "waiting");
const DEAD = codeOf(USER_THREAD_STATES, "dead");

/** By state: which may come next. */
const NEXT: ReadonlyMap<number, readonly number[]> = new Map([
  [NEW, [READY]],
  [READY, [RUNNING]],
  [RUNNING, [READY, WAITING, DEAD]],
  [WAITING, [READY]],
  [DEAD, []],
]);

/** User-level threads are created once and change state in legal ways, by the kernel thread that they belong to, which runs one at a time. */
export class UserThreadCheck implements Check {
  readonly kinds = [Kind.UserThreadNew, Kind.UserThreadState];
  /** By kernel thread: the state of each of its user-level threads. */
  private readonly states = new Map<number, Map<number, number>>();
  private readonly running = new Map<number, number>();

  constructor(private readonly log: EventLog) {}

  event({ kind, aux, a: number, task }: LogEvent): string | undefined {
    if (task === NONE) return `user-level thread ${number} belongs to no kernel thread`;
    const name = `user-level thread ${number} of ${taskName(this.log, task)}`;
    const states = this.states.get(task) ?? new Map<number, number>();
    this.states.set(task, states);
    const before = states.get(number);
    if (kind === Kind.UserThreadNew) {
      if (before !== undefined) return `${name} is created twice`;
      states.set(number, NEW);
      return undefined;
    }
    if (before === undefined && this.log.window.start === 0)
      return `${name} changes state before it is created`;
    // Of a log that has dropped events the states before its window are not known.
    if (before !== undefined && NEXT.get(before)?.includes(aux) !== true)
      return `${name} goes from ${USER_THREAD_STATES[before] ?? "new"} to ${USER_THREAD_STATES[aux] ?? aux}`;
    states.set(number, aux);
    if (before === RUNNING) this.running.delete(task);
    if (aux !== RUNNING) return undefined;
    const other = this.running.get(task);
    if (other !== undefined) return `${name} runs, but user-level thread ${other} does`;
    this.running.set(task, number);
    return undefined;
  }

  restore({ kind, aux, a: number, task }: LogEvent): string | undefined {
    const states = this.states.get(task) ?? new Map<number, number>();
    this.states.set(task, states);
    states.set(number, kind === Kind.UserThreadNew ? NEW : aux);
    if (kind === Kind.UserThreadState && aux === RUNNING) this.running.set(task, number);
    return undefined;
  }
}
