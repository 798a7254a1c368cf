import { CHUNK_EVENTS, newChunk } from "../shared/log/chunk";
import type { Chunk } from "../shared/log/chunk";
import { EventLog } from "../shared/log/eventLog";
import { FORMAT_VERSION, KINDS } from "../shared/schema";
import { toEnd } from "../shared/steps";
import type { OpenedTrace, Opening } from "../shared/trace/opening";
import { encodeUtf8 } from "../shared/utf8";
import { ByteReader, ByteWriter, damaged } from "./bytes";
import { readColumn, writeColumn } from "./columns";
import { crc32 } from "./crc32";
import { readOpening, writeOpening } from "./openingBytes";
import { headerOf, headerText, parseHeader } from "./traceHeader";
import type { TraceHeader } from "./traceHeader";
import { readTables, writeTables } from "./traceTables";
import { TraceFormatError } from "./traceFormatError";
import { decodeUtf8 } from "./utf8";

/**
 * The file format `.schedtrace`. All numbers are little-endian; a varint has seven bits a byte, the lowest first.
 *
 *     8 bytes   "SCHDTRCE"
 *     uint32    format version: 2 where there is an opening, else 1
 *     sections: of version 1 the body; of version 2 the front, and the body
 *     each:     uint32 CRC-32 of its content, varint length of that in bytes, content
 *     front:
 *       varint + UTF-8   header: JSON with the configuration, the small tables and the source texts
 *       opening (openingBytes.ts)
 *     body:
 *       header, in version 1
 *       texts, wide numbers, goroutines, objects (traceTables.ts)
 *       varint           number of chunks
 *       per chunk: varint events, varint time of its base, then its columns (columns.ts)
 */
const MAGIC = encodeUtf8("SCHDTRCE");

/** In the order in which they are written. The kind comes first: it is the context of the others. */
const COLUMNS = ["aux", "core", "task", "p", "g", "a", "b", "loc"] as const satisfies (keyof Chunk)[];

/** Bytes of which the checksum is computed in one step, some milliseconds. */
const STEP = 1 << 22;

/**
 * The log as a file. The same log and opening give the same bytes.
 * @param opening what the first picture needs (analysis/opening/makeOpening.ts), so that it can be drawn before the events are read.
 */
export function writeSchedtrace(log: EventLog, opening?: Opening): Uint8Array {
  const file = new ByteWriter();
  file.bytes(MAGIC);
  file.uint32(opening === undefined ? 1 : FORMAT_VERSION);
  const header = encodeUtf8(headerText(headerOf(log)));
  const body = new ByteWriter();
  const front = opening === undefined ? body : new ByteWriter();
  front.varint(header.length);
  front.bytes(header);
  if (opening !== undefined) {
    front.bytes(writeOpening(opening));
    writeSection(file, front.view());
  }
  writeTables(body, log.tables);
  body.varint(log.chunks.length);
  for (const [at, chunk] of log.chunks.entries()) writeChunk(body, chunk, log.chunkLength(at));
  writeSection(file, body.view());
  return file.view().slice();
}

function writeSection(file: ByteWriter, content: Uint8Array): void {
  file.uint32(crc32(content));
  file.varint(content.length);
  file.bytes(content);
}

/**
 * Reads a file that `writeSchedtrace` of this or an older version wrote.
 * @throws TraceFormatError for anything else, with what is wrong with it.
 */
export function readSchedtrace(bytes: Uint8Array): EventLog {
  return toEnd(openSchedtrace(bytes).read());
}

/**
 * Reads what comes before the events. Of a file without an opening that is next to nothing, as its checksum is that of the whole file.
 * @throws TraceFormatError as `readSchedtrace` does, as far as can be known
 */
export function openSchedtrace(bytes: Uint8Array): OpenedTrace {
  const file = new ByteReader(bytes);
  const version = readVersion(file, bytes);
  const front = readSection(file);
  const body = version === 1 ? front : readSection(file);
  if (file.left > 0) throw damaged(`${file.left} bytes follow its end`);
  toEnd(checked(front));
  const reader = new ByteReader(front.content);
  const header = parseHeader(decodeUtf8(reader.bytes(reader.count("bytes of header"))));
  const { config, processes, files } = header;
  const rest = front.content.subarray(reader.at);
  if (version === 1)
    return {
      config,
      processes,
      files,
      opening: undefined,
      read: () => readEvents(rest, header),
      check: () => undefined,
    };
  return {
    config,
    processes,
    files,
    opening: readOpening(rest, header),
    *read() {
      yield* checked(body);
      return yield* readEvents(body.content, header);
    },
    check: (made) => {
      const bytes = made === undefined ? new Uint8Array() : writeOpening(made);
      if (bytes.length !== rest.length || bytes.some((byte, at) => byte !== rest[at]))
        throw damaged("its opening is not that of its events");
    },
  };
}

function* readEvents(bytes: Uint8Array, header: TraceHeader): Generator<undefined, EventLog> {
  const body = new ByteReader(bytes);
  const log = new EventLog(header.config);
  const { tables } = log;
  for (const row of header.processes) tables.addProcess(row);
  for (const row of header.tasks) tables.addTask(row);
  for (const row of header.ps) tables.addP(row);
  for (const row of header.locs) tables.addLoc(row);
  tables.files.push(...header.files);
  readTables(body, tables);
  const chunks = body.count("chunks");
  for (let i = 0; i < chunks; i++) {
    yield;
    readChunk(body, log);
  }
  if (body.left > 0) throw damaged(`${body.left} bytes follow its last event`);
  return log;
}

/** Checks the outside of the file; returns its version, up to which the reader then is. */
function readVersion(file: ByteReader, bytes: Uint8Array): number {
  if (bytes.length === 0) throw new TraceFormatError("the file is empty");
  const start = bytes.subarray(0, MAGIC.length);
  if (start.some((byte, i) => byte !== MAGIC[i]))
    throw new TraceFormatError("not a .schedtrace file: its first bytes are not those of a SchedLens trace");
  file.bytes(MAGIC.length);
  const version = file.uint32();
  if (version === 0) throw damaged("its format version is 0");
  if (version > FORMAT_VERSION)
    throw new TraceFormatError(
      `the trace was written by a newer SchedLens: it has format version ${version}, this one reads up to ${FORMAT_VERSION}. Update SchedLens to open it.`,
    );
  return version;
}

interface Section {
  readonly crc: number;
  readonly content: Uint8Array;
}

function readSection(file: ByteReader): Section {
  const crc = file.uint32();
  const length = file.varint();
  if (length > file.left)
    throw new TraceFormatError(
      `the trace file is truncated: ${length - file.left} of its ${file.at + length} bytes are missing`,
    );
  return { crc, content: file.bytes(length) };
}

function* checked({ crc, content }: Section): Generator<undefined, void> {
  let found = 0;
  for (let at = 0; at < content.length; at += STEP) {
    found = crc32(content.subarray(at, at + STEP), found);
    yield;
  }
  if (found !== crc) throw damaged("its checksum does not fit its contents");
}

function writeChunk(writer: ByteWriter, chunk: Chunk, events: number): void {
  writer.varint(events);
  writer.varint(chunk.base);
  let last = 0;
  for (let i = 0; i < events; i++) {
    const delta = chunk.delta[i] ?? 0;
    writer.varint(delta - last);
    last = delta;
  }
  // The context of a kind is the kind before it.
  const shifted = new Uint8Array(events + 1);
  shifted.set(chunk.kind.subarray(0, events), 1);
  writeColumn(writer, shifted.subarray(1), events, shifted);
  for (const name of COLUMNS) writeColumn(writer, chunk[name], events, chunk.kind);
}

function readChunk(reader: ByteReader, log: EventLog): void {
  // The times take at least a byte each, so the count cannot exceed what is left.
  const events = reader.count("events in a chunk");
  if (events === 0 || events > CHUNK_EVENTS) throw damaged(`a chunk has ${events} events`);
  const base = reader.varint();
  if (log.length > 0 && base < log.endTime)
    throw damaged(`time goes back from ${log.endTime} to ${base} ns between chunks`);
  const chunk = newChunk(base, events);
  let delta = 0;
  for (let i = 0; i < events; i++) {
    delta += reader.varint();
    if (delta > 0xffff_ffff) throw damaged("a chunk spans more time than it may");
    chunk.delta[i] = delta;
  }
  if (base + delta > Number.MAX_SAFE_INTEGER) throw damaged("an event comes after the end of time");
  // Each kind is the context of the next: the contexts fill while the column is read.
  const shifted = new Uint8Array(events + 1);
  readColumn(reader, shifted.subarray(1), events, shifted);
  chunk.kind.set(shifted.subarray(1));
  for (const kind of chunk.kind)
    if (kind >= KINDS.length)
      throw new TraceFormatError(
        `the trace has events of kind ${kind}, which this SchedLens does not know: update it to open the file`,
      );
  for (const name of COLUMNS) readColumn(reader, chunk[name], events, chunk.kind);
  log.adopt(chunk, events);
}
