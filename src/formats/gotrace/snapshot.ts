import { codeOf, P_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { BLOCK_REASONS } from "./reasons";
import { GoStatus, ProcStatus } from "./wire";

const P_RUNNING = codeOf(P_STATES, "running");
const P_SYSCALL = codeOf(P_STATES, "syscall");
const P_GCSTOP = codeOf(P_STATES, "gcstop");
const P_DEAD = codeOf(P_STATES, "dead");

interface Status {
  readonly status: number;
  /** The M that has it, NONE for none. */
  readonly m: number;
}

/** Who was in which state: learnt from events of which many may be missing. */
export class Snapshot {
  readonly ps = new Map<number, Status>();
  readonly gs = new Map<number, Status>();
  /** The M that has stopped the world. */
  stopper: number = NONE;

  event({ kind, aux, a, b, task }: LogEvent): void {
    switch (kind) {
      case Kind.PState:
        this.pState(a, aux, b);
        return;
      case Kind.GoRunnable:
        this.gs.set(a, { status: GoStatus.Runnable, m: NONE });
        return;
      case Kind.GoRunning:
        this.gs.set(a, { status: GoStatus.Running, m: task });
        return;
      case Kind.GoSyscall:
        this.gs.set(a, { status: GoStatus.Syscall, m: task });
        return;
      case Kind.GoPreempted:
        this.gs.set(a, { status: GoStatus.Waiting, m: NONE });
        return;
      case Kind.GoWaiting:
        if (BLOCK_REASONS[aux] === "") this.gs.set(a, { status: GoStatus.Running, m: task });
        else this.gs.set(a, { status: GoStatus.Waiting, m: NONE });
        return;
      case Kind.GoDead:
        this.gs.delete(a);
        return;
      default:
        return;
    }
  }

  private pState(p: number, state: number, m: number): void {
    if (m === this.stopper) this.stopper = NONE;
    if (state === P_DEAD) this.ps.delete(p);
    else if (state === P_RUNNING) this.ps.set(p, { status: ProcStatus.Running, m });
    else if (state === P_SYSCALL) this.ps.set(p, { status: ProcStatus.Syscall, m });
    else if (state === P_GCSTOP && m !== NONE) {
      this.ps.set(p, { status: ProcStatus.Running, m });
      this.stopper = m;
    } else this.ps.set(p, { status: ProcStatus.Idle, m: NONE });
  }
}
