import { OVERHEADS } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import { durationText } from "../shared/l10n/numbers";
import { t } from "../shared/l10n/t";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import { SPAN_KINDS } from "../shared/trace/queries";
import { goroutineOf, threadEntity, threadOf } from "../shared/trace/entity";
import type { Entity } from "../shared/trace/entity";
import type { Grouping, Lane, SpanDetail } from "../shared/trace/queries";
import type { SpanColumns } from "../shared/trace/spanColumns";
import { processSwitchedTo } from "./describe";
import { coreName, gName, locName, objectName, pName, processName, taskName, threadLabel } from "./names";
import { placeOf } from "./placeIndex";
import type { PlaceIndex } from "./placeIndex";
import { searchFacts, searcher } from "./explain/search";
import type { ProcessLanes } from "./spans/processLanes";
import { SPAN_OVERHEAD, SPAN_RUNNING, SPAN_SCHEDULER } from "./spans/spanKinds";
import { changeReason } from "./transitions";

type Fact = readonly [label: string, text: string];

export function lane(log: EventLog, grouping: Exclude<Grouping, "process">, entity: number): Lane {
  return { entity, under: false, ...laneTexts(log, grouping, entity) };
}

/** A lane of the grouping "process". */
export function processLane(log: EventLog, lanes: ProcessLanes, at: number): Lane {
  const task = lanes.tasks[at] ?? NONE;
  const process = lanes.processes[at] ?? NONE;
  const { pid = 0, name = "", parent = NONE } = log.tables.processes[process] ?? {};
  const whole = {
    label: `${pid} ${name}`,
    detail: t("{0}, child of {1}", ofProcess(log, process), processName(log, parent)),
  };
  if (task === NONE) return { entity: at, under: false, ...whole };
  const under = lanes.ofWhole(process) !== NONE;
  const thread = laneTexts(log, "m", task);
  return under
    ? { entity: at, under, ...thread }
    : { entity: at, under, label: whole.label, detail: `${whole.detail}\n${thread.label}, ${thread.detail}` };
}

function laneTexts(
  log: EventLog,
  grouping: Exclude<Grouping, "process">,
  entity: number,
): Pick<Lane, "label" | "detail"> {
  const { tables } = log;
  switch (grouping) {
    case "core":
      return { label: `Core ${entity}`, detail: "" };
    case "p":
      return {
        label: pName(log, entity),
        detail: ofProcess(log, tables.ps[entity]?.process ?? NONE),
      };
    case "m": {
      const task = tables.tasks[entity];
      const detail =
        task === undefined ? "" : t("tid {0}, {1}", String(task.tid), ofProcess(log, task.process));
      return { label: threadLabel(log, entity), detail };
    }
    case "g": {
      const { created, parent, system } = tables.gs.at(entity as GIndex);
      const parts = [
        system ? t("goroutine of the runtime") : "",
        parent === NONE ? "" : t("created by {0}", gName(log, parent)),
        created === NONE ? "" : t("at {0}", locName(log, created)),
      ];
      return { label: gName(log, entity), detail: parts.filter((part) => part !== "").join(" ") };
    }
  }
}

/** What there is to know about a span of a lane. */
export function spanDetail(
  log: EventLog,
  grouping: Grouping,
  laneIndex: number,
  spans: SpanColumns,
  position: number,
  places: Places,
): SpanDetail {
  const kind = SPAN_KINDS[spans.kind[position] ?? 0] ?? "running";
  const start = spans.start[position] ?? 0;
  const end = spans.end[position] ?? 0;
  const entity = spans.entity[position] ?? NONE;
  const other = spans.other[position] ?? NONE;
  const began = log.read(spans.event[position] ?? 0);
  const subject = subjectOf(log, grouping, laneIndex, entity);
  const g = goroutineOf(subject);
  const facts: Fact[] = [
    [t("State"), kind],
    [t("Length"), durationText(end - start)],
    [t("From"), t("{0} to {1}", durationText(start), durationText(end))],
    ...runsOn(log, grouping, laneIndex, entity, other),
    ...why(log, began),
    ...(spans.kind[position] === SPAN_SCHEDULER ? searchFacts(log, searcher(began), start, end) : []),
  ];
  const known = locOf(subject, places, log.firstAtOrAfter(start + 1));
  return {
    kind,
    start,
    end,
    title: title(log, grouping, laneIndex, spans.kind[position] ?? 0, g, other, began),
    facts,
    place: placeOf(log, known),
    entity: subject,
  };
}

/** What there is to know about a span of a process as a whole. */
export function processSpanDetail(
  log: EventLog,
  process: number,
  spans: SpanColumns,
  position: number,
): SpanDetail {
  const kind = SPAN_KINDS[spans.kind[position] ?? 0] ?? "running";
  const start = spans.start[position] ?? 0;
  const end = spans.end[position] ?? 0;
  const facts: Fact[] = [
    [t("Busiest thread"), kind],
    [t("Length"), durationText(end - start)],
    [t("From"), t("{0} to {1}", durationText(start), durationText(end))],
  ];
  return { kind, start, end, title: processName(log, process), facts, place: undefined, entity: NONE };
}

/** Where entities were seen, by kind. */
export interface Places {
  goroutines(): PlaceIndex;
  threads(): PlaceIndex;
}

function locOf(entity: Entity, places: Places, before: number): number {
  if (entity === NONE) return NONE;
  const task = threadOf(entity);
  return task === NONE
    ? places.goroutines().locBefore(entity, before)
    : places.threads().locBefore(task, before);
}

/** Whom a span is about: of a thread's lane the goroutine that it runs, where its process has a Go runtime. */
function subjectOf(log: EventLog, grouping: Grouping, laneIndex: number, entity: number): Entity {
  if (grouping === "g") return laneIndex;
  if (grouping === "m" && entity === NONE) return threadEntity(laneIndex);
  return entity;
}

function title(
  log: EventLog,
  grouping: Grouping,
  laneIndex: number,
  kind: number,
  g: number,
  other: number,
  began: LogEvent,
): string {
  if (kind === SPAN_OVERHEAD) return t("kernel: {0}", OVERHEADS[began.aux] ?? "");
  if (g !== NONE) return gName(log, g);
  const name = SPAN_KINDS[kind] ?? "";
  if (grouping === "core")
    return kind === SPAN_RUNNING ? threadLabel(log, other) : `${taskName(log, other)}: ${name}`;
  return grouping === "m" ? `${taskName(log, laneIndex)}: ${name}` : name;
}

function runsOn(log: EventLog, grouping: Grouping, laneIndex: number, entity: number, other: number): Fact[] {
  const facts: Fact[] = [];
  if (grouping === "core") {
    if (other !== NONE) facts.push([t("Thread"), taskName(log, other)]);
    return facts;
  }
  if (grouping === "m") facts.push([t("Thread"), taskName(log, laneIndex)]);
  if (grouping === "p") facts.push(["P", pName(log, laneIndex)]);
  if (grouping === "g" && entity !== NONE) facts.push(["P", pName(log, entity)]);
  if (other !== NONE) facts.push([t("Core"), coreName(other)]);
  return facts;
}

function why(log: EventLog, event: LogEvent): Fact[] {
  const facts: Fact[] = [];
  const reason = changeReason(event);
  if (reason !== "") facts.push([t("Reason"), reason]);
  if (event.kind === Kind.ContextSwitch) {
    const process = processSwitchedTo(log, event);
    if (process !== undefined)
      facts.push([t("Memory"), t("loads the address space of {0}, TLB cold", String(process.pid))]);
  }
  if (event.kind === Kind.GoWaiting && event.b !== NONE)
    facts.push([t("Waits for"), objectName(log, event.b)]);
  if (event.kind === Kind.GoRunnable && event.g !== NONE && event.g !== event.a)
    facts.push([t("Woken by"), gName(log, event.g)]);
  if (event.kind === Kind.GoRunnable && event.b !== NONE)
    facts.push([t("Woken by"), t("a timer of {0}", pName(log, event.b))]);
  return facts;
}

function ofProcess(log: EventLog, process: number): string {
  return process === NONE ? "" : t("process {0}", processName(log, process));
}
