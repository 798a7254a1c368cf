import { LogTraceSource } from "../src/analysis/source";
import { buildSpans } from "../src/analysis/spans/buildSpans";
import { validate, violationText } from "../src/analysis/validate/validate";
import { writeSchedtrace, readSchedtrace } from "../src/formats/schedtrace";
import { CORES, longLog } from "./longLog";

export interface AnalysisFigures {
  /** Events in the log that is measured. */
  readonly events: number;
  /** ns to append an event. */
  readonly emit: number;
  /** ns an event: the validator; the spans per core, and per goroutine. */
  readonly validate: number;
  readonly coreSpans: number;
  readonly goroutineSpans: number;
  /** ms: the first question for the state at an instant, which builds the indexes, and the median of those after it. */
  readonly stateFirst: number;
  readonly state: number;
  /** ms: the first question why a goroutine is in its state, the median of those after it, and the slowest. */
  readonly whyFirst: number;
  readonly why: number;
  readonly whySlowest: number;
  /** ms: the findings of the whole run. */
  readonly findings: number;
  /** ms: a view of the whole run, 2000 pixels wide: the first, which builds the sums, and the next. */
  readonly viewFirst: number;
  readonly view: number;
  /** Bytes of an event in memory, and in a .schedtrace file. */
  readonly memoryBytes: number;
  readonly fileBytes: number;
  /** ns an event to write and to read the file. */
  readonly write: number;
  readonly read: number;
}

/**
 * Measures the analysis of a long log: goroutines on four cores that wake one another and wait.
 * @throws Error where the log is not valid, or does not come back from its file.
 */
export function benchAnalysis(events = 10_000_000): AnalysisFigures {
  const [log, emitMs] = timed(() => longLog(events));
  const [violation, validateMs] = timed(() => validate(log));
  if (violation !== undefined) throw new Error(violationText(violation));
  const [, coreMs] = timed(() => buildSpans(log, "core"));
  const [, goroutineMs] = timed(() => buildSpans(log, "g"));
  const [bytes, writeMs] = timed(() => writeSchedtrace(log));
  const [copy, readMs] = timed(() => readSchedtrace(bytes));
  if (copy.length !== log.length) throw new Error("the file holds another number of events");

  const source = new LogTraceSource(log);
  const end = log.endTime;
  const stateAt = (time: number): number => timed(() => source.answer("stateAt", { time, max: 1000 }))[1];
  const stateFirst = stateAt(end / 2);
  const states = Array.from({ length: 101 }, (_, i) => stateAt(Math.floor((end * i) / 100)));
  const whyAt = (time: number, g: number): number =>
    timed(() => source.answer("explain", { time, entity: g % log.tables.gs.length }))[1];
  const whyFirst = whyAt(end / 2, 1);
  const whys = Array.from({ length: 1001 }, (_, i) => whyAt(Math.floor((end * i) / 1001), i * 7919)).sort(
    (one, other) => one - other,
  );
  const view = (): number =>
    timed(() =>
      source.answer("spans", {
        grouping: "core",
        first: 0,
        count: CORES,
        from: 0,
        to: end,
        resolution: end / 2000,
      }),
    )[1];
  const perEvent = (ms: number): number => (ms * 1e6) / log.length;
  return {
    events: log.length,
    emit: perEvent(emitMs),
    validate: perEvent(validateMs),
    coreSpans: perEvent(coreMs),
    goroutineSpans: perEvent(goroutineMs),
    stateFirst,
    state: states.sort((one, other) => one - other)[50] ?? 0,
    whyFirst,
    why: whys[500] ?? 0,
    whySlowest: whys[1000] ?? 0,
    findings: timed(() => source.answer("findings", {}))[1],
    viewFirst: view(),
    view: view(),
    memoryBytes: log.chunks.reduce((sum, chunk) => sum + chunkBytes(chunk), 0) / log.length,
    fileBytes: bytes.length / log.length,
    write: perEvent(writeMs),
    read: perEvent(readMs),
  };
}

function chunkBytes(chunk: object): number {
  return Object.values(chunk).reduce<number>(
    (sum, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
    0,
  );
}

function timed<Value>(run: () => Value): readonly [value: Value, ms: number] {
  const start = performance.now();
  const value = run();
  return [value, performance.now() - start];
}
