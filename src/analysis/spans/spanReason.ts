import type { EventLog } from "../../shared/log/eventLog";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { changeReason } from "../transitions";
import { SPAN_SYSCALL, SPAN_WAITING } from "./spanKinds";

/** What a goroutine or a thread waits for, or the system call that it is in; "" of spans of other kinds. */
export function spanReason(log: EventLog, spans: SpanColumns, at: number): string {
  const kind = spans.kind[at];
  return kind === SPAN_WAITING || kind === SPAN_SYSCALL ? changeReason(log.read(spans.event[at] ?? 0)) : "";
}
