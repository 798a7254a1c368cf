import { NONE } from "../../shared/ids";
import type { Pid } from "../../shared/ids";
import { Syscall } from "../machine/codes";
import { Errno } from "./kernelCall";
import type { KernelCall, KernelContext } from "./kernelCall";
import type { Limits, Resource } from "./limits";
import { ROOT } from "./processTable";
import type { Task } from "./task";

/** getpid(2). Never fails. */
export class GetPid implements KernelCall {
  readonly syscall = Syscall.getpid;
  readonly argument = NONE;
  readonly short = true;

  attempt({ owner }: Task): Pid {
    return owner.pid;
  }
}

/** getppid(2): the present parent's, which changes when it ends. Never fails. */
export class GetParentPid implements KernelCall {
  readonly syscall = Syscall.getppid;
  readonly argument = NONE;
  readonly short = true;

  attempt({ owner: { parent, pid } }: Task): Pid {
    return parent?.pid ?? pid;
  }
}

/** getuid(2). Never fails. */
export class GetUid implements KernelCall {
  readonly syscall = Syscall.getuid;
  readonly argument = NONE;
  readonly short = true;

  attempt({ owner }: Task): number {
    return owner.uid;
  }
}

/** setuid(2): real, effective and saved user id are one. @throws EINVAL for what is no user id; EPERM for another one's unless root. */
export class SetUid implements KernelCall {
  readonly syscall = Syscall.setuid;
  readonly argument: number;
  readonly short = true;

  constructor(private readonly uid: number) {
    this.argument = Math.max(NONE, uid);
  }

  attempt({ owner }: Task, { table }: KernelContext): Errno | undefined {
    const { uid } = this;
    if (!(uid >= 0 && uid < 0xffff_ffff)) return new Errno("EINVAL");
    if (owner.uid !== ROOT && owner.uid !== uid) return new Errno("EPERM");
    table.setUid(owner, uid);
    return undefined;
  }
}

/** prctl(2), PR_SET_CHILD_SUBREAPER: orphans among the descendants become its children. Never fails. */
export class SetSubreaper implements KernelCall {
  readonly syscall = Syscall.prctl;
  readonly argument: number;
  readonly short = true;

  constructor(private readonly on: boolean) {
    this.argument = Number(on);
  }

  attempt({ owner }: Task, { table }: KernelContext): undefined {
    owner.isSubreaper = this.on;
    if (this.on) table.markDescendants(owner);
  }
}

const MIN_NICE = -20;
const MAX_NICE = 19;

/**
 * nice(2): adds to the nice value of all threads of the process, which stays in -20 … 19. Gives the new one.
 * @throws EPERM below the present one unless root or allowed by the limit `nice`.
 */
export class Nice implements KernelCall {
  readonly syscall = Syscall.setpriority;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly by: number) {}

  attempt({ owner }: Task, { scheduler }: KernelContext): number | Errno {
    const nice = Math.max(MIN_NICE, Math.min(MAX_NICE, owner.nice + this.by));
    const lowest = MAX_NICE + 1 - owner.limits.soft("nice");
    if (nice < owner.nice && nice < lowest && owner.uid !== ROOT) return new Errno("EPERM");
    owner.nice = nice;
    for (const task of owner.tasks) {
      task.nice = nice;
      scheduler.niceValues.changed(task);
    }
    return nice;
  }

  result(): number {
    return 0;
  }
}

/** getrlimit(2): all of them. Never fails. */
export class GetLimits implements KernelCall {
  readonly syscall = Syscall.prlimit64;
  readonly argument = NONE;
  readonly short = true;

  attempt({ owner }: Task): Limits {
    return owner.limits;
  }
}

/** setrlimit(2). @throws EINVAL where the limit is above the hard one; EPERM for a higher hard one unless root. */
export class SetLimit implements KernelCall {
  readonly syscall = Syscall.prlimit64;
  readonly argument = NONE;
  readonly short = true;

  /** @param hard the present one if not given. */
  constructor(
    private readonly resource: Resource,
    private readonly soft: number,
    private readonly hard?: number,
  ) {}

  attempt({ owner }: Task): Errno | undefined {
    const { resource, soft } = this;
    const present = owner.limits.get(resource).hard;
    const hard = this.hard ?? present;
    if (soft > hard) return new Errno("EINVAL");
    if (hard > present && owner.uid !== ROOT) return new Errno("EPERM");
    owner.limits.set(resource, { soft, hard });
    if (resource === "nofile") owner.descriptors.limit = soft;
    return undefined;
  }
}
