import { EventLog } from "../../../src/shared/log/eventLog";
import type { LogEvent } from "../../../src/shared/log/eventLog";
import type { GIndex } from "../../../src/shared/ids";
import { WIDE_ARGUMENTS } from "../../../src/shared/log/wideArguments";

/** The log that the run of a whole log would have had with this value of the option `events`. */
export function cappedCopy(whole: EventLog, events: string): EventLog {
  const log = new EventLog({ ...whole.config, events });
  const { tables } = log;
  tables.processes.push(...whole.tables.processes);
  tables.tasks.push(...whole.tables.tasks);
  tables.ps.push(...whole.tables.ps);
  tables.objects.push(...whole.tables.objects);
  tables.files.push(...whole.tables.files);
  tables.locs.push(...whole.tables.locs);
  tables.strings.push(...whole.tables.strings);
  for (let g = 0; g < whole.tables.gs.length; g++) tables.gs.push(whole.tables.gs.at(g as GIndex));
  whole.forEach((event) => reemit(log, event, whole));
  log.close();
  return log;
}

function reemit(log: EventLog, event: LogEvent, whole: EventLog): void {
  const wide = WIDE_ARGUMENTS[event.kind];
  log.now = event.time;
  log.core = event.core;
  log.task = event.task;
  log.p = event.p;
  log.g = event.g;
  log.loc = event.loc;
  const a = wide?.a === true && event.a !== -1 ? log.wide(whole.readWide(event.a)) : event.a;
  const b = wide?.b === true && event.b !== -1 ? log.wide(whole.readWide(event.b)) : event.b;
  log.emit(event.kind, event.aux, a, b);
}
