import { PREEMPT_REASONS, RUN_RULES, STEAL_OUTCOMES, STREAMS } from "../../shared/enums";
import type { RunRule } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { codeOf } from "../../shared/enums";
import type { Tracer } from "./tracer";

/** Rules that need no telling: the goroutine was the next of its own P, or never left it. Steals and mark workers are told by themselves. */
const SILENT: readonly RunRule[] = [
  "start",
  "runnext",
  "local queue",
  "steal",
  "steal runnext",
  "syscall exit (fast)",
  "syscall exit (idle P)",
  "wait cancelled",
  "GC worker",
  "GC worker (idle P)",
];
const RULE_TEXTS = RUN_RULES.map((rule) => (SILENT.includes(rule) ? "" : rule));
const RUNNEXT = codeOf(STEAL_OUTCOMES, "runnext");

/**
 * What Go's own traces do not tell, as user log events. A reader takes those only from an M that runs a goroutine: what happens on a P between
 * goroutines is told when the next one starts there.
 */
export class Notes {
  /** By P: texts that wait for a goroutine. */
  private readonly pending = new Map<number, string[]>();

  constructor(
    private readonly log: EventLog,
    private readonly tracer: Tracer,
  ) {}

  /**
   * `P2 took 3 of 6 from P0, round 1: P0 has 3, P2 has 2`: the batch, the lengths of the two rings before and after, and the round of the four.
   * The last of the batch runs at once.
   */
  steal({ p, a: victim, aux, b: detail }: LogEvent): void {
    const before = detail & 0x3ff;
    const batch = (detail >>> 10) & 0x3ff;
    const round = (detail >>> 20) & 7;
    const own = detail >>> 23;
    const thief = this.p(p);
    const from = this.p(victim);
    const text =
      aux === RUNNEXT
        ? `${thief} took the runnext from ${from}, round ${round}`
        : `${thief} took ${batch} of ${before} from ${from}, round ${round}: ${from} has ${before - batch}, ${thief} has ${own + batch - 1}`;
    const texts = this.pending.get(p);
    if (texts === undefined) this.pending.set(p, [text]);
    else texts.push(text);
  }

  /** A goroutine runs on a P by a rule of the scheduler. */
  started({ task, p, aux }: LogEvent): void {
    const rule = RULE_TEXTS[aux] ?? "";
    if (rule !== "") this.tell(task, "rule", rule);
    if (this.pending.size > 0) this.tellPending(task, p);
  }

  /** On the thread of the goroutine that is asked to give way. */
  preemptRequest({ b: p, aux }: LogEvent): void {
    const m = this.tracer.mOfP[p] ?? NONE;
    if (!this.tracer.canAnnotate(m)) return;
    const why = PREEMPT_REASONS[aux] ?? "";
    this.tell(m, "preempt", why === "" ? "asked to give way" : `asked to give way: ${why}`);
  }

  stackGrown({ task, b }: LogEvent): void {
    if (this.tracer.canAnnotate(task))
      this.tell(task, "stack", `grows to ${this.log.readWide(b) / 1024} KiB`);
  }

  output({ task, aux, a, loc }: LogEvent): void {
    const { tracer } = this;
    if (!tracer.canAnnotate(task)) return;
    const text = tracer.strings.unique(this.log.tables.string(a));
    tracer.userLog(task, STREAMS[aux] ?? "", text, tracer.stacks.place(loc));
  }

  /** The last word, on any M that runs a goroutine. False: there is none. */
  end(text: string): boolean {
    const { tracer } = this;
    const m = tracer.gOfM.findIndex((_, at) => tracer.canAnnotate(at));
    if (m === NONE) return false;
    for (const p of this.pending.keys()) this.tellPending(m, p);
    this.tell(m, "run", text);
    return true;
  }

  private tellPending(m: number, p: number): void {
    for (const text of this.pending.get(p) ?? []) this.tell(m, "steal", text);
    this.pending.delete(p);
  }

  private tell(m: number, category: string, text: string): void {
    this.tracer.userLog(m, category, this.tracer.strings.id(text), 0);
  }

  private p(p: number): string {
    return `P${this.log.tables.ps[p]?.id ?? p}`;
  }
}
