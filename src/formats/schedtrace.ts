import { CHUNK_EVENTS, newChunk } from "../shared/log/chunk";
import type { Chunk } from "../shared/log/chunk";
import { EventLog } from "../shared/log/eventLog";
import { FORMAT_VERSION, KINDS } from "../shared/schema";
import { encodeUtf8 } from "../shared/utf8";
import { ByteReader, ByteWriter, damaged } from "./bytes";
import { readColumn, writeColumn } from "./columns";
import { crc32 } from "./crc32";
import { headerOf, headerText, parseHeader } from "./traceHeader";
import { readTables, writeTables } from "./traceTables";
import { TraceFormatError } from "./traceFormatError";
import { decodeUtf8 } from "./utf8";

/**
 * The file format `.schedtrace`. All numbers are little-endian; a varint has seven bits a byte, the lowest first.
 *
 *     8 bytes   "SCHDTRCE"
 *     uint32    FORMAT_VERSION
 *     uint32    CRC-32 of the body
 *     varint    length of the body in bytes
 *     body:
 *       varint + UTF-8   header: JSON with the configuration, the small tables and the source texts
 *       texts, wide numbers, goroutines, objects (traceTables.ts)
 *       varint           number of chunks
 *       per chunk: varint events, varint time of its base, then its columns (columns.ts)
 */
const MAGIC = encodeUtf8("SCHDTRCE");

/** In the order in which they are written. The kind comes first: it is the context of the others. */
const COLUMNS = ["aux", "core", "task", "p", "g", "a", "b", "loc"] as const satisfies (keyof Chunk)[];

/** The log as a file. The same log gives the same bytes. */
export function writeSchedtrace(log: EventLog): Uint8Array {
  const body = new ByteWriter();
  const header = encodeUtf8(headerText(headerOf(log)));
  body.varint(header.length);
  body.bytes(header);
  writeTables(body, log.tables);
  body.varint(log.chunks.length);
  for (const [at, chunk] of log.chunks.entries()) writeChunk(body, chunk, log.chunkLength(at));

  const file = new ByteWriter();
  file.bytes(MAGIC);
  file.uint32(FORMAT_VERSION);
  file.uint32(crc32(body.view()));
  file.varint(body.length);
  file.bytes(body.view());
  return file.view().slice();
}

/**
 * Reads a file that `writeSchedtrace` of this or an older version wrote.
 * @throws TraceFormatError for anything else, with what is wrong with it.
 */
export function readSchedtrace(bytes: Uint8Array): EventLog {
  const body = new ByteReader(openBody(bytes));
  const header = parseHeader(decodeUtf8(body.bytes(body.count("bytes of header"))));
  const log = new EventLog(header.config);
  const { tables } = log;
  for (const row of header.processes) tables.addProcess(row);
  for (const row of header.tasks) tables.addTask(row);
  for (const row of header.ps) tables.addP(row);
  for (const row of header.locs) tables.addLoc(row);
  tables.files.push(...header.files);
  readTables(body, tables);
  const chunks = body.count("chunks");
  for (let i = 0; i < chunks; i++) readChunk(body, log);
  if (body.left > 0) throw damaged(`${body.left} bytes follow its last event`);
  return log;
}

/** Checks the outside of the file; returns its body. */
function openBody(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw new TraceFormatError("the file is empty");
  const start = bytes.subarray(0, MAGIC.length);
  if (start.some((byte, i) => byte !== MAGIC[i]))
    throw new TraceFormatError("not a .schedtrace file: its first bytes are not those of a SchedLens trace");
  const reader = new ByteReader(bytes);
  reader.bytes(MAGIC.length);
  const version = reader.uint32();
  if (version === 0) throw damaged("its format version is 0");
  if (version > FORMAT_VERSION)
    throw new TraceFormatError(
      `the trace was written by a newer SchedLens: it has format version ${version}, this one reads up to ${FORMAT_VERSION}. Update SchedLens to open it.`,
    );
  const crc = reader.uint32();
  const length = reader.varint();
  if (length > reader.left)
    throw new TraceFormatError(
      `the trace file is truncated: ${length - reader.left} of its ${reader.at + length} bytes are missing`,
    );
  if (length < reader.left) throw damaged(`${reader.left - length} bytes follow its end`);
  const body = reader.bytes(length);
  if (crc32(body) !== crc) throw damaged("its checksum does not fit its contents");
  return body;
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
