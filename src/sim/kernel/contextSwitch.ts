import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { AddressSpaceCode, Work } from "../machine/codes";
import type { Machine } from "../machine/machine";
import { logRegisters } from "../savedRegisters";
import { Pending } from "./core";
import type { Core } from "./core";
import { TaskStatus } from "./task";
import type { Task } from "./task";

/**
 * The core goes from its current task to `next`, or idle; `reason` (code in TASK_REASONS) says why the current one gives it up. The
 * switch takes the core's time; after it, Pending.Start is what the core has to do.
 *
 * Going idle is free: it delays nobody. An idle core keeps the last address space, as with lazy TLB mode.
 */
export function contextSwitch(machine: Machine, core: Core, next: Task | undefined, reason: number): void {
  const { log, costs } = machine;
  const previous = core.current;
  if (previous !== undefined && log.config.registers) saveRegisters(log, previous);
  log.emit(Kind.ContextSwitch, reason, previous?.index ?? NONE, next?.index ?? NONE);
  if (previous !== undefined) previous.onCore = NONE;
  machine.setExecuting(core.id, next?.index ?? NONE);
  core.current = next;
  if (next === undefined) return;
  next.onCore = core.id;
  if (next.core !== core.id) {
    if (next.placed) {
      log.emit(Kind.Migrate, core.id, next.index, next.core);
      next.migrated = true;
    }
    next.core = core.id;
  }
  next.placed = true;
  core.pending = Pending.Start;
  const sameProcess = core.addressSpace === undefined || core.addressSpace === next.owner;
  core.addressSpace = next.owner;
  if (log.config.registers) {
    const memory = AddressSpaceCode[sameProcess ? "same address space" : "another address space"];
    log.emit(Kind.RegistersLoaded, memory, next.index, next.registers);
  }
  machine.overhead(Work["context switch"], sameProcess ? costs.threadSwitch : costs.processSwitch);
}

/** Puts into the log what the thread that leaves its core has in the registers, unless it is over or runs no code of the program. */
function saveRegisters(log: EventLog, task: Task): void {
  if (task.status === TaskStatus.Zombie) return;
  const registers = task.execution.registers?.();
  if (registers === undefined) return;
  task.registers = logRegisters(log, Kind.RegistersSaved, task.index, registers);
}
