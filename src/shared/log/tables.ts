import { NONE } from "../ids";
import type { GEntity, Loc, ObjectEntity, PEntity, ProcessEntity, SourceFile, TaskEntity } from "../entities";
import type {
  GIndex,
  GoId,
  LocIndex,
  ObjectIndex,
  PIndex,
  ProcessIndex,
  StringIndex,
  TaskIndex,
} from "../ids";

/** A growing column of 32-bit integers. */
class IntColumn {
  private data = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.length++] = value;
  }

  at(row: number): number {
    return this.data[row] ?? NONE;
  }
}

/** The goroutine table, by columns: a run may have a million of them. */
export class GTable {
  private readonly process = new IntColumn();
  private readonly goid = new IntColumn();
  private readonly name = new IntColumn();
  private readonly parent = new IntColumn();
  private readonly created = new IntColumn();
  private readonly system = new IntColumn();

  get length(): number {
    return this.goid.length;
  }

  push(g: GEntity): GIndex {
    this.process.push(g.process);
    this.goid.push(g.goid);
    this.name.push(g.name);
    this.parent.push(g.parent);
    this.created.push(g.created);
    this.system.push(g.system ? 1 : 0);
    return (this.goid.length - 1) as GIndex;
  }

  at(row: GIndex): GEntity {
    return {
      process: this.process.at(row) as ProcessIndex,
      goid: this.goid.at(row) as GoId,
      name: this.name.at(row) as StringIndex,
      parent: this.parent.at(row) as GIndex,
      created: this.created.at(row) as LocIndex,
      system: this.system.at(row) === 1,
    };
  }
}

/** The tables beside the events: what the indexes in the columns mean. */
export class LogTables {
  readonly processes: ProcessEntity[] = [];
  readonly tasks: TaskEntity[] = [];
  readonly ps: PEntity[] = [];
  readonly gs = new GTable();
  readonly objects: ObjectEntity[] = [];
  readonly files: SourceFile[] = [];
  readonly locs: Loc[] = [];
  readonly strings: string[] = [];
  /** Numbers that do not fit an event's 32-bit argument. */
  readonly wide: number[] = [];
  private readonly interned = new Map<string, StringIndex>();

  addProcess(entity: ProcessEntity): ProcessIndex {
    return (this.processes.push(entity) - 1) as ProcessIndex;
  }

  addTask(entity: TaskEntity): TaskIndex {
    return (this.tasks.push(entity) - 1) as TaskIndex;
  }

  addP(entity: PEntity): PIndex {
    return (this.ps.push(entity) - 1) as PIndex;
  }

  addObject(entity: ObjectEntity): ObjectIndex {
    return (this.objects.push(entity) - 1) as ObjectIndex;
  }

  addLoc(loc: Loc): LocIndex {
    return (this.locs.push(loc) - 1) as LocIndex;
  }

  /** Adds a text that is not expected to recur (a line of output). */
  addText(text: string): StringIndex {
    return (this.strings.push(text) - 1) as StringIndex;
  }

  /** The row of a text that recurs (a name). */
  intern(text: string): StringIndex {
    const known = this.interned.get(text);
    if (known !== undefined) return known;
    const row = this.addText(text);
    this.interned.set(text, row);
    return row;
  }

  string(row: number): string {
    return this.strings[row] ?? "";
  }
}
