import { codeOf, READY_REASONS, RUN_QUEUES, RUN_RULES } from "../../shared/enums";
import type { RunQueueName, RunRule } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { gName, pName } from "../names";
import type { Check } from "./check";

const NETPOLL = codeOf(READY_REASONS, "netpoll");

/** Where a goroutine must have come from for a rule: a queue of the own P, of another one, or the global queue. */
interface Origin {
  readonly queue: RunQueueName;
  readonly own: boolean;
}

/** Rules that are not listed run goroutines that were in no queue, or that another M took out of one. */
const ORIGINS: Partial<Record<RunRule, Origin>> = {
  runnext: { queue: "runnext", own: true },
  "local queue": { queue: "local", own: true },
  steal: { queue: "local", own: false },
  "steal runnext": { queue: "runnext", own: false },
  "global queue": { queue: "global", own: true },
  "global queue (last look)": { queue: "global", own: true },
  "global queue (second look)": { queue: "global", own: true },
  "runnext (another P's timers)": { queue: "runnext", own: true },
  "local queue (another P's timers)": { queue: "local", own: true },
  "global queue (61st tick)": { queue: "global", own: true },
};

/** The rule by which a goroutine was chosen fits the queue that it was taken from; and no runnable goroutine is lost. */
export class RuleCheck implements Check {
  readonly kinds = [Kind.TaskNew, Kind.Netpoll, Kind.RunqGet, Kind.RunqPut, Kind.GoRunnable, Kind.GoRunning];
  /** The queue (position in RUN_QUEUES) and the P that a goroutine was taken from last; −1: not since it became runnable. */
  private readonly queue: Int8Array;
  private readonly p: Int32Array;
  private readonly runnable: Uint8Array;
  /** Runnable goroutines in no queue: each is in the hands of a thread. */
  private inHand = 0;
  /** Those among the netpoller's that nobody has queued or run yet: one thread has them all, as a list. */
  private readonly listed = new Set<number>();
  private threads = 0;
  /** What the latest poll has found: injectglist makes all of it runnable before it starts threads for it, which takes time. */
  private polled = 0;

  constructor(private readonly log: EventLog) {
    this.runnable = new Uint8Array(log.tables.gs.length);
    this.queue = new Int8Array(log.tables.gs.length).fill(NONE);
    this.p = new Int32Array(log.tables.gs.length).fill(NONE);
  }

  event(event: LogEvent): string | undefined {
    const { kind, a: g } = event;
    switch (kind) {
      case Kind.TaskNew:
        this.threads++;
        return undefined;
      case Kind.Netpoll:
        this.polled = event.a;
        return undefined;
      case Kind.GoRunnable:
        this.queue[g] = NONE;
        this.runnable[g] = 1;
        if (event.aux === NETPOLL) this.listed.add(g);
        else this.inHand++;
        return undefined;
      case Kind.RunqPut:
        if (!this.listed.delete(g)) this.inHand--;
        return undefined;
      case Kind.RunqGet:
        this.inHand++;
        this.queue[g] = event.aux;
        this.p[g] = event.p;
        return undefined;
      case Kind.GoRunning:
        return this.run(event);
      default:
        return undefined;
    }
  }

  restore(event: LogEvent): undefined {
    // One that was taken out of a queue was put there before.
    if (event.kind === Kind.RunqGet) this.inHand--;
    if (event.kind !== Kind.GoRunning) this.event(event);
  }

  end(): string | undefined {
    const [lost] = this.listed;
    return lost === undefined
      ? undefined
      : `${gName(this.log, lost)} was ready in the netpoller, and is lost`;
  }

  instant(): string | undefined {
    return this.inHand <= this.threads + this.polled
      ? undefined
      : `${this.inHand} runnable goroutines are in no queue: more than the ${this.threads} threads that could have one at hand`;
  }

  private run({ a: g, aux, p }: LogEvent): string | undefined {
    const rule = RUN_RULES[aux];
    // Back from a system call, or from a wait that was none, it need not have been runnable.
    if (!this.listed.delete(g)) this.inHand -= this.runnable[g] ?? 0;
    this.runnable[g] = 0;
    const origin = rule === undefined ? undefined : ORIGINS[rule];
    if (origin === undefined) return undefined;
    const queue = RUN_QUEUES[this.queue[g] ?? NONE];
    const own = origin.queue === "global" || (this.p[g] === p) === origin.own;
    if (queue === origin.queue && own) return undefined;
    const from = queue === undefined ? "no queue" : `${queue} of ${pName(this.log, this.p[g] ?? NONE)}`;
    return `${gName(this.log, g)} runs on ${pName(this.log, p)} by the rule ${rule ?? ""}, but was taken from ${from}`;
  }
}
