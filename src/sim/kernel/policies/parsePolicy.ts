import { CFS_DEFAULTS, CompletelyFair } from "./cfs";
import { EarliestDeadlineFirst } from "./deadline";
import { BASE_SLICE_NS, Eevdf } from "./eevdf";
import { Fifo } from "./fifo";
import { Draws, Lottery } from "./lottery";
import { MultiLevelFeedbackQueue } from "./mlfq";
import { duration, flag, list, parseParameters, period, whole } from "./parameters";
import type { Parameters } from "./parameters";
import type { PolicyFactory } from "./policy";
import { Priority } from "./priority";
import { RR_QUANTUM_NS, RoundRobin } from "./rr";
import { ShortestJobFirst } from "./sjf";
import { ShortestTimeToCompletionFirst } from "./stcf";
import { Stride } from "./stride";

type Parsed = { readonly policy: PolicyFactory } | { readonly error: string };

/** Quantum of the textbooks' policies, as in Operating Systems: Three Easy Pieces: 10 ms. */
const TEXTBOOK_QUANTUM_NS = 10_000_000;

function known<Values extends object>(
  parameters: (quantum: number | undefined) => Parameters<Values>,
  make: (values: Values) => PolicyFactory | string,
) {
  return (owner: string, text: string | undefined, quantum: number | undefined): Parsed => {
    const parsed = parseParameters(owner, text, parameters(quantum));
    if ("error" in parsed) return parsed;
    const policy = make(parsed.values);
    return typeof policy === "string" ? { error: policy } : { policy };
  };
}

function withoutParameters(policy: PolicyFactory) {
  return known<object>(
    () => ({}),
    () => policy,
  );
}

const POLICIES: ReadonlyMap<string, ReturnType<typeof withoutParameters>> = new Map([
  [
    "eevdf",
    known<{ quantum: number }>(
      (quantum) => ({ quantum: duration(quantum ?? BASE_SLICE_NS) }),
      ({ quantum }) =>
        () =>
          new Eevdf(quantum),
    ),
  ],
  [
    "cfs",
    known<typeof CFS_DEFAULTS>(
      (quantum) => ({
        latency: duration(CFS_DEFAULTS.latency),
        granularity: duration(quantum ?? CFS_DEFAULTS.granularity),
        wakeup: duration(CFS_DEFAULTS.wakeup),
      }),
      (params) => () => new CompletelyFair(params),
    ),
  ],
  [
    "rr",
    known<{ quantum: number; aligned: boolean }>(
      (quantum) => ({ quantum: duration(quantum ?? RR_QUANTUM_NS), aligned: flag(false) }),
      ({ quantum, aligned }) =>
        (host) =>
          new RoundRobin(quantum, host, aligned),
    ),
  ],
  ["fifo", withoutParameters(() => new Fifo())],
  ["sjf", withoutParameters(() => new ShortestJobFirst())],
  ["stcf", withoutParameters(() => new ShortestTimeToCompletionFirst())],
  [
    "priority",
    known<{ preemptive: boolean; aging: number; quantum: number }>(
      (quantum) => ({ preemptive: flag(true), aging: period(), quantum: period(quantum) }),
      (params) => (host) => new Priority(params, host),
    ),
  ],
  [
    "mlfq",
    known<{
      queues: number;
      quantum: readonly number[];
      allotment: readonly number[];
      boost: number;
      stay: boolean;
      iobump: boolean;
    }>(
      (quantum) => ({
        queues: whole(0, 1, 64),
        quantum: list(duration(0), [quantum ?? TEXTBOOK_QUANTUM_NS]),
        allotment: list(whole(0, 1, 1_000_000), [1]),
        boost: period(),
        stay: flag(false),
        iobump: flag(false),
      }),
      ({ queues, quantum, allotment, ...params }) => {
        const most = Math.max(quantum.length, allotment.length);
        const count = queues !== 0 ? queues : most > 1 ? most : 3;
        for (const [name, values] of Object.entries({ quantum, allotment }))
          if (values.length !== 1 && values.length !== count)
            return `${name} of policy mlfq must be one value or one for each of its ${count} queues, from the highest to the lowest`;
        const levels = Array.from({ length: count }, (_, at) => ({
          quantum: quantum[at] ?? quantum[0] ?? TEXTBOOK_QUANTUM_NS,
          allotment: allotment[at] ?? allotment[0] ?? 1,
        }));
        return (host) => new MultiLevelFeedbackQueue({ levels, ...params }, host);
      },
    ),
  ],
  [
    "lottery",
    known<{ quantum: number; draws: readonly number[] }>(
      (quantum) => ({
        quantum: duration(quantum ?? TEXTBOOK_QUANTUM_NS),
        draws: list(whole(0, 0, Number.MAX_SAFE_INTEGER), []),
      }),
      ({ quantum, draws }) => {
        const recorded = new Draws(draws);
        return (host) => new Lottery(quantum, recorded, host);
      },
    ),
  ],
  [
    "stride",
    known<{ quantum: number }>(
      (quantum) => ({ quantum: duration(quantum ?? TEXTBOOK_QUANTUM_NS) }),
      ({ quantum }) =>
        () =>
          new Stride(quantum),
    ),
  ],
  ["deadline", withoutParameters((host) => new EarliestDeadlineFirst(host))],
]);

/** Names of the policies. */
export const POLICY_NAMES: readonly string[] = [...POLICIES.keys()];

/**
 * Reads `NAME` or `NAME:KEY=VALUE,…`, as in `rr:quantum=1ms`. `quantum` in ns is the run's own setting, which a value in the text wins over.
 * @returns the policy, or why the text is none.
 */
export function parsePolicy(text: string, quantum: number | undefined): Parsed {
  const colon = text.indexOf(":");
  const name = colon < 0 ? text : text.slice(0, colon);
  const parse = POLICIES.get(name);
  if (parse === undefined) {
    return { error: `unknown policy "${name}": known are ${POLICY_NAMES.join(", ")}` };
  }
  return parse(`policy ${name}`, colon < 0 ? undefined : text.slice(colon + 1), quantum);
}
