import { encodeUtf8, textOf } from "../../../shared/utf8";
import { toNanoseconds } from "../../../shared/duration";
import {
  Available,
  Close,
  Dup,
  MakePipe,
  MakeSocketPair,
  Open,
  Poll,
  Read,
  Seek,
  SetNonBlocking,
  Unlink,
  Write,
} from "../../../sim/kernel/ipc/descriptorCalls";
import type { Polled } from "../../../sim/kernel/ipc/descriptorCalls";
import { PollBit } from "../../../sim/kernel/ipc/openFile";
import type { OpenFlags } from "../../../sim/kernel/ipc/fileSystem";
import type { SocketType } from "../../../sim/kernel/ipc/socketBuffer";
import type { ChannelOptions } from "../../../sim/kernel/ipc/transfer";
import { wholeNumber } from "./binding";
import type { Binding } from "./binding";
import { flagOf, optionsOf } from "./options";
import { OSError } from "./osError";
import { giveAway, isGone } from "./remap";

/** MAX_RW_COUNT (read(2)). */
const MOST_BYTES = 0x7fff_f000;

/** What the functions of `os` on descriptors do. */
export function makeDescriptors(binding: Binding): Readonly<Record<string, unknown>> {
  const read = (fd: unknown, max: unknown, call: string): Read =>
    new Read(descriptor(fd, call), count(max, call));
  return {
    pipe: (options?: unknown) =>
      binding.process.call(new MakePipe(channelOptions(options, "os.pipe")), pairOf),
    socketpair: (type: unknown = "stream", options?: unknown) =>
      binding.process.call(
        new MakeSocketPair(
          oneOf(
            type,
            ["stream", "datagram"] as const satisfies readonly SocketType[],
            "os.socketpair: the type",
          ),
          channelOptions(options, "os.socketpair"),
        ),
        pairOf,
      ),
    open: (path: unknown, flags: unknown = "r", permissions: unknown = 0o666) =>
      binding.process.call(new Open(text(path, "os.open: the path"), openFlags(flags, permissions))),
    unlink: (path: unknown) => binding.process.call(new Unlink(text(path, "os.unlink: the path"))),
    read: (fd: unknown, max: unknown) => binding.process.call(read(fd, max, "os.read")),
    readText: (fd: unknown, max: unknown) =>
      binding.process.call(read(fd, max, "os.readText"), (bytes) => textOf(bytes as Uint8Array)),
    write: (fd: unknown, data: unknown) => {
      const call = new Write(descriptor(fd, "os.write"), bytesOf(data, "os.write: the data", "write"));
      return binding.process.call(call, (written) => {
        if (call.gaveAway && typeof data !== "string") giveAway(data as Uint8Array);
        return written;
      });
    },
    close: (fd: unknown) => binding.process.call(new Close(descriptor(fd, "os.close"))),
    dup: (fd: unknown) => binding.process.call(new Dup(descriptor(fd, "os.dup"))),
    seek: (fd: unknown, offset: unknown, whence: unknown = "set") =>
      binding.process.call(
        new Seek(
          descriptor(fd, "os.seek"),
          wholeNumber(offset, "os.seek: the offset"),
          oneOf(whence, ["set", "current", "end"] as const, "os.seek: whence"),
        ),
      ),
    pending: (fd: unknown) => binding.process.call(new Available(descriptor(fd, "os.pending"))),
    setNonBlocking: (fd: unknown, on: unknown = true) =>
      binding.process.call(
        new SetNonBlocking(
          descriptor(fd, "os.setNonBlocking"),
          flagOf(on, "os.setNonBlocking: the argument"),
        ),
      ),
    poll: (asked: unknown, timeout: unknown = -1) => {
      const list = pollList(asked);
      return binding.process.call(
        new Poll(list, timeout === -1 ? -1 : Math.max(0, toNanoseconds(timeout))),
        () => list.map(pollResult),
      );
    },
  };
}

/** A number that is no descriptor is EBADF later; anything else is an error of the program. */
function descriptor(fd: unknown, call: string): number {
  return wholeNumber(fd, `${call}: the descriptor`);
}

function count(max: unknown, call: string): number {
  const most = wholeNumber(max, `${call}: the number of bytes`);
  if (most < 0) throw new RangeError(`${call}: the number of bytes must be 0 or more`);
  return Math.min(most, MOST_BYTES);
}

export function text(value: unknown, what: string): string {
  if (typeof value === "string") return value;
  throw new TypeError(`${what} must be a text`);
}

export function oneOf<const Names extends readonly string[]>(
  value: unknown,
  names: Names,
  what: string,
): Names[number] {
  const found = names.find((name) => name === value);
  if (found === undefined)
    throw new TypeError(`${what} must be ${names.map((name) => `"${name}"`).join(" or ")}`);
  return found;
}

/** The bytes of a text in UTF-8, or of a Uint8Array. @throws OSError EFAULT of one that has been given away */
export function bytesOf(data: unknown, what: string, call: string): Uint8Array {
  if (typeof data === "string") return encodeUtf8(data);
  if (data instanceof Uint8Array) {
    if (isGone(data)) throw new OSError("EFAULT", call);
    return data;
  }
  throw new TypeError(`${what} must be a text or a Uint8Array`);
}

function pairOf(pair: unknown): number[] {
  return [...(pair as readonly number[])];
}

export const CHANNEL_KEYS = ["mode", "transfer"] as const;

export function channelOptions(
  options: unknown,
  call: string,
  known: readonly string[] = CHANNEL_KEYS,
): ChannelOptions {
  const { mode, transfer = "copy" } = optionsOf<string>(options, call, known);
  return {
    mode: mode === undefined ? "default" : oneOf(mode, ["sync", "async"] as const, `${call}: mode`),
    transfer: oneOf(transfer, ["copy", "remap"] as const, `${call}: transfer`),
  };
}

/** As Node's flags of fs.open. */
const FLAGS: Readonly<Record<string, Partial<OpenFlags>>> = {
  r: { read: true },
  "r+": { read: true, write: true },
  w: { write: true, create: true, truncate: true },
  wx: { write: true, create: true, exclusive: true },
  "w+": { read: true, write: true, create: true, truncate: true },
  "wx+": { read: true, write: true, create: true, exclusive: true },
  a: { write: true, append: true, create: true },
  ax: { write: true, append: true, create: true, exclusive: true },
  "a+": { read: true, write: true, append: true, create: true },
  "ax+": { read: true, write: true, append: true, create: true, exclusive: true },
};
const NO_FLAGS = {
  read: false,
  write: false,
  append: false,
  create: false,
  exclusive: false,
  truncate: false,
};

function openFlags(flags: unknown, permissions: unknown): OpenFlags {
  const found = typeof flags === "string" && Object.hasOwn(FLAGS, flags) ? FLAGS[flags] : undefined;
  if (found === undefined)
    throw new TypeError(`os.open: the flags must be one of ${Object.keys(FLAGS).join(", ")}`);
  return { ...NO_FLAGS, ...found, permissions: permissionsOf(permissions, "os.open") };
}

export function permissionsOf(permissions: unknown, call: string): number {
  const bits = wholeNumber(permissions, `${call}: the permissions`);
  if (bits < 0 || bits > 0o777) throw new RangeError(`${call}: the permissions must be 0 to 0o777`);
  return bits;
}

function pollList(asked: unknown): Polled[] {
  if (!Array.isArray(asked)) throw new TypeError("os.poll: the first argument must be an array");
  return asked.map((each: unknown) => {
    const { fd, read, write } = optionsOf(
      typeof each === "number" ? { fd: each, read: true } : each,
      "os.poll",
      ["fd", "read", "write"],
    );
    return {
      fd: descriptor(fd, "os.poll"),
      events:
        (flagOf(read, "os.poll: read") ? PollBit.In : 0) |
        (flagOf(write, "os.poll: write") ? PollBit.Out : 0),
      found: 0,
    };
  });
}

function pollResult({ fd, found }: Polled): object {
  const has = (bit: PollBit): boolean => (found & bit) !== 0;
  return {
    fd,
    readable: has(PollBit.In),
    writable: has(PollBit.Out),
    hangup: has(PollBit.HangUp),
    error: has(PollBit.Error),
    invalid: has(PollBit.Invalid),
  };
}
