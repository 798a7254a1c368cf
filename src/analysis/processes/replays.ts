import type { EventLog } from "../../shared/log/eventLog";
import { ProcessReplay } from "./processReplay";

/** Events between two replays that are kept. */
const STEP = 1 << 17;

/** Replays at any instant: one for every `step` events is kept, so that an answer costs the events since the latest of them. */
export class Replays {
  private readonly kept: ProcessReplay[] = [];
  private latest: ProcessReplay | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly step = STEP,
  ) {}

  /** What happens at `time`, ns, has happened. Not to be changed. */
  at(time: number): ProcessReplay {
    if (this.latest?.time === time) return this.latest;
    const before = this.log.firstAtOrAfter(time + 1);
    let from = this.kept.findLast((replay) => replay.before <= before);
    // The event that is one step further is before `before`, so its whole instant is: nothing is passed over.
    while (before - (from?.before ?? 0) > this.step) {
      const until = this.log.read((from?.before ?? 0) + this.step).time;
      from = new ProcessReplay(this.log, until, from);
      this.kept.push(from);
    }
    this.latest = new ProcessReplay(this.log, time, from);
    return this.latest;
  }
}
