import { codeOf, RUN_QUEUES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { firstAtLeast } from "../search";

const RUNNEXT = codeOf(RUN_QUEUES, "runnext");
const LOCAL = codeOf(RUN_QUEUES, "local");

/** Stands behind all events: the place of one that was not found. */
const NEVER = 0xffff_ffff;

/** Where a goroutine is queued. */
export interface QueuePlace {
  /** Position in RUN_QUEUES. */
  readonly queue: number;
  /** P whose queue it is; NONE for the global queue. */
  readonly p: number;
  /** All in the queue, the next one first. */
  readonly members: readonly number[];
  /** Its position there, from 0. */
  readonly position: number;
}

/**
 * What every Go run queue held at any event. A queue's goroutines are kept in the order in which they left it, with the event that put each
 * there: those in it before an event are, in that order, the ones that were put before and not yet taken. Few leave before others that
 * came earlier (GOMAXPROCS puts goroutines at the head of the global queue); they are moved to the front of those that stay.
 */
export class QueueIndex {
  private readonly puts: Uint32Array;
  private readonly gets: Uint32Array;
  private readonly order: Int32Array;
  private readonly orderPut: Uint32Array;
  private readonly putOffsets: Uint32Array;
  private readonly getOffsets: Uint32Array;
  private readonly psOf: readonly (readonly number[])[];

  constructor(private readonly log: EventLog) {
    const { ps, processes } = log.tables;
    const queues = 2 * ps.length + processes.length;
    this.psOf = processes.map((_, process) =>
      ps.flatMap((p, index) => (p.process === process ? [index] : [])),
    );
    const put = new Uint32Array(queues + 1);
    const get = new Uint32Array(queues + 1);
    log.forEach((event) => {
      if (event.kind !== Kind.RunqPut && event.kind !== Kind.RunqGet) return;
      const counts = event.kind === Kind.RunqPut ? put : get;
      const next = this.queueOf(event) + 1;
      counts[next] = (counts[next] ?? 0) + 1;
    });
    for (let queue = 0; queue < queues; queue++) {
      put[queue + 1] = (put[queue + 1] ?? 0) + (put[queue] ?? 0);
      get[queue + 1] = (get[queue + 1] ?? 0) + (get[queue] ?? 0);
    }
    this.putOffsets = put;
    this.getOffsets = get;
    this.puts = new Uint32Array(put[queues] ?? 0);
    this.gets = new Uint32Array(get[queues] ?? 0).fill(NEVER);
    this.order = new Int32Array(this.puts.length);
    this.orderPut = new Uint32Array(this.puts.length);
    this.fill(put.slice(0, queues), get.slice(0, queues), put.slice(0, queues));
  }

  /** What is in a P's ring before an event, head first. */
  ring(p: number, before: number): number[] {
    return this.members(2 * p, before);
  }

  /** What is in a P's runnext before an event, or NONE. */
  runnext(p: number, before: number): number {
    return this.members(2 * p + 1, before)[0] ?? NONE;
  }

  /** What is in the global queue of a process before an event, head first. */
  global(process: number, before: number): number[] {
    return this.members(2 * this.log.tables.ps.length + process, before);
  }

  /** Length of the global queue before an event. */
  globalLength(process: number, before: number): number {
    return this.length(2 * this.log.tables.ps.length + process, before);
  }

  ringLength(p: number, before: number): number {
    return this.length(2 * p, before);
  }

  /** How many have left a P's ring before an event: the ring's head, but for full turns. */
  goneFromRing(p: number, before: number): number {
    const get = this.getOffsets[2 * p] ?? 0;
    return firstAtLeast(this.gets, get, this.getOffsets[2 * p + 1] ?? get, before) - get;
  }

  /** The Ps of a process. */
  psOfProcess(process: number): readonly number[] {
    return this.psOf[process] ?? [];
  }

  /** The queue that holds a goroutine before an event; undefined where it is in none. */
  find(g: number, before: number): QueuePlace | undefined {
    const { process } = this.log.tables.gs.at(g as GIndex);
    for (const p of this.psOfProcess(process)) {
      if (this.runnext(p, before) === g) return { queue: RUNNEXT, p, members: [g], position: 0 };
      const members = this.ring(p, before);
      const position = members.indexOf(g);
      if (position >= 0) return { queue: LOCAL, p, members, position };
    }
    const members = this.global(process, before);
    const position = members.indexOf(g);
    return position < 0 ? undefined : { queue: codeOf(RUN_QUEUES, "global"), p: NONE, members, position };
  }

  private length(queue: number, before: number): number {
    const put = this.putOffsets[queue] ?? 0;
    const get = this.getOffsets[queue] ?? 0;
    const puts = firstAtLeast(this.puts, put, this.putOffsets[queue + 1] ?? put, before) - put;
    return puts - (firstAtLeast(this.gets, get, this.getOffsets[queue + 1] ?? get, before) - get);
  }

  private members(queue: number, before: number): number[] {
    const length = this.length(queue, before);
    if (length <= 0) return [];
    const get = this.getOffsets[queue] ?? 0;
    const left = firstAtLeast(this.gets, get, this.getOffsets[queue + 1] ?? get, before) - get;
    const stop = this.putOffsets[queue + 1] ?? 0;
    const members: number[] = [];
    for (let at = (this.putOffsets[queue] ?? 0) + left; at < stop && members.length < length; at++)
      if ((this.orderPut[at] ?? 0) < before) members.push(this.order[at] ?? NONE);
    return members;
  }

  /** `tail`, `got` and `head` run from each queue's first place. */
  private fill(tail: Uint32Array, got: Uint32Array, head: Uint32Array): void {
    const { order, orderPut } = this;
    this.log.forEach((event) => {
      if (event.kind !== Kind.RunqPut && event.kind !== Kind.RunqGet) return;
      const queue = this.queueOf(event);
      if (event.kind === Kind.RunqPut) {
        const at = tail[queue] ?? 0;
        this.puts[at] = event.index;
        order[at] = event.a;
        orderPut[at] = event.index;
        tail[queue] = at + 1;
        return;
      }
      const first = head[queue] ?? 0;
      let at = first;
      while (at < (tail[queue] ?? 0) && order[at] !== event.a) at++;
      // It was put before the log begins: those that stay are not touched.
      const known = at < (tail[queue] ?? 0);
      if (known && at > first) {
        const put = orderPut[at] ?? 0;
        order.copyWithin(first + 1, first, at);
        orderPut.copyWithin(first + 1, first, at);
        order[first] = event.a;
        orderPut[first] = put;
      }
      if (!known) return;
      const next = got[queue] ?? 0;
      this.gets[next] = event.index;
      got[queue] = next + 1;
      head[queue] = first + 1;
    });
  }

  private queueOf({ aux, p, a: g }: LogEvent): number {
    if (aux === LOCAL) return 2 * p;
    if (aux === RUNNEXT) return 2 * p + 1;
    return 2 * this.log.tables.ps.length + this.log.tables.gs.at(g as GIndex).process;
  }
}
