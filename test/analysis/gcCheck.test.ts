import { describe, expect, test } from "vitest";
import { validate } from "../../src/analysis/validate/validate";
import { GC_PHASES, codeOf } from "../../src/shared/enums";
import type { LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import { eventsOf, withEvents } from "./support/editLog";

/** A run with a few cycles, to be spoilt. */
const { log } = runText(
  `import { compute, sync } from "schedlens";
  /** @simulate cores=2 gc=on */
  export function main() {
    const kept: object[] = [];
    for (let i = 0; i < 30_000; i++) kept.push({ i });
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 3; i++) wg.go(() => {
      for (let j = 0; j < 40; j++) { compute("20us"); new Uint8Array(100_000); }
    });
    wg.wait();
  }`,
);

/** What the collector's check says of the log with its events changed by `edit`. */
function complaint(edit: (events: LogEvent[]) => void): string | undefined {
  const events = eventsOf(log);
  edit(events);
  const violation = validate(withEvents(log, events));
  return violation?.check === "garbage collector" ? violation.message : violation?.check;
}

function find(events: readonly LogEvent[], which: (event: LogEvent) => boolean): number {
  const at = events.findIndex(which);
  if (at < 0) throw new Error("no such event");
  return at;
}

describe("the collector's check", () => {
  test("has nothing to say about a run as it was", () => {
    expect(complaint(() => {})).toBeUndefined();
  });

  test("finds a phase that begins while the world runs", () => {
    const message = complaint((events) => {
      for (const kind of [Kind.StopTheWorld, Kind.WorldStopped, Kind.StartTheWorld])
        events.splice(
          find(events, (event) => event.kind === kind),
          1,
        );
    });
    expect(message).toMatch(/the phase mark begins while the world runs/);
  });

  test("finds a phase that is left out", () => {
    const termination = codeOf(GC_PHASES, "mark termination");
    const message = complaint((events) => {
      events.splice(
        find(events, ({ kind, aux }) => kind === Kind.GCPhase && aux === termination),
        1,
      );
    });
    expect(message).toMatch(/the phase off comes after the phase mark/);
  });

  test("finds a goroutine that does something while the world is stopped", () => {
    const message = complaint((events) => {
      const stopped = find(events, (event) => event.kind === Kind.WorldStopped);
      const at = events[stopped];
      const other = events.find(({ kind, g }) => kind === Kind.Compute && g !== at?.g);
      if (at === undefined || other === undefined) throw new Error("no other goroutine");
      events.splice(stopped + 1, 0, { ...other, time: at.time, task: -1, core: -1, p: -1 });
    });
    expect(message).toMatch(/does something while the world is stopped|executor/);
  });

  test("finds a world that is started and was not stopped", () => {
    const message = complaint((events) => {
      events.splice(
        find(events, (event) => event.kind === Kind.StopTheWorld),
        1,
      );
    });
    expect(message).toMatch(/out of turn/);
  });

  test("finds a worker that marks outside of the mark phase, and one that stops as another", () => {
    const outside = complaint((events) => {
      const start = find(events, (event) => event.kind === Kind.GCWorkerStart);
      const [worker] = events.splice(start, 1);
      const end = find(events, (event) => event.kind === Kind.GCEnd);
      if (worker !== undefined) events.splice(end + 1, 0, { ...worker, time: events[end]?.time ?? 0 });
    });
    expect(outside).toMatch(/stops as a|starts to mark outside|executor|cores/);
    const other = complaint((events) => {
      const stop = events[find(events, (event) => event.kind === Kind.GCWorkerStop)];
      if (stop !== undefined) stop.aux = 1 + (stop.aux % 3);
    });
    expect(other).toMatch(/stops as a \w+ worker, but is/);
  });

  test("finds a cycle that is not over when the next one begins", () => {
    const message = complaint((events) => {
      events.splice(
        find(events, (event) => event.kind === Kind.GCEnd),
        1,
      );
    });
    expect(message).toMatch(/cycle 2 begins, but cycle 1 is not over/);
  });

  test("finds a heap that shrinks by itself, and an assist that never began", () => {
    const shrinks = complaint((events) => {
      const heaps = events.filter((event) => event.kind === Kind.Heap);
      const third = heaps[2];
      if (third !== undefined) third.a = 1;
    });
    expect(shrinks).toMatch(/the heap shrinks/);
    const assist = complaint((events) => {
      events.splice(
        find(events, (event) => event.kind === Kind.GCAssistBegin),
        1,
      );
    });
    expect(assist).toMatch(/ends an assist, but is in none/);
  });
});
