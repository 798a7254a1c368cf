import { G_STATES, P_STATES, TASK_STATES } from "../shared/enums";
import { SPAN_KINDS } from "../shared/trace/queries";
import type { LaneTable } from "../shared/trace/laneTable";
import type { LogTraceSource } from "./source";
import { taskSpans } from "./spans/taskSpans";

const [, G_RUNNABLE, G_RUNNING, G_SYSCALL, G_WAITING] = G_STATES;
const [, P_RUNNING, P_SYSCALL] = P_STATES;
const [RUNNING, , , , , OVERHEAD] = SPAN_KINDS;

/** All spans of a run for the CSV: per core, P, goroutine and task, in the states that the schema has for each: an M without a core changes none of them. */
export function laneTables(source: LogTraceSource): LaneTable[] {
  return [
    {
      family: "core",
      spans: source.spansOf("core"),
      // A core runs a goroutine, a thread or the scheduler of an M; or it does the kernel's work.
      states: [RUNNING, RUNNING, RUNNING, RUNNING, RUNNING, OVERHEAD, RUNNING],
      entity: "g",
      other: "t",
    },
    {
      family: "p",
      spans: source.spansOf("p"),
      states: [P_RUNNING, P_RUNNING, P_RUNNING, P_SYSCALL, P_RUNNING, P_RUNNING, P_RUNNING],
      entity: "g",
      other: "none",
    },
    {
      family: "g",
      spans: source.spansOf("g"),
      states: [G_RUNNING, G_RUNNABLE, G_WAITING, G_SYSCALL, G_RUNNING, G_RUNNING, G_RUNNING],
      entity: "p",
      other: "none",
    },
    { family: "t", spans: taskSpans(source.log), states: TASK_STATES, entity: "none", other: "core" },
  ];
}
