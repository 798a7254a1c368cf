import { NONE } from "../../shared/ids";
import type { Pid, ProcessIndex } from "../../shared/ids";
import { Syscall, Work } from "../machine/codes";
import { inherited } from "./inherited";
import { ROOT } from "./processTable";
import { Errno } from "./kernelCall";
import type { KernelCall, KernelContext } from "./kernelCall";
import type { SchedParams } from "./schedParams";
import type { Execution } from "./services";
import type { Task } from "./task";

/**
 * posix_spawn(3): a new process, child of the caller's, that shares nothing with it but its open descriptors: nothing is copied, a
 * program is loaded. Gives its pid. @throws EAGAIN where the user has as many as it may have, EINVAL for cores that do not exist, EPERM for
 * another user or a nice value that it may not have
 */
export class Spawn implements KernelCall {
  readonly syscall = Syscall.posix_spawn;
  readonly argument = NONE;
  readonly short = true;

  /** @param uid `undefined`: the caller's. @param make gives what its first thread runs; called where the process can be created. */
  constructor(
    private readonly name: string,
    private readonly params: Partial<SchedParams>,
    private readonly uid: number | undefined,
    private readonly make: (process: ProcessIndex) => Execution,
  ) {}

  attempt(task: Task, kernel: KernelContext): Pid | Errno {
    const { machine } = kernel;
    const params = inherited(task, this.params, machine.cores);
    if (params instanceof Errno) return params;
    const { uid } = this;
    if (uid !== undefined && uid !== task.owner.uid && task.owner.uid !== ROOT) return new Errno("EPERM");
    if (kernel.table.isExhausted(task.owner)) return new Errno("EAGAIN");
    machine.callWork(Work["process creation"], machine.costs.processCreate);
    const child = kernel.createProcess(this.name, task.owner);
    if (uid !== undefined) kernel.table.setUid(child, uid);
    if (params.nice !== undefined) child.nice = params.nice;
    kernel.createTask(child, "main", this.make(child.index), params);
    return child.pid;
  }
}
