import type { EventLog, LogEvent } from "../../shared/log/eventLog";

/** The events of some kinds, as far as they are to be kept, found in one pass, so that a replay of them costs only what they are. */
export class KindEvents {
  private readonly events: Uint32Array;

  constructor(
    private readonly log: EventLog,
    kinds: readonly number[],
    keep: (event: LogEvent) => boolean = () => true,
  ) {
    const wanted = new Set(kinds);
    const found: number[] = [];
    log.forEach((event) => {
      if (wanted.has(event.kind) && keep(event)) found.push(event.index);
    });
    this.events = Uint32Array.from(found);
  }

  /** Those up to and including `time`, ns. The event is the same object each time. */
  until(time: number, visit: (event: LogEvent) => void): void {
    const before = this.log.firstAtOrAfter(time + 1);
    for (const index of this.events) {
      if (index >= before) return;
      visit(this.log.read(index));
    }
  }
}
