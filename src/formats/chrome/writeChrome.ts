import type { Track, TrackGroup, TrackSet } from "../../shared/trace/tracks";

/** Events are handed out in pieces of about this many characters. */
const PIECE = 1 << 16;

/**
 * A run in the JSON format of Chrome's traces (Trace Event Format: an object with `traceEvents`), in pieces to be written one after the
 * other. What Perfetto calls a track is a thread here. Times are µs there, with three places: whole ns.
 */
export function* writeChrome(set: TrackSet): Generator<string> {
  let piece = '{"displayTimeUnit":"ns","traceEvents":[';
  let separator = "\n";
  for (const event of events(set)) {
    piece += separator + JSON.stringify(event);
    separator = ",\n";
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}\n]}\n`;
}

const us = (ns: number): number => ns / 1000;

function* events({ groups, flows }: TrackSet): Generator<object> {
  const owners = new Map<number, number>();
  for (const [rank, group] of groups.entries()) {
    yield* named(group, rank);
    for (const [index, track] of group.tracks.entries()) {
      owners.set(track.id, group.pid);
      const of = { pid: group.pid, tid: track.id };
      yield { ph: "M", name: "thread_name", ...of, args: { name: track.name } };
      yield { ph: "M", name: "thread_sort_index", ...of, args: { sort_index: index } };
      yield* slices(track, group.pid);
    }
    for (const { name, unit, time, value } of group.counters)
      for (let i = 0; i < time.length; i++)
        yield { ph: "C", name, pid: group.pid, ts: us(time[i] ?? 0), args: { [unit]: value[i] ?? 0 } };
  }
  let id = 1;
  for (const { time, from, to, category, fromText, toText } of flows()) {
    const start = { pid: owners.get(from), tid: from, ts: us(time), cat: category };
    const end = { pid: owners.get(to), tid: to, ts: us(time), cat: category };
    yield { ph: "i", s: "t", name: fromText, ...start };
    yield { ph: "i", s: "t", name: toText, ...end };
    yield { ph: "s", name: category, id, ...start };
    yield { ph: "f", bp: "e", name: category, id, ...end };
    id++;
  }
}

function* named({ name, pid }: TrackGroup, rank: number): Generator<object> {
  yield { ph: "M", name: "process_name", pid, args: { name } };
  yield { ph: "M", name: "process_sort_index", pid, args: { sort_index: rank } };
}

function* slices({ id, slices: all }: Track, pid: number): Generator<object> {
  for (const { start, end, name, category, place } of all()) {
    const args = place === undefined ? {} : { args: { at: `${place.file}:${place.line}`, fn: place.fn } };
    yield { ph: "X", name, cat: category, pid, tid: id, ts: us(start), dur: us(end - start), ...args };
  }
}
