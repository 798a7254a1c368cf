import { NONE } from "../../shared/ids";
import type { Pid } from "../../shared/ids";
import { Syscall } from "../machine/codes";
import type { KernelCall } from "./kernelCall";
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
