import { Fields } from "./protobuf";

/** Reads a trace as Perfetto's documentation has it: https://perfetto.dev/docs/reference/trace-packet-proto. */

export interface PerfettoTrack {
  readonly name: string;
  /** Name of the process that it belongs to. */
  readonly process: string;
  readonly slices: { start: number; end: number; name: string; category: string; place: string }[];
  readonly instants: { time: number; name: string; flow: number; last: boolean }[];
  readonly counts: { time: number; value: number }[];
}

const TYPES = ["", "begin", "end", "instant", "counter"];

/** @throws Error where a reader would have to guess, or drop something. */
export function readPerfetto(bytes: Uint8Array): PerfettoTrack[] {
  const processes = new Map<number, string>();
  const tracks = new Map<number, PerfettoTrack>();
  const open = new Map<number, { start: number; name: string; category: string; place: string }>();
  const interned = {
    1: new Map<number, string>(),
    2: new Map<number, string>(),
    4: new Map<number, string>(),
  };
  let cleared = false;
  for (const packet of new Fields(bytes).messages(1)) {
    if (packet.number(10) !== 1) throw new Error("a packet of another sequence");
    if (((packet.number(13) ?? 0) & 1) !== 0) cleared = true;
    for (const state of packet.messages(12)) {
      for (const field of [1, 2, 4] as const)
        for (const each of state.messages(field)) {
          const text = field === 4 ? `${each.text(2)}:${each.number(4)} ${each.text(3)}` : each.text(2);
          interned[field].set(each.number(1)!, text!);
        }
    }
    for (const track of packet.messages(60)) {
      const uuid = track.number(1)!;
      if (uuid === 0 || processes.has(uuid) || tracks.has(uuid)) throw new Error(`track ${uuid} again`);
      const [process] = track.messages(3);
      if (process !== undefined) {
        processes.set(uuid, process.text(6)!);
        continue;
      }
      const owner = processes.get(track.number(5)!);
      if (owner === undefined) throw new Error(`track ${uuid} has no parent`);
      tracks.set(uuid, { name: track.text(2)!, process: owner, slices: [], instants: [], counts: [] });
    }
    for (const event of packet.messages(11)) {
      if (!cleared || ((packet.number(13) ?? 0) & 2) === 0) throw new Error("an event without interned data");
      const time = packet.number(8)!;
      const uuid = event.number(11)!;
      const track = tracks.get(uuid);
      if (track === undefined) throw new Error(`no track ${uuid}`);
      const text = (field: 1 | 2 | 4, iid: number | undefined): string => {
        if (iid === undefined) return "";
        const found = interned[field].get(iid);
        if (found === undefined) throw new Error(`nothing interned as ${iid}`);
        return found;
      };
      const what = {
        name: text(2, event.number(10)),
        category: text(1, event.number(3)),
        place: text(4, event.number(34)),
      };
      switch (TYPES[event.number(9)!]) {
        case "begin":
          if (open.has(uuid)) throw new Error(`a slice of ${track.name} within another`);
          open.set(uuid, { start: time, ...what });
          break;
        case "end": {
          const begun = open.get(uuid);
          if (begun === undefined || begun.start >= time) throw new Error(`an end on ${track.name}`);
          track.slices.push({ ...begun, end: time });
          open.delete(uuid);
          break;
        }
        case "instant": {
          const last = event.number(48);
          track.instants.push({
            time,
            name: what.name,
            flow: last ?? event.number(47)!,
            last: last !== undefined,
          });
          break;
        }
        case "counter":
          track.counts.push({ time, value: event.number(30)! });
          break;
        default:
          throw new Error(`type ${event.number(9)}`);
      }
    }
  }
  if (open.size > 0) throw new Error("slices without an end");
  return [...tracks.values()];
}
