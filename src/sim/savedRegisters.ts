import type { EventLog } from "../shared/log/eventLog";
import type { Registers } from "./routine";

/**
 * Puts into the log what somebody leaves its core, or its thread, with.
 * @param kind RegistersSaved or GoRegisters. @returns the row of the text.
 */
export function logRegisters(log: EventLog, kind: number, entity: number, registers: Registers): number {
  const { loc } = log;
  const row = log.tables.intern(registers.text);
  log.loc = registers.loc;
  log.emit(kind, 0, entity, row);
  log.loc = loc;
  return row;
}
