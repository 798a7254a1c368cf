/**
 * Takes a Go execution trace (format of Go 1.22 and 1.23) apart: batches, tables and the events of each M. Written from Go's reader
 * (internal/trace: generation.go, batch.go, batchcursor.go), with nothing of our writer. Everything wrong throws.
 */

/** Names of the arguments by type of event, the time left out. */
const EVENTS = new Map<number, { readonly name: string; readonly args: readonly string[] }>(
  (
    [
      [9, "ProcsChange", "procs stack"],
      [10, "ProcStart", "p seq"],
      [11, "ProcStop", ""],
      [12, "ProcSteal", "p seq m"],
      [13, "ProcStatus", "p status"],
      [14, "GoCreate", "g newstack stack"],
      [15, "GoCreateSyscall", "g"],
      [16, "GoStart", "g seq"],
      [17, "GoDestroy", ""],
      [18, "GoDestroySyscall", ""],
      [19, "GoStop", "string stack"],
      [20, "GoBlock", "string stack"],
      [21, "GoUnblock", "g seq stack"],
      [22, "GoSyscallBegin", "seq stack"],
      [23, "GoSyscallEnd", ""],
      [24, "GoSyscallEndBlocked", ""],
      [25, "GoStatus", "g m status"],
      [26, "STWBegin", "string stack"],
      [27, "STWEnd", ""],
      [28, "GCActive", "seq"],
      [29, "GCBegin", "seq stack"],
      [30, "GCEnd", "seq"],
      [31, "GCSweepActive", "p"],
      [32, "GCSweepBegin", "stack"],
      [33, "GCSweepEnd", "swept reclaimed"],
      [34, "GCMarkAssistActive", "g"],
      [35, "GCMarkAssistBegin", "stack"],
      [36, "GCMarkAssistEnd", ""],
      [37, "HeapAlloc", "bytes"],
      [38, "HeapGoal", "bytes"],
      [39, "GoLabel", "string"],
      [44, "UserLog", "task string string2 stack"],
      [47, "GoCreateBlocked", "g newstack stack"],
      [48, "GoStatusStack", "g m status stack"],
    ] as const
  ).map(([type, name, args]) => [type, { name, args: args === "" ? [] : args.split(" ") }]),
);

export interface Frame {
  readonly fn: string;
  readonly file: string;
  readonly line: number;
}

export interface RawEvent {
  readonly name: string;
  readonly time: number;
  readonly args: Readonly<Record<string, number>>;
}

/** The M of batches of no thread. */
export const NO_THREAD = 2 ** 64;

export interface Generation {
  readonly number: number;
  readonly strings: ReadonlyMap<number, string>;
  readonly stacks: ReadonlyMap<number, readonly Frame[]>;
  /** By M. */
  readonly events: ReadonlyMap<number, readonly RawEvent[]>;
}

export function parseGoTrace(bytes: Uint8Array): Generation[] {
  const header = new TextDecoder().decode(bytes.subarray(0, 16));
  if (!/^go 1\.2[23] trace\0\0\0$/.test(header)) throw new Error(`unknown header ${JSON.stringify(header)}`);
  const reader = new Reader(bytes.subarray(16));
  const generations: GenerationParts[] = [];
  while (reader.left > 0) {
    reader.expect(1, "batch");
    const number = reader.varint();
    const m = reader.varint();
    const time = reader.varint();
    const size = reader.varint();
    if (number === 0) throw new Error("generation 0");
    if (size > 65_536) throw new Error(`a batch has ${size} bytes`);
    let generation = generations.at(-1);
    if (generation?.number !== number) {
      if (generation !== undefined && generation.number + 1 !== number)
        throw new Error("generations out of order");
      generation = new GenerationParts(number);
      generations.push(generation);
    }
    generation.batch(m, time, reader.take(size));
  }
  if (generations.length === 0) throw new Error("no frequency");
  for (const generation of generations) generation.check();
  return generations;
}

class GenerationParts implements Generation {
  readonly strings = new Map<number, string>();
  readonly stacks = new Map<number, readonly Frame[]>();
  readonly events = new Map<number, RawEvent[]>();
  private readonly stackEntries: { id: number; frames: { fn: number; file: number; line: number }[] }[] = [];
  private readonly frames = new Map<number, string>();
  private frequency = 0;

  constructor(readonly number: number) {}

  batch(m: number, time: number, reader: Reader): void {
    if (reader.left === 0) return;
    switch (reader.peek()) {
      case 2:
        this.readStacks(reader);
        return;
      case 4:
        this.readStrings(reader);
        return;
      case 8:
        reader.byte();
        if (this.frequency !== 0) throw new Error("two frequencies");
        this.frequency = reader.varint();
        return;
      default:
        this.readEvents(m, time, reader);
    }
  }

  check(): void {
    if (this.frequency === 0) throw new Error("no frequency");
    const text = (id: number, what: string): string => {
      const known = id === 0 ? "" : this.strings.get(id);
      if (known === undefined) throw new Error(`${what}: no string ${id}`);
      return known;
    };
    for (const { id, frames } of this.stackEntries) {
      if (this.stacks.has(id)) throw new Error(`stack ${id} twice`);
      this.stacks.set(
        id,
        frames.map(({ fn, file, line }) => ({ fn: text(fn, "frame"), file: text(file, "frame"), line })),
      );
    }
    for (const events of this.events.values())
      for (const { name, args } of events) {
        text(args.string ?? 0, name);
        text(args.string2 ?? 0, name);
        for (const stack of [args.stack ?? 0, args.newstack ?? 0])
          if (stack !== 0 && !this.stacks.has(stack)) throw new Error(`${name}: no stack ${stack}`);
      }
  }

  private readStrings(reader: Reader): void {
    reader.byte();
    while (reader.left > 0) {
      reader.expect(5, "string");
      const id = reader.varint();
      const length = reader.varint();
      if (id === 0) throw new Error("string 0 is the empty one");
      if (length > 1024) throw new Error(`string ${id} has ${length} bytes`);
      if (this.strings.has(id)) throw new Error(`string ${id} twice`);
      this.strings.set(id, reader.take(length).text());
    }
  }

  private readStacks(reader: Reader): void {
    reader.byte();
    while (reader.left > 0) {
      reader.expect(3, "stack");
      const id = reader.varint();
      const count = reader.varint();
      if (count > 128) throw new Error(`stack ${id} has ${count} frames`);
      const frames = Array.from({ length: count }, () => {
        const pc = reader.varint();
        const frame = { fn: reader.varint(), file: reader.varint(), line: reader.varint() };
        // A reader takes the first frame that it sees of a program counter.
        const text = JSON.stringify(frame);
        if ((this.frames.get(pc) ?? text) !== text) throw new Error(`two frames at pc ${pc}`);
        this.frames.set(pc, text);
        return frame;
      });
      this.stackEntries.push({ id, frames });
    }
  }

  private readEvents(m: number, start: number, reader: Reader): void {
    const events = this.events.get(m) ?? [];
    this.events.set(m, events);
    let time = start;
    if (time < (events.at(-1)?.time ?? 0)) throw new Error(`batches of M ${m} go back in time`);
    while (reader.left > 0) {
      const type = reader.byte();
      const spec = EVENTS.get(type);
      if (spec === undefined) throw new Error(`unknown event ${type}`);
      time += reader.varint();
      const args: Record<string, number> = {};
      for (const arg of spec.args) args[arg] = reader.varint();
      events.push({ name: spec.name, time, args });
    }
  }
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  peek(): number {
    return this.bytes[this.at] ?? -1;
  }

  byte(): number {
    if (this.left === 0) throw new Error("the file ends too early");
    return this.bytes[this.at++] ?? -1;
  }

  expect(type: number, what: string): void {
    const byte = this.byte();
    if (byte !== type) throw new Error(`expected a ${what}, found type ${byte}`);
  }

  /** Of 2^64 − 1, which is no thread, floating point makes 2^64. */
  varint(): number {
    let value = 0;
    for (let scale = 1, count = 1; ; scale *= 128, count++) {
      if (count > 10) throw new Error("a number has more than 64 bits");
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  take(count: number): Reader {
    if (count > this.left) throw new Error("the file ends too early");
    this.at += count;
    return new Reader(this.bytes.subarray(this.at - count, this.at));
  }

  text(): string {
    return new TextDecoder().decode(this.bytes);
  }
}
