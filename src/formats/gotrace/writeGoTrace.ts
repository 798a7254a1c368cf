import type { EventLog } from "../../shared/log/eventLog";
import { Snapshot } from "./snapshot";
import { Translation } from "./translation";

/** The run has nothing that such a file could hold. The text says why and what to do. */
export class NotInThisFormatError extends Error {
  override readonly name = "NotInThisFormatError";
}

/**
 * A run as a Go execution trace, format "go 1.23", which `go tool trace` of Go 1.23 and later reads: the goroutines, Ps and Ms of the run's first
 * Go process. One tick is a nanosecond of virtual time. Beside what real traces hold, steals, rules of the scheduler, requests to give way,
 * growing stacks and output lines are user log events.
 * The format knows one process: those that it has forked are left out.
 * @throws NotInThisFormatError for a run without a Go runtime, or whose log kept no events of it.
 */
export function writeGoTrace(log: EventLog): Uint8Array {
  const [first] = log.tables.ps;
  if (first === undefined) {
    throw new NotInThisFormatError(
      "a Go execution trace shows goroutines, and this run has none: it ran without the Go runtime (runtime=native)",
    );
  }
  const translation = new Translation(log, first.process);
  const { start, from, dropped } = log.window;
  if (dropped > 0) {
    const snapshot = new Snapshot();
    log.forEach(
      (event) => {
        snapshot.event(event);
      },
      0,
      start,
    );
    if (snapshot.ps.size === 0) {
      throw new NotInThisFormatError(
        "a Go execution trace shows scheduling, and this run's log kept none of it (events=none): run it with events=all",
      );
    }
    translation.begin(snapshot, from);
  }
  log.forEach((event) => {
    translation.event(event);
  }, start);
  return translation.tracer.bytes();
}
