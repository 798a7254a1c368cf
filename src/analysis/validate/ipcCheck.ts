import type { ObjectKind } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { objectName, processName } from "../names";
import type { Check } from "./check";

/** Kinds of objects that a process reaches through its descriptors only. */
const BY_DESCRIPTOR: ReadonlySet<ObjectKind> = new Set(["pipe", "socket"]);

/** An object's descriptors in a process: fd → object. 0, 1 and 2 are there from the start. */
type Table = Map<number, number>;

/**
 * What processes send each other. No more comes out of an object than was put in; nothing goes through one that has been destroyed; a
 * process uses only descriptors that it has, and closes only those.
 */
export class IpcCheck implements Check {
  readonly kinds = [
    Kind.ProcessStart,
    Kind.FdOpen,
    Kind.FdClose,
    Kind.IpcSend,
    Kind.IpcReceive,
    Kind.IpcLost,
    Kind.IpcDestroy,
  ];
  private readonly tables = new Map<number, Table>();
  /** Bytes in each object, or units of a semaphore. */
  private readonly inside = new Map<number, number>();
  private readonly destroyed = new Set<number>();
  /** Not everything is in the log: what is missing may have been before. */
  private readonly partial: boolean;

  constructor(private readonly log: EventLog) {
    this.partial = log.window.dropped > 0;
  }

  event(event: LogEvent): string | undefined {
    const { kind, a, b } = event;
    switch (kind) {
      case Kind.ProcessStart:
        this.tables.set(a, new Map(this.tables.get(b)));
        return undefined;
      case Kind.FdOpen:
        return this.open(event);
      case Kind.FdClose:
        return this.close(event);
      case Kind.IpcDestroy:
        this.destroyed.add(a);
        return undefined;
      default:
        return this.partial ? undefined : this.transfer(event);
    }
  }

  private open({ task, a: fd, b: object }: LogEvent): string | undefined {
    const process = this.processOf(task);
    const table = this.tableOf(process);
    if (table.has(fd) && !this.partial)
      return `${processName(this.log, process)} opens descriptor ${fd}, which it has`;
    table.set(fd, object);
    return undefined;
  }

  private close({ task, a: fd, b: object }: LogEvent): string | undefined {
    const process = this.processOf(task);
    const table = this.tableOf(process);
    const found = table.get(fd);
    table.delete(fd);
    // The first three have no FdOpen.
    if (found === object || this.partial || (found === undefined && fd < 3)) return undefined;
    return `${processName(this.log, process)} closes descriptor ${fd}, which is ${found === undefined ? "not open" : "for something else"}`;
  }

  private transfer({ kind, task, a: object, b }: LogEvent): string | undefined {
    const { objects } = this.log.tables;
    const size = this.log.readWide(b);
    const isSemaphore = objects[object]?.kind === "named semaphore";
    const before = this.inside.get(object) ?? (isSemaphore ? (objects[object]?.size ?? 0) : 0);
    const name = objectName(this.log, object);
    if (this.destroyed.has(object)) return `${name} is used, but has been destroyed`;
    if (kind !== Kind.IpcLost) {
      const missing = this.withoutDescriptor(task, object);
      if (missing !== undefined) return missing;
    }
    const now = kind === Kind.IpcSend ? before + size : before - size;
    if (now < 0) return `${size} come out of ${name}, in which there are ${before}`;
    this.inside.set(object, now);
    return undefined;
  }

  private withoutDescriptor(task: number, object: number): string | undefined {
    const kind = this.log.tables.objects[object]?.kind;
    if (kind === undefined || !BY_DESCRIPTOR.has(kind)) return undefined;
    const process = this.processOf(task);
    for (const each of this.tableOf(process).values()) if (each === object) return undefined;
    return `${processName(this.log, process)} uses ${objectName(this.log, object)} without a descriptor for it`;
  }

  private processOf(task: number): number {
    return this.log.tables.tasks[task]?.process ?? NONE;
  }

  private tableOf(process: number): Table {
    let table = this.tables.get(process);
    if (table === undefined) {
      table = new Map();
      this.tables.set(process, table);
    }
    return table;
  }
}
