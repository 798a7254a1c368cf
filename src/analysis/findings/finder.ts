import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { KINDS } from "../../shared/schema";
import type { Finding } from "../../shared/trace/findings";

/** Reads a log from its start to its end, once. */
export interface Reader {
  /** Kinds of events that it looks at. */
  readonly kinds: readonly number[];
  event(event: LogEvent): void;
}

/** Looks for one kind of finding. What it needs to know it gathers itself, or takes from readers that others share. */
export interface Finder {
  /** In the first reading of the log. */
  readonly first: readonly Reader[];
  /** After the first reading: what to look at in a second one. */
  second(): readonly Reader[];
  /** After both. In the order of onset. */
  findings(): readonly Finding[];
}

/** Reads the log once for all readers together; not at all where there are none. */
export function readLog(log: EventLog, readers: readonly Reader[]): void {
  if (readers.length === 0) return;
  const listeners = KINDS.map((_, kind) => readers.filter((reader) => reader.kinds.includes(kind)));
  log.forEach((event) => {
    const listening = listeners[event.kind];
    if (listening === undefined) return;
    for (let i = 0; i < listening.length; i++) listening[i]?.event(event);
  }, 0);
}
