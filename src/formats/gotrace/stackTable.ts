import { NONE } from "../../shared/ids";
import type { GEntity, Loc } from "../../shared/entities";
import type { LogTables } from "../../shared/log/tables";
import type { GoTraceFile } from "./goTraceFile";
import type { StringTable } from "./stringTable";
import { TableBatches } from "./tableBatches";
import { Ev } from "./wire";

/**
 * The stacks of a trace, each of the one frame that the log knows: where an event happened, or what a goroutine starts with. A stack's number is
 * also its frame's program counter. Number 0 is no stack.
 */
export class StackTable {
  private readonly batches: TableBatches;
  private readonly written: Uint8Array;
  private readonly entries = new Map<string, number>();
  /** By name of a function: the first of its places in the text. */
  private firstPlaces: Map<string, Loc> | undefined;

  constructor(
    file: GoTraceFile,
    private readonly strings: StringTable,
    private readonly tables: LogTables,
  ) {
    this.batches = new TableBatches(file, Ev.Stacks);
    this.written = new Uint8Array(tables.locs.length);
  }

  /** The stack of a place in the program, 0 for NONE. */
  place(loc: number): number {
    if (loc === NONE) return 0;
    const id = loc + 1;
    if (this.written[loc] !== 1) {
      const at = this.tables.locs[loc];
      if (at === undefined) return 0;
      this.written[loc] = 1;
      this.write(id, at.fn, at);
    }
    return id;
  }

  /** The stack that a goroutine starts with: its function. Viewers call and group goroutines by it. */
  entry(g: GEntity): number {
    const name = this.tables.string(g.name);
    const known = this.entries.get(name);
    if (known !== undefined) return known;
    const id = this.tables.locs.length + 1 + this.entries.size;
    this.entries.set(name, id);
    this.write(id, name, this.firstPlace(name) ?? this.tables.locs[g.created]);
    return id;
  }

  flush(): void {
    this.batches.flush();
  }

  private write(id: number, fn: string, at: Loc | undefined): void {
    const name = this.strings.id(fn);
    const file = this.strings.id(path(this.tables.files[at?.file ?? NONE]?.uri ?? ""));
    this.batches.add((entry) => {
      entry.byte(Ev.Stack);
      entry.varint(id);
      entry.varint(1);
      entry.varint(id);
      entry.varint(name);
      entry.varint(file);
      entry.varint(at?.line ?? 0);
    });
  }

  private firstPlace(fn: string): Loc | undefined {
    this.firstPlaces ??= firstPlaces(this.tables.locs);
    return this.firstPlaces.get(fn);
  }
}

function firstPlaces(locs: readonly Loc[]): Map<string, Loc> {
  const first = new Map<string, Loc>();
  for (const loc of locs) {
    const before = first.get(loc.fn);
    if (before === undefined || (loc.file === before.file && loc.line < before.line)) first.set(loc.fn, loc);
  }
  return first;
}

/** Without the scheme, so that editors and terminals open it. */
function path(uri: string): string {
  return uri.startsWith("file://") ? decodeURI(uri.slice("file://".length)) : uri;
}
