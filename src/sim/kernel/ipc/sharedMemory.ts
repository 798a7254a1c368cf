import type { ObjectIndex } from "../../../shared/ids";
import { Kind } from "../../../shared/schema";
import type { KernelContext } from "../kernelCall";
import type { SharedPages } from "../memory/sharedPages";

/**
 * Bytes that several processes map (shm_overview(7)): the only memory that processes have in common after a fork. Once it is destroyed,
 * nobody can open it any more; who has it mapped keeps it. A process maps it when it opens it first, with all its pages in memory.
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
    readonly pages: SharedPages,
  ) {
    this.bytes = new ArrayBuffer(size);
  }

  destroy({ machine: { log } }: KernelContext): void {
    this.destroyed = true;
    this.pages.unlink();
    log.emit(Kind.IpcDestroy, 0, this.object, 0);
  }
}
