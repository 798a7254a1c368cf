import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { EntityKind, Place } from "../shared/trace/queries";
import { firstAtLeast } from "./search";

/** Where each goroutine, or each kernel thread, was last seen in the program's text: the events that it executed, where the place changed. */
export class PlaceIndex {
  private readonly offsets: Uint32Array;
  private readonly events: Uint32Array;
  /** Where threads were created; the table has it of goroutines. */
  private readonly created: Int32Array;

  constructor(
    private readonly log: EventLog,
    private readonly of: EntityKind = "goroutine",
  ) {
    const threads = of === "thread";
    this.created = new Int32Array(threads ? log.tables.tasks.length : 0).fill(NONE);
    const count = threads ? log.tables.tasks.length : log.tables.gs.length;
    const last = new Int32Array(count).fill(NONE);
    this.offsets = new Uint32Array(count + 1);
    log.forEach((event) => {
      const { loc } = event;
      if (threads && event.kind === Kind.TaskNew) this.created[event.a] = loc;
      const g = threads ? event.task : event.g;
      if (g === NONE || loc === NONE || last[g] === loc) return;
      last[g] = loc;
      this.offsets[g + 1] = (this.offsets[g + 1] ?? 0) + 1;
    });
    for (let g = 0; g < count; g++) this.offsets[g + 1] = (this.offsets[g + 1] ?? 0) + (this.offsets[g] ?? 0);
    this.events = new Uint32Array(this.offsets[count] ?? 0);
    const next = this.offsets.slice(0, count);
    last.fill(NONE);
    log.forEach((event) => {
      const { index, loc } = event;
      const g = threads ? event.task : event.g;
      if (g === NONE || loc === NONE || last[g] === loc) return;
      last[g] = loc;
      const at = next[g] ?? 0;
      this.events[at] = index;
      next[g] = at + 1;
    });
  }

  /** The latest place of row `g` in the events before `before`; else where it was created; −1 where neither is known. */
  locBefore(g: number, before: number): number {
    const low = this.offsets[g] ?? 0;
    const at = firstAtLeast(this.events, low, this.offsets[g + 1] ?? low, before);
    if (at > low) return this.log.read(this.events[at - 1] ?? 0).loc;
    if (this.of === "thread") return this.created[g] ?? NONE;
    return g >= 0 && g < this.log.tables.gs.length ? this.log.tables.gs.at(g as GIndex).created : NONE;
  }
}

/** A row of the location table for people. */
export function placeOf(log: EventLog, loc: number): Place | undefined {
  const row = log.tables.locs[loc];
  if (row === undefined) return undefined;
  const uri = log.tables.files[row.file]?.uri ?? "";
  return { uri, line: row.line, column: row.column, fn: row.fn };
}
