import type { Counter, Flow, Slice, SlicePlace, TrackSet } from "../../shared/trace/tracks";
import { Message } from "./message";

/** Field numbers of perfetto/protos/perfetto/trace, by message. */
const TRACE = { packet: 1 } as const;
const PACKET = {
  timestamp: 8,
  sequence: 10,
  trackEvent: 11,
  internedData: 12,
  sequenceFlags: 13,
  trackDescriptor: 60,
} as const;
const DESCRIPTOR = {
  uuid: 1,
  name: 2,
  process: 3,
  parent: 5,
  counter: 8,
  childOrdering: 11,
  siblingOrderRank: 12,
} as const;
const PROCESS = { pid: 1, name: 6 } as const;
const COUNTER = { unit: 3 } as const;
const EVENT = {
  categoryIid: 3,
  type: 9,
  nameIid: 10,
  track: 11,
  counterValue: 30,
  placeIid: 34,
  flow: 47,
  lastFlow: 48,
} as const;
const INTERNED = { categories: 1, names: 2, places: 4 } as const;
const INTERNED_TEXT = { iid: 1, text: 2 } as const;
const PLACE = { iid: 1, file: 2, fn: 3, line: 4 } as const;

const BEGIN = 1;
const END = 2;
const INSTANT = 3;
const COUNTER_EVENT = 4;
const EXPLICIT = 3;
const UNITS = { count: 2, bytes: 3 } as const;
const CLEARED = 1;
const NEEDS_STATE = 2;
/** All packets are of one sequence: so they share interned data. */
const SEQUENCE = 1;

/**
 * A run as a Perfetto trace (track events, https://perfetto.dev/docs/reference/synthetic-track-event): a process for the machine and each
 * simulated one, a track for each core, P, goroutine and thread, flows for wake-ups and steals, counters. Virtual time is the trace's clock.
 */
export function writePerfetto(set: TrackSet): Uint8Array {
  return new PerfettoWriter().write(set);
}

class PerfettoWriter {
  private readonly out = new Message();
  private readonly categories = new Map<string, number>();
  private readonly names = new Map<string, number>();
  private readonly places = new Map<string, number>();
  private nextFlow = 1;

  write({ groups, flows }: TrackSet): Uint8Array {
    this.packet(new Message().number(PACKET.sequenceFlags, CLEARED));
    // Tracks count from 1; groups and counters come after them.
    let uuid = 1 + groups.reduce((sum, { tracks }) => sum + tracks.length, 0);
    groups.forEach((group, rank) => {
      const parent = uuid++;
      this.describe(
        new Message()
          .number(DESCRIPTOR.uuid, parent)
          .message(
            DESCRIPTOR.process,
            new Message().number(PROCESS.pid, group.pid).text(PROCESS.name, group.name),
          )
          .number(DESCRIPTOR.childOrdering, EXPLICIT)
          .number(DESCRIPTOR.siblingOrderRank, rank),
      );
      let place = 0;
      for (const counter of group.counters) this.counter(counter, uuid++, parent, place++);
      for (const { id, name, slices } of group.tracks) {
        this.describe(child(id, parent, name, place++));
        for (const slice of slices()) this.slice(id, slice);
      }
    });
    for (const flow of flows()) this.flow(flow);
    return this.out.view();
  }

  private slice(track: number, { start, end, name, category, place }: Slice): void {
    const interned = new Message();
    const event = new Message()
      .number(EVENT.type, BEGIN)
      .number(EVENT.track, track)
      .number(EVENT.categoryIid, this.text(this.categories, INTERNED.categories, category, interned))
      .number(EVENT.nameIid, this.text(this.names, INTERNED.names, name, interned));
    if (place !== undefined) event.number(EVENT.placeIid, this.place(place, interned));
    this.event(start, event, interned);
    this.event(end, new Message().number(EVENT.type, END).number(EVENT.track, track));
  }

  /** Both ends are instants: so the arrow is where it happened, and not where the slices around it begin. */
  private flow({ time, from, to, category, fromText, toText }: Flow): void {
    const flow = this.nextFlow++;
    const ends = [
      { track: from, text: fromText, field: EVENT.flow },
      { track: to, text: toText, field: EVENT.lastFlow },
    ];
    for (const { track, text, field } of ends) {
      const interned = new Message();
      const event = new Message()
        .number(EVENT.type, INSTANT)
        .number(EVENT.track, track)
        .number(EVENT.categoryIid, this.text(this.categories, INTERNED.categories, category, interned))
        .number(EVENT.nameIid, this.text(this.names, INTERNED.names, text, interned))
        .fixed64(field, flow);
      this.event(time, event, interned);
    }
  }

  private counter({ name, unit, time, value }: Counter, uuid: number, parent: number, rank: number): void {
    this.describe(
      child(uuid, parent, name, rank).message(
        DESCRIPTOR.counter,
        new Message().number(COUNTER.unit, UNITS[unit]),
      ),
    );
    for (let i = 0; i < time.length; i++)
      this.event(
        time[i] ?? 0,
        new Message()
          .number(EVENT.type, COUNTER_EVENT)
          .number(EVENT.track, uuid)
          .number(EVENT.counterValue, value[i] ?? 0),
      );
  }

  /** Number of a text, which goes into `interned` when it is first met. */
  private text(known: Map<string, number>, field: number, text: string, interned: Message): number {
    const found = known.get(text);
    if (found !== undefined) return found;
    const iid = known.size + 1;
    known.set(text, iid);
    interned.message(field, new Message().number(INTERNED_TEXT.iid, iid).text(INTERNED_TEXT.text, text));
    return iid;
  }

  private place({ file, fn, line }: SlicePlace, interned: Message): number {
    const key = `${line} ${fn} ${file}`;
    const found = this.places.get(key);
    if (found !== undefined) return found;
    const iid = this.places.size + 1;
    this.places.set(key, iid);
    const place = new Message()
      .number(PLACE.iid, iid)
      .text(PLACE.file, file)
      .text(PLACE.fn, fn)
      .number(PLACE.line, line);
    interned.message(INTERNED.places, place);
    return iid;
  }

  private describe(descriptor: Message): void {
    this.packet(new Message().message(PACKET.trackDescriptor, descriptor));
  }

  private event(time: number, event: Message, interned?: Message): void {
    const packet = new Message().number(PACKET.timestamp, time).number(PACKET.sequenceFlags, NEEDS_STATE);
    if (interned !== undefined && interned.view().length > 0) packet.message(PACKET.internedData, interned);
    this.packet(packet.message(PACKET.trackEvent, event));
  }

  private packet(packet: Message): void {
    this.out.message(TRACE.packet, packet.number(PACKET.sequence, SEQUENCE));
  }
}

function child(uuid: number, parent: number, name: string, rank: number): Message {
  return new Message()
    .number(DESCRIPTOR.uuid, uuid)
    .number(DESCRIPTOR.parent, parent)
    .text(DESCRIPTOR.name, name)
    .number(DESCRIPTOR.siblingOrderRank, rank);
}
