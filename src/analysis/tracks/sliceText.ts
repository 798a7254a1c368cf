import { OVERHEADS, TASK_STATES } from "../../shared/enums";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { SPAN_KINDS } from "../../shared/trace/queries";
import type { SlicePlace } from "../../shared/trace/tracks";
import { gName, taskName } from "../names";
import { SPAN_OVERHEAD, SPAN_SCHEDULER } from "../spans/spanKinds";
import { changeReason } from "../transitions";

/** Whose track it is: a core's, a P's, a goroutine's or a thread's. */
export type Family = "core" | "p" | "g" | "t";

/** States whose slices are called by what is waited for, or the system call. */
const WITH_REASON = new Set(["waiting", "syscall"]);

/** What slices are called: on cores and Ps who runs there, on goroutines and threads what they do or wait for. */
export class SliceText {
  constructor(private readonly log: EventLog) {}

  category(family: Family, kind: number): string {
    return (family === "t" ? TASK_STATES[kind] : SPAN_KINDS[kind]) ?? "";
  }

  /** `event` is the one that began the slice. */
  name(family: Family, kind: number, entity: number, other: number, event: LogEvent): string {
    const state = this.category(family, kind);
    switch (family) {
      case "core":
      case "p":
        if (kind === SPAN_OVERHEAD) return `kernel: ${OVERHEADS[event.aux] ?? "work"}`;
        if (entity >= 0) return gName(this.log, entity);
        if (kind === SPAN_SCHEDULER) return "scheduler";
        return family === "core" ? taskName(this.log, other) : state;
      case "g":
      case "t":
        return (WITH_REASON.has(state) && changeReason(event)) || state;
    }
  }

  place(loc: number): SlicePlace | undefined {
    const { locs, files } = this.log.tables;
    const entity = locs[loc];
    if (entity === undefined) return undefined;
    return { file: files[entity.file]?.uri ?? "", fn: entity.fn, line: entity.line };
  }
}
