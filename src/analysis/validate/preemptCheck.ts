import { codeOf, PREEMPT_ENDS, READY_REASONS, RUN_RULES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { gName, pName } from "../names";
import type { Check } from "./check";

const PREEMPTED = codeOf(READY_REASONS, "preempted");
const LOST = codeOf(PREEMPT_ENDS, "lost");
/** Rules by which a goroutine goes on without execute, which clears requests. */
const GOES_ON: readonly number[] = [
  codeOf(RUN_RULES, "syscall exit (fast)"),
  codeOf(RUN_RULES, "syscall exit (idle P)"),
  codeOf(RUN_RULES, "wait cancelled"),
  codeOf(RUN_RULES, "P removed"),
];

/**
 * Who is asked to give way runs on the P that is named. A request ends once: taken by the goroutine, which then becomes runnable as
 * preempted, or lost by the time it starts anew or ends. Nobody is preempted without a request.
 *
 * Holds for processes whose log tells how requests end: those with a Schedtick.
 */
export class PreemptCheck implements Check {
  readonly kinds = [
    Kind.Schedtick,
    Kind.PState,
    Kind.PreemptRequest,
    Kind.PreemptDone,
    Kind.GoRunnable,
    Kind.GoRunning,
    Kind.GoWaiting,
    Kind.GoSyscall,
    Kind.GoDead,
  ];
  private readonly asked: Uint8Array;
  /** Per goroutine: the M it runs on. */
  private readonly runsOn: Int32Array;
  /** Per P: the M that holds it. GOMAXPROCS may give a running goroutine's M another P. */
  private readonly holder: Int32Array;
  private readonly told: Uint8Array;
  /** Event of the latest request that was taken, and by whom. */
  private taken = NONE;
  private taker = NONE;

  constructor(private readonly log: EventLog) {
    const { gs, ps, processes } = log.tables;
    this.holder = new Int32Array(ps.length).fill(NONE);
    this.asked = new Uint8Array(gs.length);
    this.runsOn = new Int32Array(gs.length).fill(NONE);
    this.told = new Uint8Array(processes.length);
  }

  event(event: LogEvent): string | undefined {
    const { kind, a: g } = event;
    switch (kind) {
      case Kind.Schedtick:
        this.told[this.log.tables.ps[event.a]?.process ?? NONE] = 1;
        return undefined;
      case Kind.PState:
        this.holder[event.a] = event.b;
        return undefined;
      case Kind.PreemptRequest:
        return this.request(event);
      case Kind.PreemptDone:
        return this.done(event);
      case Kind.GoRunning:
        this.runsOn[g] = event.task;
        return GOES_ON.includes(event.aux) ? undefined : this.moot(g, "starts to run");
      case Kind.GoDead:
        this.runsOn[g] = NONE;
        return this.moot(g, "ends");
      case Kind.GoRunnable:
        this.runsOn[g] = NONE;
        return this.preempted(event);
      default:
        this.runsOn[g] = NONE;
        return undefined;
    }
  }

  private request({ a: g, b: p }: LogEvent): string | undefined {
    this.asked[g] = 1;
    return this.runsOn[g] !== NONE && this.runsOn[g] === this.holder[p]
      ? undefined
      : `${gName(this.log, g)} is asked to give way on ${pName(this.log, p)}, where it does not run`;
  }

  private done({ index, aux: how, a: g }: LogEvent): string | undefined {
    if (this.asked[g] !== 1) return `${gName(this.log, g)}: a request to give way ends, but there was none`;
    this.asked[g] = 0;
    if (how === LOST) return undefined;
    this.taken = index;
    this.taker = g;
    return undefined;
  }

  /** What ends the time on the P must have ended the request too. */
  private moot(g: number, what: string): string | undefined {
    return this.asked[g] === 1 && this.tells(g)
      ? `${gName(this.log, g)} ${what}, but the request to give way has not ended`
      : undefined;
  }

  private preempted({ index, aux: reason, a: g }: LogEvent): string | undefined {
    // The window of a log that has dropped events may begin between the two.
    const cut = index === this.log.window.start;
    const gaveWay = cut || (this.taken === index - 1 && this.taken !== NONE && this.taker === g);
    if (reason !== PREEMPTED || gaveWay || !this.tells(g)) return undefined;
    return `${gName(this.log, g)} is preempted, but no request was taken`;
  }

  private tells(g: number): boolean {
    return this.told[this.log.tables.gs.at(g as GIndex).process] === 1;
  }
}
