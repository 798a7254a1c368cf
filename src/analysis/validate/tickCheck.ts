import { codeOf, RUN_QUEUES, RUN_RULES } from "../../shared/enums";
import type { RunRule } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { gName, pName } from "../names";
import type { Check } from "./check";

const RUNNEXT = codeOf(RUN_QUEUES, "runnext");
const LOCAL = codeOf(RUN_QUEUES, "local");
/** proc.go: findRunnable, the tick at which the global queue is looked at first. */
const GLOBAL_FIRST = 61;

type Slice = "begins" | "inherited";

/** Whether a rule begins a time slice. "start" and "locked" are those of boot and of another M's choice. */
const SLICES: Partial<Record<RunRule, Slice>> = {
  "global queue (61st tick)": "begins",
  "local queue": "begins",
  "global queue": "begins",
  "global queue (last look)": "begins",
  "global queue (second look)": "begins",
  "local queue (another P's timers)": "begins",
  netpoll: "begins",
  "netpoll (blocking)": "begins",
  steal: "begins",
  "steal runnext": "begins",
  locked: "begins",
  runnext: "inherited",
  "runnext (another P's timers)": "inherited",
  "syscall exit (fast)": "inherited",
  "P removed": "inherited",
};

/** What the queues held when a goroutine was taken out of one. */
interface Seen {
  readonly global: number;
  readonly ring: number;
  readonly next: number;
}
const NOTHING_SEEN: Seen = { global: 0, ring: 0, next: 0 };

/**
 * The order of findRunnable: each rule applies only where those before it have found nothing. A P's schedtick counts the slices that
 * begin on it; the global queue comes first at every 61st. Holds for processes whose log says where the count begins.
 */
export class TickCheck implements Check {
  readonly kinds = [Kind.Schedtick, Kind.RunqPut, Kind.RunqGet, Kind.GoRunning];
  private readonly tick: Int32Array;
  private readonly ring: Int32Array;
  private readonly runnext: Uint8Array;
  private readonly global: Int32Array;
  private readonly told: Uint8Array;
  /** Goroutines that have left a queue and do not run yet. */
  private readonly seen = new Map<number, Seen>();

  constructor(private readonly log: EventLog) {
    const { ps, processes } = log.tables;
    this.tick = new Int32Array(ps.length);
    this.ring = new Int32Array(ps.length);
    this.runnext = new Uint8Array(ps.length);
    this.global = new Int32Array(processes.length);
    this.told = new Uint8Array(processes.length);
  }

  event(event: LogEvent): string | undefined {
    switch (event.kind) {
      case Kind.Schedtick:
        this.tick[event.a] = event.b;
        this.told[this.log.tables.ps[event.a]?.process ?? NONE] = 1;
        return undefined;
      case Kind.RunqPut:
        this.seen.delete(event.a);
        this.change(event);
        return undefined;
      case Kind.RunqGet:
        this.seen.set(event.a, {
          global: this.global[this.processOf(event.a)] ?? 0,
          ring: this.ring[event.p] ?? 0,
          next: this.runnext[event.p] ?? 0,
        });
        this.change(event);
        return undefined;
      default:
        return this.run(event);
    }
  }

  /** What the queues held when a goroutine was taken is not known. */
  restore(event: LogEvent): undefined {
    if (event.kind === Kind.RunqGet) this.change(event);
    else this.event(event);
  }

  private change({ aux: queue, a: g, b: length, p }: LogEvent): void {
    if (queue === RUNNEXT) this.runnext[p] = length;
    else if (queue === LOCAL) this.ring[p] = length;
    else this.global[this.processOf(g)] = length;
  }

  private run({ a: g, aux, p, b: inherits }: LogEvent): string | undefined {
    const seen = this.seen.get(g) ?? NOTHING_SEEN;
    this.seen.delete(g);
    const tick = this.tick[p] ?? 0;
    if (inherits === 0) this.tick[p] = tick + 1;
    if (this.told[this.processOf(g)] === 0) return undefined;
    const rule = RUN_RULES[aux];
    const wrong = this.wrong(rule ?? "", seen, tick);
    const who = `${gName(this.log, g)} runs on ${pName(this.log, p)} by the rule ${rule ?? ""}`;
    if (wrong !== undefined) return `${who}, but ${wrong}`;
    const slice = rule === undefined ? undefined : SLICES[rule];
    if (slice === undefined || (slice === "begins") === (inherits === 0)) return undefined;
    return `${who}, ${inherits === 0 ? "with a slice of its own" : "in the slice of another"}`;
  }

  /** Which earlier rule would have found something. */
  private wrong(rule: string, { global, ring, next }: Seen, tick: number): string | undefined {
    const first = tick % GLOBAL_FIRST === 0;
    switch (rule) {
      case "global queue (61st tick)":
        return first ? undefined : `its schedtick is ${tick}`;
      case "runnext":
      case "local queue":
        if (first && global > 0) return `its schedtick is ${tick} and the global queue holds ${global}`;
        return rule === "local queue" && next > 0 ? "it has a runnext" : undefined;
      case "global queue":
      case "global queue (last look)":
      case "global queue (second look)":
        if (ring + next > 0) return `it has ${ring} in its ring and ${next} in runnext`;
        return rule === "global queue" && first ? `its schedtick is ${tick}` : undefined;
      default:
        return undefined;
    }
  }

  private processOf(g: number): number {
    return this.log.tables.gs.at(g as GIndex).process;
  }
}
