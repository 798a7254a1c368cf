import { codeOf, RUN_QUEUES, START_REASONS } from "../../shared/enums";
import type { StartReason } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { pName, taskName } from "../names";
import type { Check } from "./check";

const RUNNEXT = codeOf(RUN_QUEUES, "runnext");
const LOCAL = codeOf(RUN_QUEUES, "local");

const UNKNOWN = NONE - 1;

/** What the P's own queues, and the global one, must hold for a reason to start an M with it. */
const NEEDS: Partial<Record<StartReason, { readonly own: boolean; readonly global?: boolean }>> = {
  "work was readied": { own: false },
  "hand-off: its own queue has work": { own: true },
  "hand-off: the global queue has work": { own: false, global: true },
  "hand-off: nobody else looks for work": { own: false, global: false },
  "hand-off: somebody has to poll the network": { own: false, global: false },
};

/** An M is started for a reason that the queues bear out; and who hands a P off names the M that was started with it. */
export class StartCheck implements Check {
  readonly kinds = [Kind.RunqPut, Kind.RunqGet, Kind.StartM, Kind.Handoff];
  private readonly ring: Int32Array;
  private readonly runnext: Uint8Array;
  private readonly global: Int32Array;
  /** Per P: the M it was given to last. A log that has dropped events may not know it. */
  private readonly given: Int32Array;

  constructor(private readonly log: EventLog) {
    const { ps, processes } = log.tables;
    this.ring = new Int32Array(ps.length);
    this.runnext = new Uint8Array(ps.length);
    this.global = new Int32Array(processes.length);
    this.given = new Int32Array(ps.length).fill(log.window.start > 0 ? UNKNOWN : NONE);
  }

  event(event: LogEvent): string | undefined {
    switch (event.kind) {
      case Kind.StartM:
        return this.start(event);
      case Kind.Handoff:
        return this.handoff(event);
      default:
        this.queue(event);
        return undefined;
    }
  }

  private queue({ aux, p, a: g, b: length }: LogEvent): void {
    if (aux === LOCAL) this.ring[p] = length;
    else if (aux === RUNNEXT) this.runnext[p] = length;
    else this.global[this.log.tables.gs.at(g as GIndex).process] = length;
  }

  private start({ aux, a: m, b: p }: LogEvent): string | undefined {
    this.given[p] = m;
    const reason = START_REASONS[aux];
    const needs = reason === undefined ? undefined : NEEDS[reason];
    if (needs === undefined) return undefined;
    const own = (this.ring[p] ?? 0) + (this.runnext[p] ?? 0);
    const global = this.global[this.log.tables.ps[p]?.process ?? NONE] ?? 0;
    if (needs.own === own > 0 && (needs.global ?? global > 0) === global > 0) return undefined;
    return `${taskName(this.log, m)} is started (${reason ?? ""}) with ${pName(this.log, p)}, which has ${own} goroutines queued, the global queue ${global}`;
  }

  private handoff({ a: p, b: m }: LogEvent): string | undefined {
    if (m === NONE || this.given[p] === m || this.given[p] === UNKNOWN) return undefined;
    return `${pName(this.log, p)} is handed off to ${taskName(this.log, m)}, which was not started with it`;
  }
}
