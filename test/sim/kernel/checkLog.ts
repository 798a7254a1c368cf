import { validate, violationText } from "../../../src/analysis/validate/validate";
import { TASK_STATES } from "../../../src/shared/enums";
import { NONE } from "../../../src/shared/ids";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { parseQueues } from "../../../src/sim/kernel/queues";

/** A core may stay idle this long beside a waiting task, where queues are balanced: a tick, and what wakes and interrupts it. */
const IDLE_LIMIT_NS = 8_000_000;

/**
 * Throws at the first violated invariant of what the kernel wrote: those that every log has to keep, and those of scheduling: no
 * runnable task is lost, and no core that can get work of others stays idle while a task waits for another. A replay that knows nothing of how the kernel does it.
 */
export function checkLog(log: EventLog): void {
  const violation = validate(log);
  if (violation !== undefined) throw new Error(violationText(violation));
  const runnable = new Set<number>();
  const queueOf = new Map<number, number>();
  const onCore = new Set<number>();
  const current = new Array<number>(log.config.cores).fill(NONE);
  const parsed = parseQueues(log.config.queues);
  const bringsWork = "queues" in parsed && (parsed.queues.shared || parsed.queues.balance !== 0);
  let idleSince = NONE;
  let time = 0;

  const instantOver = (next: number): void => {
    for (const task of runnable) {
      if (!queueOf.has(task) && !onCore.has(task))
        throw new Error(`task ${task} is runnable and lost at ${time} ns`);
    }
    if (!bringsWork) return;
    // A queue whose core has no task yet is about to be looked at.
    const waits = [...queueOf].some(([task, core]) => !onCore.has(task) && current[core] !== NONE);
    if (!waits || !current.includes(NONE)) idleSince = NONE;
    else if (idleSince === NONE) idleSince = time;
    if (idleSince !== NONE && next - idleSince > IDLE_LIMIT_NS)
      throw new Error(`a core is idle and a task waits from ${idleSince} to ${next} ns`);
  };

  log.forEach(({ time: at, kind, core, aux, a, b }) => {
    if (at > time) instantOver(at);
    time = at;
    switch (kind) {
      case Kind.TaskState:
        if (TASK_STATES[aux] === "runnable") runnable.add(a);
        else runnable.delete(a);
        break;
      case Kind.CpuEnqueue:
        queueOf.set(a, aux);
        break;
      case Kind.CpuDequeue:
        queueOf.delete(a);
        break;
      case Kind.ContextSwitch:
        onCore.delete(a);
        if (b !== NONE) onCore.add(b);
        current[core] = b;
        break;
    }
  });
}
