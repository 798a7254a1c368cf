import { flag, parseParameters, period } from "./policies/parameters";

/** Which run queues there are, and how the cores' are balanced. */
export interface Queues {
  /** One run queue for all cores. */
  readonly shared: boolean;
  /** A core that runs out of work takes a task from the busiest one. */
  readonly newidle: boolean;
  /** How often a busy core compares its load with the busiest one's, ns; 0: never, nor do ticks bring work to idle cores. Undefined: as Linux does. */
  readonly balance: number | undefined;
}

/** How a task can lose its core: see `Scheduler`. */
export type PreemptionMode = "preemptive" | "cooperative" | "hybrid";

/**
 * Reads `global`, or `percpu` with `newidle=on|off` and `balance=DURATION` (0 for never), as in `percpu:newidle=off,balance=0`.
 * @returns the queues, or why the text is none.
 */
export function parseQueues(text: string): { readonly queues: Queues } | { readonly error: string } {
  if (text === "global") return { queues: { shared: true, newidle: false, balance: 0 } };
  const match = /^percpu(?::(.*))?$/.exec(text);
  if (match === null) return { error: `queues must be percpu or global, not "${text}"` };
  const parsed = parseParameters<{ newidle: boolean; balance: number }>("queues percpu", match[1], {
    newidle: flag(true),
    balance: { ...period(), standard: LINUX },
  });
  if ("error" in parsed) return parsed;
  const { newidle, balance } = parsed.values;
  return { queues: { shared: false, newidle, balance: balance === LINUX ? undefined : balance } };
}

/** Stands for Linux's own interval. */
const LINUX = -1;
