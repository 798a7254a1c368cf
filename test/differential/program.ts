/**
 * The language of the random programs: a program is the things that its goroutines share and what main does. It prints to Go and to
 * TypeScript (printGo.ts, printTs.ts), and both must write the same lines.
 *
 * Things are named by number: channel 0 is `chans[0]`. Every statement has a site, its number in the program's text, and writes a line
 * `GOROUTINE:SITE RESULT` when it is over. Lengths of time are in units of `UNIT_MS`.
 */
export interface Program {
  /** Capacity of each channel; null: a nil channel. */
  readonly chans: readonly (number | null)[];
  readonly mutexes: number;
  readonly rwmutexes: number;
  readonly waitgroups: number;
  readonly onces: number;
  /** Each with a mutex of its own. */
  readonly conds: number;
  /** Permits of each. */
  readonly semaphores: readonly number[];
  readonly atomics: number;
  /** Made when main begins. */
  readonly timers: readonly number[];
  /** Periods of tickers that are made when main begins. */
  readonly tickers: readonly number[];
  /** Variables for timers that start a goroutine. */
  readonly funcs: number;
  /** Variables for contexts: the background's at first. */
  readonly contexts: number;
  readonly main: Block;
}

export type Block = readonly Stmt[];

/** The last block of each: what the case does. */
export type SelectCase =
  | readonly ["recv", number, Block]
  | readonly ["send", number, Block]
  | readonly ["timer", number, Block]
  | readonly ["ticker", number, Block]
  | readonly ["after", number, Block]
  | readonly ["done", number, Block];

export type Stmt =
  | readonly ["log" | "gosched" | "goexit" | "panic" | "num" | "lockthread" | "unlockthread"]
  | readonly ["go", Block]
  /** A loop. */
  | readonly ["for", number, Block]
  | readonly ["send" | "recv" | "recvok" | "close" | "len", number]
  | readonly ["range", number, Block]
  /** null: no default. */
  | readonly ["select", readonly SelectCase[], Block | null]
  | readonly ["lock" | "unlock" | "trylock", number]
  | readonly ["wlock" | "wunlock" | "trywlock" | "rlock" | "runlock" | "tryrlock", number]
  | readonly ["add", number, number]
  | readonly ["done" | "wait", number]
  | readonly ["once", number, Block]
  /** Locks the condition's mutex, waits, unlocks it. */
  | readonly ["condwait" | "signal" | "broadcast", number]
  | readonly ["acquire" | "release", number]
  /** Adds and writes the sum. */
  | readonly ["count", number, number]
  /** Gives way until the sum is at least the second number, at most the third number of times. */
  | readonly ["spin", number, number, number]
  /** A block whose exception is caught. */
  | readonly ["try", Block]
  /** A block, and what happens however it ends. */
  | readonly ["defer", Block, Block]
  | readonly ["sleep", number]
  | readonly ["tstop" | "trecv" | "kstop" | "krecv" | "fstop", number]
  | readonly ["treset" | "kreset" | "freset", number, number]
  | readonly ["afterfunc", number, number, Block]
  /** A context variable, its parent's, what is made, and how long it lives. */
  | readonly ["derive", number, number, "cancel" | "timeout" | "cause" | "value", number]
  | readonly ["cancel" | "err" | "ctxwait", number];

export const UNIT_MS = 4;

/** Programs that wait for the clock: the real thing can be late. */
export function isTimed(program: Program): boolean {
  const text = JSON.stringify(program);
  return (
    program.timers.length + program.tickers.length > 0 || /"(sleep|after|afterfunc|timeout)",/.test(text)
  );
}
