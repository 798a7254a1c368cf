import { USER_THREAD_STATES, codeOf } from "../../shared/enums";
import { Kind } from "../../shared/schema";
import type { CopyKind } from "../copying";
import { OVERHEADS } from "../../shared/enums";
import { HELD, SUSPENDED } from "../routine";
import type { Routine, Suspended } from "../routine";
import type { NativeProcess } from "./nativeProcess";
import { NOTHING } from "./nativeThread";
import type { NativeOp, NativeThread } from "./nativeThread";

/**
 * User-level threads (N:1): routines that share one kernel thread and give way to each other by themselves, first come first served. The
 * kernel knows nothing of them, so a system call that blocks, and a page fault, stops them all.
 *
 * Invariant: the running one is the kernel thread's routine; each of the others is in `ready`, or among the joiners of one, or over.
 */

const READY = codeOf(USER_THREAD_STATES, "ready");
const RUNNING = codeOf(USER_THREAD_STATES, "running");
const WAITING = codeOf(USER_THREAD_STATES, "waiting");
const DEAD = codeOf(USER_THREAD_STATES, "dead");
const SWITCH = codeOf(OVERHEADS, "user thread switch");

/** A user-level thread. */
export class UserThread {
  over = false;
  /** What its function has returned. */
  result: unknown = undefined;
  /** Has run before: its suspended operation waits for a value. */
  started = false;
  readonly joiners: UserThread[] = [];

  /** @param routine absent in a forked process, which has the calling one alone. */
  constructor(
    readonly number: number,
    readonly routine: Routine | undefined,
    readonly users: UserThreads | undefined,
  ) {}

  [HELD](visit: (value: unknown) => void): number {
    visit(this.result);
    return 0;
  }
}

/** Those of one kernel thread. */
export class UserThreads {
  readonly ready: UserThread[] = [];
  /** The one that the kernel thread began with. */
  readonly base: UserThread;
  current: UserThread;
  private made = 0;

  constructor(private readonly thread: NativeThread) {
    this.base = this.current = this.make(thread.routine, thread.name);
    this.base.started = true;
    this.state(this.base, READY);
    this.state(this.base, RUNNING);
  }

  private make(routine: Routine, name: string): UserThread {
    const user = new UserThread(this.made++, routine, this);
    const { log } = this.thread.process;
    log.emit(Kind.UserThreadNew, 0, user.number, log.tables.addText(name));
    return user;
  }

  create(routine: Routine, name: string): UserThread {
    routine.stackLimit = this.thread.stackSize;
    const user = this.make(routine, name);
    this.becomeReady(user);
    return user;
  }

  becomeReady(user: UserThread): void {
    this.state(user, READY);
    this.ready.push(user);
  }

  /** The next one goes on; the present one is where it belongs already. Gives what its suspended operation gives. */
  switchTo(next: UserThread, value: unknown): unknown {
    const { thread } = this;
    const { log, cpu, costs } = thread.process;
    this.state(next, RUNNING);
    if (costs.goroutineSwitch > 0) log.emit(Kind.Overhead, SWITCH, log.wide(costs.goroutineSwitch));
    cpu.charge(costs.goroutineSwitch);
    this.current = next;
    if (next.routine !== undefined) thread.routine = next.routine;
    if (next.started) return value;
    next.started = true;
    return NOTHING;
  }

  state(user: UserThread, state: number): void {
    this.thread.process.log.emit(Kind.UserThreadState, state, user.number);
  }
}

/** What `uthread.join` waits for is over: what it gives. Kept with the joiner until it runs. */
const joined = new WeakMap<UserThread, UserThread>();

export interface UserRequest {
  readonly routine: Routine;
  readonly name: string;
  readonly finish: (user: UserThread) => unknown;
}

export const createUserOp: NativeOp = ({ cpu, costs }, thread) => {
  const { routine, name, finish } = thread.opA as UserRequest;
  cpu.charge(costs.goroutineCreate);
  return finish(usersOf(thread).create(routine, name));
};

/** Runs when the frames are at rest. */
export const yieldUserOp: NativeOp = (_, thread) => {
  const users = usersOf(thread);
  const next = users.ready.shift();
  if (next === undefined) return undefined;
  users.becomeReady(users.current);
  return resume(users, next);
};

/** @throws OSError EDEADLK where nobody would be left to run, ESRCH for one of another kernel thread, or before a fork */
export const joinUserOp: NativeOp = (process, thread) => {
  const target = thread.opA as UserThread;
  const users = usersOf(thread);
  if (target.over) return target.result;
  if (target.users !== users) return process.raiseErrno("ESRCH", "uthread.join");
  const next = target === users.current ? undefined : users.ready.shift();
  if (next === undefined) return process.raiseErrno("EDEADLK", "uthread.join");
  target.joiners.push(users.current);
  joined.set(users.current, target);
  users.state(users.current, WAITING);
  return resume(users, next);
};

/** The function of a user-level thread is over. */
export function endUser(process: NativeProcess, thread: NativeThread): unknown {
  const users = usersOf(thread);
  const { current } = users;
  current.over = true;
  current.result = thread.userResult();
  users.state(current, DEAD);
  for (const joiner of current.joiners) users.becomeReady(joiner);
  const next = users.ready.shift();
  if (next === undefined) throw new Error(`process ${process.index}: no user-level thread is left`);
  return resume(users, next);
}

function resume(users: UserThreads, next: UserThread): unknown {
  const target = joined.get(next);
  joined.delete(next);
  return users.switchTo(next, target?.result);
}

function usersOf(thread: NativeThread): UserThreads {
  return (thread.users ??= new UserThreads(thread));
}

/** Has the operation run when the frames are at rest. */
export function atRest(thread: NativeThread, op: NativeOp, argument?: unknown): Suspended {
  if (thread.routine.atomic) thread.routine.refuseToWait();
  thread.op = op;
  thread.opA = argument;
  return SUSPENDED;
}

/** In a forked process there is none but the caller. */
export const USER_THREAD_KIND: CopyKind = {
  allocate: (from) => new UserThread((from as UserThread).number, undefined, undefined),
  fill(from, to, copy) {
    (to as UserThread).over = (from as UserThread).over;
    (to as UserThread).result = copy((from as UserThread).result);
  },
};
