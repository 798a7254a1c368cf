import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { KINDS } from "../../shared/schema";
import type { ArgSpec, KindSpec } from "../../shared/schema";
import type { Check } from "./check";

/** Every argument and column names a row that exists, or a word of its vocabulary. */
export class ArgumentsCheck implements Check {
  constructor(private readonly log: EventLog) {}

  event(event: LogEvent): string | undefined {
    const spec: KindSpec | undefined = KINDS[event.kind];
    if (spec === undefined) return undefined;
    return (
      this.argument(spec, spec.aux, event.aux) ??
      this.argument(spec, spec.a, event.a) ??
      this.argument(spec, spec.b, event.b) ??
      this.column(spec, "core", event.core, this.log.config.cores) ??
      this.column(spec, "task", event.task, this.log.tables.tasks.length) ??
      this.column(spec, "p", event.p, this.log.tables.ps.length) ??
      this.column(spec, "g", event.g, this.log.tables.gs.length) ??
      this.column(spec, "loc", event.loc, this.log.tables.locs.length)
    );
  }

  private column(spec: KindSpec, name: string, value: number, rows: number): string | undefined {
    if (value >= NONE && value < rows) return undefined;
    return `${spec.name} has ${value} in the column ${name}, of which there are ${rows}`;
  }

  private argument(spec: KindSpec, arg: ArgSpec | undefined, value: number): string | undefined {
    if (arg === undefined) return undefined;
    const rows = this.rows(arg);
    if (rows === undefined) {
      const lowest = arg.type === "wide" ? -1 - this.log.tables.wide.length : NONE;
      return value >= lowest ? undefined : `${spec.name}: ${arg.name} is ${value}`;
    }
    if (value < rows && (value >= 0 || (value === NONE && this.mayBeNone(spec, arg)))) return undefined;
    return `${spec.name}: ${arg.name} is ${value}, of which there are ${rows}`;
  }

  private rows(arg: ArgSpec): number | undefined {
    const { type } = arg;
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
        return undefined;
    }
  }

  /** What the event is about must exist; other arguments may be absent. */
  private mayBeNone(spec: KindSpec, arg: ArgSpec): boolean {
    return arg === spec.b || spec.name === "ContextSwitch" || arg.type === "object" || arg.type === "string";
  }
}
