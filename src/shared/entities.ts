import type {
  GoId,
  LocIndex,
  Pid,
  ProcId,
  ProcessIndex,
  StringIndex,
  ThreadId,
  GIndex,
  TaskIndex,
} from "./ids";
import type { ObjectKind } from "./enums";

/** Rows of the log's tables: what does not change about an entity after its creation. */

export interface ProcessEntity {
  readonly pid: Pid;
  readonly parent: ProcessIndex | -1;
  readonly name: string;
}

export interface TaskEntity {
  readonly tid: ThreadId;
  readonly process: ProcessIndex;
  /** `main`, `sysmon`, `M3` or the name the program gave. */
  readonly name: string;
}

export interface PEntity {
  readonly process: ProcessIndex;
  readonly id: ProcId;
}

export interface GEntity {
  readonly process: ProcessIndex;
  readonly goid: GoId;
  /** Row of the name of the function it started with. */
  readonly name: StringIndex;
  readonly parent: GIndex | -1;
  /** Where the go statement is. */
  readonly created: LocIndex | -1;
  /** Runtime goroutines (forcegc, sweeper, scavenger, finalizer) are no part of the program. */
  readonly system: boolean;
}

export interface ObjectEntity {
  readonly kind: ObjectKind;
  /** Capacity of a channel, count of a semaphore. */
  readonly size: number;
  /** Where it was made. */
  readonly created: LocIndex | -1;
  readonly maker: TaskIndex | -1;
}

/** A place in the program's text. Lines and columns count from 1. */
export interface Loc {
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly fn: string;
}

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
}
