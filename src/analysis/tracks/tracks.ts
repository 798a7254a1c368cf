import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import type { QueryArgs } from "../../shared/trace/queries";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import type { Counter, Slice, Track, TrackGroup, TrackSet } from "../../shared/trace/tracks";
import { gName, pName, processName, taskName } from "../names";
import type { LogTraceSource } from "../source";
import { taskSpans } from "../spans/taskSpans";
import { flows } from "./flows";
import type { TrackIds } from "./flows";
import { SliceText } from "./sliceText";
import type { Family } from "./sliceText";

/**
 * Everything that happened in a run, for other viewers: a group for the machine, with a track for each core, and one for each process with tracks for its Ps,
 * goroutines and threads. Those on which nothing happened are left out.
 */
export function trackSet(source: LogTraceSource): TrackSet {
  const { log } = source;
  const { ps, tasks, processes } = log.tables;
  const builder = new TrackBuilder(log);
  const spans = {
    core: source.spansOf("core"),
    p: source.spansOf("p"),
    g: source.spansOf("g"),
    t: taskSpans(log),
  };
  const cores: Track[] = [];
  for (let core = 0; core < log.config.cores; core++)
    builder.add(cores, "core", core, `Core ${core}`, spans.core);
  const members = processes.map((): Track[] => []);
  ps.forEach(({ process }, p) => builder.add(members[process], "p", p, pName(log, p), spans.p));
  for (let g = 0; g < log.tables.gs.length; g++)
    builder.add(members[log.tables.gs.at(g as GIndex).process], "g", g, gName(log, g), spans.g);
  tasks.forEach(({ process }, t) => builder.add(members[process], "t", t, taskName(log, t), spans.t));

  const machine: TrackGroup = { name: "Machine", pid: 0, tracks: cores, counters: countersOf(source) };
  const groups = members.map((tracks, process): TrackGroup => ({
    name: processName(log, process),
    pid: processes[process]?.pid ?? 0,
    tracks,
    counters: [],
  }));
  return {
    groups: [machine, ...groups.filter(({ tracks }) => tracks.length > 0)],
    flows: () => flows(log, builder.ids),
  };
}

class TrackBuilder {
  readonly ids: TrackIds = { core: new Map(), p: new Map(), g: new Map(), t: new Map() };
  private next = 1;
  private readonly text: SliceText;

  constructor(private readonly log: EventLog) {
    this.text = new SliceText(log);
  }

  add(to: Track[] | undefined, family: Family, row: number, name: string, spans: SpanColumns): void {
    const first = spans.laneOffsets[row] ?? 0;
    const stop = spans.laneOffsets[row + 1] ?? first;
    if (first === stop || to === undefined) return;
    const id = this.next++;
    this.ids[family].set(row, id);
    to.push({ id, name, slices: () => this.slices(family, spans, first, stop) });
  }

  private *slices(family: Family, spans: SpanColumns, first: number, stop: number): Generator<Slice> {
    for (let at = first; at < stop; at++) {
      const event = this.log.read(spans.event[at] ?? 0);
      const kind = spans.kind[at] ?? 0;
      const entity = spans.entity[at] ?? NONE;
      const other = spans.other[at] ?? NONE;
      yield {
        start: spans.start[at] ?? 0,
        end: spans.end[at] ?? 0,
        name: this.text.name(family, kind, entity, other, event),
        category: this.text.category(family, kind),
        place: this.text.place(event.loc),
      };
    }
  }
}

function countersOf(source: LogTraceSource): Counter[] {
  const { log } = source;
  const all = { from: log.window.from, to: log.endTime, points: Infinity };
  const counters = (what: QueryArgs<"series">["what"], prefix: string, unit: Counter["unit"]): Counter[] =>
    source
      .answer("series", { what, ...all })
      .map(({ name, time, value }) => ({ name: prefix + name, unit, time, value }));
  return [
    ...counters("utilization", "", "count"),
    ...counters("runqueues", "run queue of ", "count"),
    ...counters("memory", "memory: ", "bytes"),
  ].filter(({ value }) => value.some((each) => each !== 0));
}
