import { NONE } from "../shared/ids";
import { formatDuration } from "../shared/duration";
import type { ProcessEntity } from "../shared/entities";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { KINDS, Kind } from "../shared/schema";
import type { ArgSpec, KindSpec } from "../shared/schema";
import { coreName, gName, locName, objectName, pName, processName, taskName } from "./names";
import { STEAL_LOOKS } from "../shared/enums";
import { roundDetail, stealDetail } from "./steals";

/** Arguments called like this are durations in ns. */
const DURATIONS = new Set(["ns", "delay", "late"]);

/**
 * One line about an event, from the schema: `1200 ns core 0 M0 (tid 2) P0 G1 main: GoWaiting g=G1 main reason=chan receive … main.ts:14`.
 */
export function describe(log: EventLog, event: LogEvent): string {
  const spec: KindSpec | undefined = KINDS[event.kind];
  if (spec === undefined) return `${event.time} ns: kind ${event.kind}`;
  const who = [
    event.core === NONE ? "" : coreName(event.core),
    event.task === NONE ? "" : taskName(log, event.task),
    event.p === NONE ? "" : pName(log, event.p),
    event.g === NONE ? "" : gName(log, event.g),
  ].filter((text) => text !== "");
  const place = locName(log, event.loc);
  return `${event.time} ns ${[...who].join(" ")}${who.length > 0 ? ": " : ""}${what(log, spec, event)}${place === "" ? "" : ` at ${place}`}`;
}

/** The kind and its arguments: `Steal from=ring victim=P1 before=5 batch=3 round=0`. */
export function what(log: EventLog, spec: KindSpec, event: LogEvent): string {
  if (event.kind === Kind.StealRound)
    return [spec.name, argument(log, spec.aux, event.aux), roundText(event.a, event.b)].join(" ");
  const parts = [
    argument(log, spec.aux, event.aux),
    argument(log, spec.a, event.a),
    event.kind === Kind.Steal ? stealText(event.b) : argument(log, spec.b, event.b),
    event.kind === Kind.ContextSwitch ? addressSpaceText(log, event) : "",
  ].filter((text) => text !== "");
  return [spec.name, ...parts].join(" ");
}

/** The process to whose thread a switch leads, where it is another one than before. */
export function processSwitchedTo(
  { tables }: EventLog,
  { a: from, b: to }: LogEvent,
): ProcessEntity | undefined {
  const [before, after] = [from, to].map((task) => tables.processes[tables.tasks[task]?.process ?? NONE]);
  return before === after || before === undefined ? undefined : after;
}

function addressSpaceText(log: EventLog, event: LogEvent): string {
  const process = processSwitchedTo(log, event);
  return process === undefined ? "" : `loads the address space of ${process.pid}, TLB cold`;
}

function stealText(packed: number): string {
  const { before, batch, round, own } = stealDetail(packed);
  return `before=${before} batch=${batch} round=${round} own=${own}`;
}

function roundText(order: number, packed: number): string {
  const { start, step, count, round, looks, counts } = roundDetail(order, packed);
  const found =
    looks?.map((look) => STEAL_LOOKS[look] ?? "").join(", ") ??
    counts.map((n, look) => `${n} ${STEAL_LOOKS[look] ?? ""}`).join(", ");
  return `round=${round} start=${start} step=${step} of=${count} looks=[${found}]`;
}

function argument(log: EventLog, spec: ArgSpec | undefined, value: number): string {
  return spec === undefined ? "" : `${spec.name}=${valueText(log, spec, value)}`;
}

function valueText(log: EventLog, { name, type }: ArgSpec, value: number): string {
  if (typeof type === "object") return type[value] ?? (value === NONE ? "-" : String(value));
  switch (type) {
    case "task":
      return taskName(log, value);
    case "g":
      return gName(log, value);
    case "p":
      return pName(log, value);
    case "process":
      return processName(log, value);
    case "object":
      return objectName(log, value);
    case "string":
      return JSON.stringify(log.tables.string(value));
    case "core":
      return coreName(value);
    case "number":
    case "bits":
      return String(value);
    case "wide": {
      const wide = log.readWide(value);
      return DURATIONS.has(name) && wide !== NONE ? formatDuration(wide) : String(wide);
    }
  }
}
