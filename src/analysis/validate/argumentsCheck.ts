import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { KINDS } from "../../shared/schema";
import type { ArgSpec, KindSpec } from "../../shared/schema";
import type { Check } from "./check";

/** An argument may lie in lowest … below `rows`. */
interface Limit {
  readonly lowest: number;
  readonly rows: number;
}

const ANYTHING: Limit = { lowest: -Infinity, rows: Infinity };

/** Every argument and column names a row that exists, or a word of its vocabulary. */
export class ArgumentsCheck implements Check {
  private readonly limits: readonly (readonly [aux: Limit, a: Limit, b: Limit])[];
  private readonly rows: Readonly<Record<"core" | "task" | "p" | "g" | "loc", number>>;

  constructor(private readonly log: EventLog) {
    const { tables, config } = log;
    this.limits = KINDS.map((spec: KindSpec) => [
      this.limit(spec, spec.aux),
      this.limit(spec, spec.a),
      this.limit(spec, spec.b),
    ]);
    this.rows = {
      core: config.cores,
      task: tables.tasks.length,
      p: tables.ps.length,
      g: tables.gs.length,
      loc: tables.locs.length,
    };
  }

  event(event: LogEvent): string | undefined {
    const limits = this.limits[event.kind];
    if (limits === undefined) return undefined;
    const { rows } = this;
    if (
      within(event.aux, limits[0]) &&
      within(event.a, limits[1]) &&
      within(event.b, limits[2]) &&
      event.core >= NONE &&
      event.core < rows.core &&
      event.task >= NONE &&
      event.task < rows.task &&
      event.p >= NONE &&
      event.p < rows.p &&
      event.g >= NONE &&
      event.g < rows.g &&
      event.loc >= NONE &&
      event.loc < rows.loc
    )
      return undefined;
    return this.explain(event, limits);
  }

  restore(event: LogEvent): string | undefined {
    return this.event(event);
  }

  private explain(event: LogEvent, limits: readonly [Limit, Limit, Limit]): string | undefined {
    const spec: KindSpec | undefined = KINDS[event.kind];
    for (const [i, name] of (["aux", "a", "b"] as const).entries()) {
      const limit = limits[i] ?? ANYTHING;
      if (within(event[name], limit)) continue;
      const known = limit.rows === Infinity ? "" : `, of which there are ${limit.rows}`;
      return `${spec?.name ?? ""}: ${spec?.[name]?.name ?? name} is ${event[name]}${known}`;
    }
    for (const name of ["core", "task", "p", "g", "loc"] as const) {
      if (!within(event[name], { lowest: NONE, rows: this.rows[name] }))
        return `${spec?.name ?? ""} has ${event[name]} in the column ${name}, of which there are ${this.rows[name]}`;
    }
    return undefined;
  }

  private limit(spec: KindSpec, arg: ArgSpec | undefined): Limit {
    if (arg === undefined) return ANYTHING;
    if (arg.type === "bits") return ANYTHING;
    if (arg.type === "wide") return { lowest: -1 - this.log.tables.wide.length, rows: Infinity };
    return { lowest: mayBeNone(spec, arg) ? NONE : 0, rows: this.rowsOf(arg) };
  }

  private rowsOf({ type }: ArgSpec): number {
    const { tables, config } = this.log;
    if (typeof type === "object") return type.length;
    switch (type) {
      case "task":
        return tables.tasks.length;
      case "g":
        return tables.gs.length;
      case "p":
        return tables.ps.length;
      case "process":
        return tables.processes.length;
      case "object":
        return tables.objects.length;
      case "string":
        return tables.strings.length;
      case "core":
        return config.cores;
      case "number":
      case "wide":
      case "bits":
        return Infinity;
    }
  }
}

/** What the event is about must exist; other arguments may be absent. */
function mayBeNone(spec: KindSpec, arg: ArgSpec): boolean {
  const { type } = arg;
  return (
    arg === spec.b ||
    spec.name === "ContextSwitch" ||
    spec.name === "Compute" ||
    spec.name === "PriorityChange" ||
    type === "object" ||
    type === "string" ||
    type === "number"
  );
}

function within(value: number, { lowest, rows }: Limit): boolean {
  return value >= lowest && value < rows;
}
