import { FD_ACCESS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { ChannelAt, ChannelPiece, DescriptorAt } from "../../shared/trace/processes";
import { objectName, taskName } from "../names";
import { placeOf } from "../placeIndex";
import type { KindEvents } from "./kindEvents";

export const CHANNEL_KINDS: readonly number[] = [
  Kind.ProcessStart,
  Kind.ProcessExit,
  Kind.FdOpen,
  Kind.FdClose,
  Kind.IpcNew,
  Kind.IpcSend,
  Kind.IpcReceive,
  Kind.IpcLost,
  Kind.IpcDestroy,
];

/** A process begins with these descriptors. */
const STANDARD = [
  (): string => t("standard input"),
  (): string => t("standard output"),
  (): string => t("standard error"),
];

interface Channel {
  sent: number;
  received: number;
  lost: number;
  /** Messages that were sent less those that were received or lost. */
  messages: number;
  /** Of a pipe, the oldest first. */
  readonly pieces: { bytes: number; readonly sender: string; readonly time: number }[];
}

/** What a descriptor is for: a row of the log's objects, NONE once one of the first three is closed; and a code in FD_ACCESS. */
interface Open {
  readonly object: number;
  readonly access: number;
}

/** What processes have open, and what is in the objects between them, replayed up to an instant. */
export class ChannelReplay {
  private readonly channels = new Map<number, Channel>();
  /** By process, then by descriptor. */
  private readonly descriptors = new Map<number, Map<number, Open>>();

  constructor(
    private readonly log: EventLog,
    events: KindEvents,
    time: number,
  ) {
    events.until(time, (event) => this.apply(event));
  }

  /** Those that are there, in the order in which they were made. */
  all(): ChannelAt[] {
    return [...this.channels].map(([object, channel]) => this.describe(object, channel));
  }

  /** What a process has open, the lowest first. */
  of(process: number): DescriptorAt[] {
    const table = this.descriptors.get(process) ?? new Map<number, Open>();
    const standard = STANDARD.flatMap((of, fd) => (table.has(fd) ? [] : [{ fd, access: "", of: of() }]));
    const opened = [...table]
      .filter(([, { object }]) => object !== NONE)
      .map(([fd, { object, access }]) => ({
        fd,
        access: FD_ACCESS[access] ?? "",
        of: objectName(this.log, object),
      }));
    return [...standard, ...opened].sort((one, other) => one.fd - other.fd);
  }

  private describe(object: number, channel: Channel): ChannelAt {
    const entity = this.log.tables.objects[object];
    const kind = entity?.kind ?? "pipe";
    const size = entity?.size ?? 0;
    const { sent, received, lost, messages, pieces } = channel;
    const left = sent - received - lost;
    const counts = { pieces: pieces.map((piece): ChannelPiece => ({ ...piece })), sent, received, lost };
    const common = {
      object,
      label: objectName(this.log, object),
      place: placeOf(this.log, entity?.created ?? NONE),
      holders: this.holders(object),
      ...counts,
    };
    switch (kind) {
      case "named semaphore":
        return { ...common, unit: "units", inside: size + left, limit: 0, bytes: 0 };
      case "message queue":
        return { ...common, unit: "messages", inside: messages, limit: size, bytes: left };
      case "shared memory":
        return { ...common, unit: "bytes", inside: size, limit: size, bytes: size };
      default:
        return { ...common, unit: "bytes", inside: left, limit: size, bytes: left };
    }
  }

  private holders(object: number): string[] {
    const { processes } = this.log.tables;
    return [...this.descriptors].flatMap(([process, table]) => {
      const fds = [...table].filter(([, open]) => open.object === object);
      const texts = fds.map(([fd, { access }]) => `${fd} (${FD_ACCESS[access] ?? ""})`);
      return texts.length === 0 ? [] : [`${processes[process]?.pid ?? 0}: ${texts.join(", ")}`];
    });
  }

  private apply({ kind, aux, a, b, task, time }: LogEvent): void {
    switch (kind) {
      case Kind.ProcessStart:
        this.descriptors.set(a, new Map(this.descriptors.get(b)));
        return;
      case Kind.ProcessExit:
        this.descriptors.delete(a);
        return;
      case Kind.FdOpen:
        this.tableOf(task)?.set(a, { object: b, access: aux });
        return;
      case Kind.FdClose:
        // Nothing of the first three is in the table before they are closed.
        if (a < STANDARD.length) this.tableOf(task)?.set(a, { object: NONE, access: aux });
        else this.tableOf(task)?.delete(a);
        return;
      case Kind.IpcDestroy:
        this.channels.delete(a);
        return;
      case Kind.IpcNew:
        this.channels.set(a, { sent: 0, received: 0, lost: 0, messages: 0, pieces: [] });
        return;
      default:
        this.transfer(kind, a, this.log.readWide(b), task, time);
    }
  }

  private transfer(kind: number, object: number, bytes: number, task: number, time: number): void {
    const channel = this.channels.get(object);
    if (channel === undefined) return;
    const isPipe = this.log.tables.objects[object]?.kind === "pipe";
    if (kind === Kind.IpcSend) {
      channel.sent += bytes;
      channel.messages++;
      if (isPipe) channel.pieces.push({ bytes, sender: taskName(this.log, task), time });
      return;
    }
    if (kind === Kind.IpcReceive) channel.received += bytes;
    else channel.lost += bytes;
    channel.messages--;
    if (!isPipe) return;
    let left = bytes;
    for (let first = channel.pieces[0]; first !== undefined && left > 0; first = channel.pieces[0]) {
      const taken = Math.min(left, first.bytes);
      first.bytes -= taken;
      left -= taken;
      if (first.bytes === 0) channel.pieces.shift();
    }
  }

  private tableOf(task: number): Map<number, Open> | undefined {
    return this.descriptors.get(this.log.tables.tasks[task]?.process ?? NONE);
  }
}
