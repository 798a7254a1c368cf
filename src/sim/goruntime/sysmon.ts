import { Kind } from "../../shared/schema";
import { ExecutionStop } from "../kernel/services";
import { checkdead } from "./checkdead";
import { HandoffReason, PStateCode, PollCaller, PreemptReason } from "./codes";
import { FORCE_GC_PERIOD_NS, checkForcegc } from "./mgc";
import { injectglist, netpoll } from "./netpoll";
import { preemptone } from "./preempt";
import { runqempty } from "./runq";
import { PStatus } from "./runtime2";
import type { M } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { emitPState, handoffp, incidlelocked } from "./startm";
import { timeSleepUntil } from "./time";

/** The system monitor (proc.go: sysmon, retake): a thread without a P that takes Ps back and preempts goroutines. */

/** proc.go: forcePreemptNS. */
const FORCE_PREEMPT_NS = 10e6;
const NETPOLL_AFTER_NS = 10e6;
const MIN_DELAY_NS = 20_000;
const MAX_DELAY_NS = 10e6;
/** Rounds without a retake before the sleep grows. */
const PATIENCE = 50;

const enum Phase {
  Begin,
  Slept,
  DeepSlept,
}

/**
 * The loop of sysmon. Left out: schedtrace, the scavenger.
 *
 * It never ends; the process does.
 */
export class Sysmon {
  private phase = Phase.Begin;
  /** Rounds in a row in which nobody was woken. */
  private idle = 0;
  private delay = 0;

  constructor(private readonly rt: GoRuntime) {}

  /** One round: from one sleep to the next. */
  run(m: M): ExecutionStop {
    const { rt } = this;
    rt.m = m;
    rt.log.now = rt.cpu.now();
    const blocked = this.round();
    rt.m = null;
    if (rt.end !== null) return ExecutionStop.Exited;
    if (!blocked) return ExecutionStop.Limit;
    return ExecutionStop.Blocked;
  }

  private round(): boolean {
    const { sched, gomaxprocs, kernel } = this.rt;
    switch (this.phase) {
      case Phase.Begin:
        sched.nmsys++;
        checkdead(this.rt);
        break;
      case Phase.Slept:
        if (sched.gcwaiting || sched.npidle === gomaxprocs) {
          if (this.sleepDeeply()) return true;
        }
        this.look();
        break;
      case Phase.DeepSlept:
        // A note that was set, and not a timeout: somebody left a system call.
        if (sched.sysmonnote.value === 1) this.idle = 0;
        sched.sysmonwait = false;
        sched.sysmonnote.value = 0;
        this.look();
        break;
    }
    if (this.rt.end !== null) return false;
    this.phase = Phase.Slept;
    if (this.idle === 0) this.delay = MIN_DELAY_NS;
    else if (this.idle > PATIENCE) this.delay = Math.min(this.delay * 2, MAX_DELAY_NS);
    return kernel.nanosleep(this.delay);
  }

  /** All Ps are idle: sleeps until the next timer, or until somebody comes out of a system call. Whether it does. */
  private sleepDeeply(): boolean {
    const { rt } = this;
    const now = rt.log.now;
    const timer = timeSleepUntil(rt);
    const next = timer === 0 ? Infinity : timer;
    if (next <= now) return false;
    rt.sched.sysmonwait = true;
    this.phase = Phase.DeepSlept;
    // Go wakes up for the collector after a minute. Without one there is nothing to do then, and a program that is stuck comes to its end.
    const most = rt.gc === null ? Infinity : FORCE_GC_PERIOD_NS / 2;
    const timeout = Math.min(most, next - now);
    return rt.kernel.futexWait(rt.sched.sysmonnote, 0, timeout === Infinity ? -1 : timeout);
  }

  private look(): void {
    const { rt } = this;
    const now = rt.log.now;
    const { sched } = rt;
    if (rt.netpollInited && sched.lastpoll !== 0 && sched.lastpoll + NETPOLL_AFTER_NS < now) {
      sched.lastpoll = now;
      const list = netpoll(rt, PollCaller.sysmon);
      if (list !== null) {
        // Pretends that one more M runs, so that nobody sees a deadlock in between.
        incidlelocked(rt, -1);
        injectglist(rt, list);
        incidlelocked(rt, 1);
      }
    }
    if (this.retake(now) !== 0) this.idle = 0;
    else this.idle++;
    checkForcegc(rt);
  }

  /** proc.go: retake. Returns how many Ps it took. */
  private retake(now: number): number {
    const { rt } = this;
    let n = 0;
    for (const p of rt.allp) {
      const running = p.status === PStatus.Prunning;
      const inSyscall = p.status === PStatus.Psyscall;
      let long = false;
      if (running || inSyscall) {
        if (p.sysmonSchedtick !== p.schedtick) {
          p.sysmonSchedtick = p.schedtick;
          p.sysmonSchedwhen = now;
        } else if (p.sysmonSchedwhen + FORCE_PREEMPT_NS <= now) {
          preemptone(rt, p, PreemptReason.timeSlice);
          long = true;
        }
      }
      if (!inSyscall) continue;
      if (!long && p.sysmonSyscalltick !== p.syscalltick) {
        p.sysmonSyscalltick = p.syscalltick;
        p.sysmonSyscallwhen = now;
        continue;
      }
      const nobodyNeedsIt = runqempty(p) && rt.sched.nmspinning + rt.sched.npidle > 0;
      if (nobodyNeedsIt && p.sysmonSyscallwhen + 10e6 > now) continue;
      incidlelocked(rt, -1);
      n++;
      p.status = PStatus.Pidle;
      p.syscalltick++;
      rt.log.emit(Kind.Retake, 0, p.index);
      emitPState(rt, p, PStateCode.idle, null);
      handoffp(rt, p, HandoffReason.retaken);
      incidlelocked(rt, 1);
    }
    return n;
  }
}
