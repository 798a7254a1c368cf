import { readSchedtrace } from "../formats/schedtrace";
import type { EventLog } from "../shared/log/eventLog";

/** The log in a trace file. @throws TraceFormatError with what is wrong and where. */
export async function openTrace(bytes: Uint8Array): Promise<EventLog> {
  return readSchedtrace(bytes);
}
