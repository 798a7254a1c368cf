import { GStatus } from "./runtime2";
import { deadlock } from "./fatal";
import type { GoRuntime } from "./runtime";

/**
 * proc.go: checkdead. Called whenever an M goes idle: where no M runs any more, nobody can ever wake a goroutine, except a timer. An M
 * in a system call or in a blocking netpoll counts as running, so a program that waits for a device never gets here.
 */
export function checkdead(rt: GoRuntime): void {
  const sched = rt.sched;
  if (rt.end !== null) return;
  const run = sched.mnext - sched.nmfreed - sched.nmidle - sched.nmidlelocked - sched.nmsys;
  if (run > 0) return;
  if (run < 0) throw new Error("checkdead: inconsistent counts");
  let waiting = 0;
  for (const g of rt.allgs) {
    if (g.system) continue;
    switch (g.status) {
      case GStatus.Gwaiting:
      case GStatus.Gpreempted:
        waiting++;
        break;
      case GStatus.Grunnable:
      case GStatus.Grunning:
      case GStatus.Gsyscall:
        throw new Error(`checkdead: goroutine ${g.goid} is runnable`);
      case GStatus.Gidle:
      case GStatus.Gdead:
      case GStatus.Gcopystack:
        break;
    }
  }
  if (waiting === 0) {
    deadlock(rt, "no goroutines (main called runtime.Goexit) - deadlock!");
    return;
  }
  for (const p of rt.allp) if (p.timers.length > 0) return;
  deadlock(rt, "all goroutines are asleep - deadlock!");
}
