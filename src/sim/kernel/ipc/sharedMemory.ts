import type { ObjectIndex } from "../../../shared/ids";
import { Kind } from "../../../shared/schema";
import type { KernelContext } from "../kernelCall";

/**
 * Bytes that several processes map (shm_overview(7)): the only memory that processes have in common after a fork. Once it is destroyed,
 * nobody can open it any more; who has it mapped keeps it.
 */
export class SharedMemory {
  destroyed = false;
  readonly bytes: ArrayBuffer;

  constructor(
    readonly object: ObjectIndex,
    readonly name: string,
    readonly size: number,
    readonly uid: number,
    readonly permissions: number,
  ) {
    this.bytes = new ArrayBuffer(size);
  }

  destroy({ machine: { log } }: KernelContext): void {
    this.destroyed = true;
    log.emit(Kind.IpcDestroy, 0, this.object, 0);
  }
}
