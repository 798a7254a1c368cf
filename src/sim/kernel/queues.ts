import { flag, parseParameters, period } from "./policies/parameters";

/** Which run queues there are, and how the cores' are balanced. */
export interface Queues {
  /** One run queue for all cores. */
  readonly shared: boolean;
  /** A core that runs out of work takes a task from the busiest one. */
  readonly newidle: boolean;
  /** How often a busy core compares its load with the busiest one's, ns; 0: never, nor do ticks bring work to idle cores. Undefined: as Linux does. */
  readonly balance: number | undefined;
  /** How often a core whose queue is empty takes a task from one other core, ns; 0: never. See `Peeking`. */
  readonly peek: number;
  /** New threads, but for the first one of a process, are put into the queues by turns. */
  readonly turns: boolean;
}

/** How a task can lose its core: see `Scheduler`. */
export type PreemptionMode = "preemptive" | "cooperative" | "hybrid";

/**
 * Reads `global`, or `percpu` with `newidle=on|off`, `balance=DURATION` (0 for never), `turns` and `peek=DURATION`, as in
 * `percpu:newidle=off,balance=0,turns,peek=30ms`.
 * @returns the queues, or why the text is none.
 */
export function parseQueues(text: string): { readonly queues: Queues } | { readonly error: string } {
  if (text === "global")
    return { queues: { shared: true, newidle: false, balance: 0, peek: 0, turns: false } };
  const match = /^percpu(?::(.*))?$/.exec(text);
  if (match === null) return { error: `queues must be percpu or global, not "${text}"` };
  const parsed = parseParameters<{ newidle: boolean; balance: number; peek: number; turns: boolean }>(
    "queues percpu",
    match[1],
    { newidle: flag(true), balance: { ...period(), standard: LINUX }, peek: period(), turns: flag(false) },
  );
  if ("error" in parsed) return parsed;
  const { balance, ...rest } = parsed.values;
  return { queues: { shared: false, balance: balance === LINUX ? undefined : balance, ...rest } };
}

/** Stands for Linux's own interval. */
const LINUX = -1;
