import { LAST_SIGNAL, Signal } from "../../../shared/signals";

/** What a process does about a signal (sigaction(2)). */
export type Disposition = "default" | "ignore" | "handle";

/** What happens to a process that has not asked for anything else (signal(7)). */
export type DefaultAction = "terminate" | "core" | "ignore" | "stop" | "continue";

/** A set of signals: bit n − 1 for signal n, as in sigset_t. */
export function bitOf(signal: number): number {
  return 1 << (signal - 1);
}

function setOf(...signals: readonly number[]): number {
  return signals.reduce((set, signal) => set | bitOf(signal), 0);
}

/** Number of the lowest signal of a set; 0: it is empty. */
export function lowestOf(set: number): number {
  return set === 0 ? 0 : 32 - Math.clz32(set & -set);
}

export const STOP_SIGNALS = setOf(Signal.SIGSTOP, Signal.SIGTSTP, Signal.SIGTTIN, Signal.SIGTTOU);
/** Can be neither blocked, nor ignored, nor handled. */
export const UNBLOCKABLE = setOf(Signal.SIGKILL, Signal.SIGSTOP);
const IGNORED_BY_DEFAULT = setOf(Signal.SIGCHLD, Signal.SIGURG, Signal.SIGWINCH);
const CORE_SIGNALS = setOf(
  Signal.SIGQUIT,
  Signal.SIGILL,
  Signal.SIGTRAP,
  Signal.SIGABRT,
  Signal.SIGFPE,
  Signal.SIGSEGV,
  Signal.SIGBUS,
  Signal.SIGSYS,
  Signal.SIGXCPU,
  Signal.SIGXFSZ,
);

export function defaultAction(signal: number): DefaultAction {
  const bit = bitOf(signal);
  if (signal === Signal.SIGCONT) return "continue";
  if ((STOP_SIGNALS & bit) !== 0) return "stop";
  if ((IGNORED_BY_DEFAULT & bit) !== 0) return "ignore";
  return (CORE_SIGNALS & bit) === 0 ? "terminate" : "core";
}

/**
 * The signals of a process: which are pending, and what it does about each. Standard signals are not queued: one that is pending is so once.
 * All are sent to the process; which of its threads sees to one is seen when there is a thread that does not block it (`Task.blocked`).
 */
export class SignalState {
  /** Sent, and neither delivered nor dropped. */
  pending = 0;
  private ignored = 0;
  private handled = 0;

  disposition(signal: number): Disposition {
    const bit = bitOf(signal);
    if ((this.ignored & bit) !== 0) return "ignore";
    return (this.handled & bit) === 0 ? "default" : "handle";
  }

  /** A pending signal that is ignored from now on is dropped. */
  setDisposition(signal: number, disposition: Disposition): void {
    const bit = bitOf(signal);
    this.ignored &= ~bit;
    this.handled &= ~bit;
    if (disposition === "ignore") this.ignored |= bit;
    if (disposition === "handle") this.handled |= bit;
    if (this.ignores(signal)) this.pending &= ~bit;
  }

  /** Whether the signal has no effect: it is ignored, or that is what happens by default. */
  ignores(signal: number): boolean {
    const disposition = this.disposition(signal);
    if (disposition !== "default") return disposition === "ignore";
    const action = defaultAction(signal);
    return action === "ignore" || action === "continue";
  }

  /** Pending signals for which there is a handler, and that a thread with this mask does not block. */
  dueFor(blocked: number): number {
    return this.pending & this.handled & ~blocked;
  }

  /** Pending signals for which there is no handler. */
  get unhandled(): number {
    return this.pending & ~this.handled;
  }

  /** What a child gets by fork(2): no pending signals, all the rest. */
  fork(): SignalState {
    const child = new SignalState();
    child.ignored = this.ignored;
    child.handled = this.handled;
    return child;
  }

  /** What a process with another program gets (execve(2)): what is ignored stays so, handlers are gone. */
  exec(): SignalState {
    const child = this.fork();
    child.handled = 0;
    return child;
  }
}

/** All signals of a set, lowest first. */
export function signalsOf(set: number): number[] {
  const signals: number[] = [];
  for (let signal = 1; signal <= LAST_SIGNAL; signal++) if ((set & bitOf(signal)) !== 0) signals.push(signal);
  return signals;
}
