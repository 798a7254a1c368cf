import { SYSCALLS, TASK_REASONS } from "../../shared/enums";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { changeReason } from "../transitions";
import { SPAN_SYSCALL, SPAN_WAITING } from "./spanKinds";

/** What a goroutine or a thread waits for, or the system call that it is in; "" of spans of other kinds. */
export function spanReason(log: EventLog, spans: SpanColumns, at: number): string {
  const kind = spans.kind[at];
  if (kind !== SPAN_WAITING && kind !== SPAN_SYSCALL) return "";
  const event = log.read(spans.event[at] ?? 0);
  switch (event.kind) {
    case Kind.TaskState:
      return TASK_REASONS[event.b] ?? "";
    case Kind.ContextSwitch:
      return TASK_REASONS[event.aux] ?? "";
    case Kind.GoSyscall:
      return SYSCALLS[event.aux] ?? "";
    default:
      return changeReason(event);
  }
}
