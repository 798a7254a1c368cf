import type { ObjectIndex, LocIndex, TaskIndex } from "../../../shared/ids";
import type { ObjectKind } from "../../../shared/enums";
import { Work } from "../../machine/codes";
import type { Machine } from "../../machine/machine";
import { PAGE_SIZE } from "./pipeBuffer";

/**
 * How bytes get from one process to the other. `copy`: into the kernel and out of it, by the byte. `remap`: their pages change owner, and the
 * sender has them no longer.
 */
export type TransferName = "copy" | "remap";

/** When a write is over: see Channel. */
export type ModeName = "default" | "sync" | "async";

export interface ChannelOptions {
  readonly mode: ModeName;
  readonly transfer: TransferName;
}

/** What one side of the transfer of so many bytes takes. */
export function chargeTransfer(machine: Machine, transfer: TransferName, bytes: number): void {
  const { costs } = machine;
  if (transfer === "copy") {
    machine.overhead(Work.copying, costs.ipcOp + Math.round((bytes / 1024) * costs.copyPerKiB));
    return;
  }
  machine.overhead(
    Work.remapping,
    costs.ipcOp + costs.remap + Math.ceil(bytes / PAGE_SIZE) * costs.remapPage,
  );
}

/** A row of the log for a new object of the kernel, made by the task that executes. */
export function newObject({ log }: Machine, kind: ObjectKind, size: number): ObjectIndex {
  return log.tables.addObject({
    kind,
    size,
    created: log.loc as LocIndex | -1,
    maker: log.task as TaskIndex | -1,
  });
}
