import { describe, expect, test } from "vitest";
import { trackSet } from "../../src/analysis/tracks/tracks";
import { validate } from "../../src/analysis/validate/validate";
import { Kind } from "../../src/shared/schema";
import { writeChrome } from "../../src/formats/chrome/writeChrome";
import { writePerfetto } from "../../src/formats/perfetto/writePerfetto";
import { runFile } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { readPerfetto } from "./support/perfettoTrace";
import type { PerfettoTrack } from "./support/perfettoTrace";

/** Perfetto's and Chrome's formats hold what the panel shows. */

interface ChromeEvent {
  readonly ph: string;
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid?: number;
  readonly id?: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: Readonly<Record<string, unknown>>;
}

async function example(
  name: string,
): Promise<RunResult & { tracks: PerfettoTrack[]; chrome: ChromeEvent[] }> {
  const result = await runFile(`examples/${name}.ts`, {});
  expect(validate(result.log)).toBeUndefined();
  const set = trackSet(result.source);
  const text = [...writeChrome(set)].join("");
  const chrome = (JSON.parse(text) as { traceEvents: ChromeEvent[] }).traceEvents;
  return { ...result, tracks: readPerfetto(writePerfetto(set)), chrome };
}

const ns = (us: number): number => Math.round(us * 1000);

for (const name of ["work-stealing", "fork-cow", "orphan-zombie"]) {
  describe(name, () => {
    const run = example(name);

    test("cores and goroutines have the spans of the panel", async () => {
      const { source, tracks } = await run;
      for (const grouping of ["core", "g"] as const) {
        const spans = source.spansOf(grouping);
        const { rows } = source.answer("lanes", { grouping, offset: 0, count: 1e6 });
        rows.forEach(({ label }, lane) => {
          const [from = 0, to = 0] = spans.laneOffsets.subarray(lane, lane + 2);
          const slices = tracks.find((track) => track.name === label)?.slices ?? [];
          expect(slices.map(({ start, end }) => [start, end])).toEqual(
            [...spans.start.subarray(from, to)].map((start, i) => [start, spans.end[from + i]]),
          );
        });
      }
    });

    test("counters have the panel's values", async () => {
      const { source, log, tracks } = await run;
      const args = { from: log.window.from, to: log.endTime, points: Infinity };
      for (const { name, time, value } of source.answer("series", { what: "utilization", ...args })) {
        const counter = tracks.find((track) => track.name === name);
        expect(counter?.counts).toEqual([...time].map((at, i) => ({ time: at, value: value[i] })));
      }
    });

    test("arrows lead from each waker and victim to whom it concerns", async () => {
      const { log, tracks } = await run;
      const ends = tracks.flatMap(({ name, instants }) => instants.map((each) => ({ track: name, ...each })));
      const starts = ends.filter(({ last }) => !last);
      expect(starts).toHaveLength(ends.length / 2);
      for (const start of starts) {
        const [end, ...more] = ends.filter(({ flow, last }) => last && flow === start.flow);
        expect(more).toEqual([]);
        expect(end?.time).toBe(start.time);
        expect(start.name).toContain(end?.track);
        expect(end?.name).toContain(start.track);
      }
      let steals = 0;
      log.forEach(({ kind }) => {
        if (kind === Kind.Steal) steals++;
      });
      expect(starts.filter(({ name }) => name.startsWith("loses"))).toHaveLength(steals);
    });

    test("Chrome's format has the same slices, instants, flows and counters", async () => {
      const { tracks, chrome } = await run;
      const names = new Map(
        chrome
          .filter(({ ph, name }) => ph === "M" && name === "thread_name")
          .map(({ pid, tid, args }) => [`${pid} ${tid}`, String(args?.["name"])]),
      );
      const trackOf = ({ pid, tid }: ChromeEvent): string | undefined => names.get(`${pid} ${tid}`);
      const of = (ph: string): ChromeEvent[] => chrome.filter((event) => event.ph === ph);
      expect(
        of("X").map((event) => [
          trackOf(event),
          event.name,
          event.cat,
          ns(event.ts),
          ns(event.ts + event.dur!),
        ]),
      ).toEqual(
        tracks.flatMap(({ name: track, slices }) =>
          slices.map(({ name, category, start, end }) => [track, name, category, start, end]),
        ),
      );
      const instants = tracks.flatMap((track) => track.instants);
      const byFlow = (last: boolean): (readonly [number, number])[] =>
        instants
          .filter((each) => each.last === last)
          .map(({ flow, time }) => [flow, time] as const)
          .sort(([a], [b]) => a - b);
      expect(of("s").map(({ id, ts }) => [id, ns(ts)])).toEqual(byFlow(false));
      expect(of("f").map(({ id, ts }) => [id, ns(ts)])).toEqual(byFlow(true));
      expect(of("i")).toHaveLength(instants.length);
      expect(of("C")).toHaveLength(tracks.flatMap((track) => track.counts).length);
    });
  });
}

test("each process has a group of its own, and what waits says for what", async () => {
  const { tracks } = await example("fork-cow");
  const groups = new Set(tracks.map(({ process }) => process));
  expect([...groups]).toEqual([
    "Machine",
    expect.stringMatching(/\(pid 2\)$/),
    expect.stringMatching(/\(pid 3\)$/),
  ]);
  const waits = tracks.flatMap(({ slices }) => slices).filter(({ category }) => category === "waiting");
  expect(waits.map(({ name }) => name)).toContain("child");
  const places = tracks.flatMap(({ slices }) => slices.map(({ place }) => place));
  expect(places).toContainEqual(expect.stringMatching(/fork-cow\.ts:\d+ main$/));
});
