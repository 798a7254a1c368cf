import { SPAN_KINDS } from "../../shared/trace/queries";
import type { SpanKind } from "../../shared/trace/queries";

function code(kind: SpanKind): number {
  return SPAN_KINDS.indexOf(kind);
}

export const SPAN_RUNNING = code("running");
export const SPAN_RUNNABLE = code("runnable");
export const SPAN_WAITING = code("waiting");
export const SPAN_SYSCALL = code("syscall");
export const SPAN_SCHEDULER = code("scheduler");
export const SPAN_OVERHEAD = code("overhead");
export const SPAN_OFF_CORE = code("off-core");
