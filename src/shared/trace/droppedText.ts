import { formatDuration } from "../duration";
import { parseRetention } from "../log/retention";
import type { Overview } from "./queries";

/** For people: what is missing of a log, why, and how to get more; `undefined` where nothing is. */
export function droppedText(dropped: Overview["dropped"], events: string): string | undefined {
  if (dropped.events === 0) return undefined;
  const retention = parseRetention(events);
  const count = dropped.events.toLocaleString("en-US");
  if ("error" in retention || retention.keep !== "last")
    return `The ${count} events of this run were not kept (events=${events}): events=all keeps them, events=last:N the last N.`;
  const kept = retention.events.toLocaleString("en-US");
  return `The first ${count} events (0–${formatDuration(dropped.until)}) were dropped: the log keeps the last ${kept}. A larger N in events=last:N keeps more, events=all every one.`;
}
