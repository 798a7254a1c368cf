import { OBJECT_KINDS } from "../shared/enums";
import type { GIndex, GoId, LocIndex, ProcessIndex, StringIndex, TaskIndex } from "../shared/ids";
import type { LogTables } from "../shared/log/tables";
import { encodeUtf8 } from "../shared/utf8";
import { damaged } from "./bytes";
import type { ByteReader, ByteWriter } from "./bytes";
import { readColumn, writeColumn } from "./columns";
import { decodeUtf8 } from "./utf8";

/**
 * The tables that may be large, by columns. In each, one column takes at least a byte a row, so that a reader knows a count that
 * cannot be true before it makes room for it.
 */
export function writeTables(writer: ByteWriter, tables: LogTables): void {
  writeStrings(writer, tables.strings);
  writer.varint(tables.wide.length);
  for (const value of tables.wide) writer.varint(value);
  writeGs(writer, tables);
  writeObjects(writer, tables);
}

/** @throws TraceFormatError */
export function readTables(reader: ByteReader, tables: LogTables): void {
  readStrings(reader, tables);
  const wide = reader.count("wide numbers");
  for (let i = 0; i < wide; i++) tables.wide.push(reader.varint());
  readGs(reader, tables);
  readObjects(reader, tables);
}

function writeStrings(writer: ByteWriter, strings: readonly string[]): void {
  const bytes = strings.map(encodeUtf8);
  writer.varint(strings.length);
  for (const text of bytes) writer.varint(text.length);
  for (const text of bytes) writer.bytes(text);
}

function readStrings(reader: ByteReader, tables: LogTables): void {
  const count = reader.count("texts");
  const lengths: number[] = [];
  for (let i = 0; i < count; i++) lengths.push(reader.varint());
  for (const length of lengths) tables.addText(decodeUtf8(reader.bytes(length)));
}

function writeGs(writer: ByteWriter, { gs }: LogTables): void {
  const rows = Array.from({ length: gs.length }, (_, row) => gs.at(row as GIndex));
  writer.varint(rows.length);
  for (const row of rows) writer.varint(row.goid);
  const columns = [
    rows.map((row) => row.process),
    rows.map((row) => row.name),
    rows.map((row) => row.parent),
    rows.map((row) => row.created),
    rows.map((row) => (row.system ? 1 : 0)),
  ];
  for (const column of columns) writeColumn(writer, Int32Array.from(column), rows.length);
}

function readGs(reader: ByteReader, { gs }: LogTables): void {
  const count = reader.count("goroutines");
  const goid: number[] = [];
  for (let i = 0; i < count; i++) goid.push(reader.varint());
  const [process, name, parent, created, system] = readColumns(reader, count, 5);
  for (let i = 0; i < count; i++) {
    gs.push({
      goid: (goid[i] ?? 0) as GoId,
      process: (process?.[i] ?? 0) as ProcessIndex,
      name: (name?.[i] ?? 0) as StringIndex,
      parent: (parent?.[i] ?? 0) as GIndex,
      created: (created?.[i] ?? 0) as LocIndex,
      system: system?.[i] === 1,
    });
  }
}

function writeObjects(writer: ByteWriter, { objects }: LogTables): void {
  writer.varint(objects.length);
  for (const { kind } of objects) writer.varint(OBJECT_KINDS.indexOf(kind));
  const columns = [
    objects.map((object) => object.size),
    objects.map((object) => object.created),
    objects.map((object) => object.maker),
  ];
  for (const column of columns) writeColumn(writer, Int32Array.from(column), objects.length);
}

function readObjects(reader: ByteReader, tables: LogTables): void {
  const count = reader.count("objects");
  const kinds: number[] = [];
  for (let i = 0; i < count; i++) kinds.push(reader.varint());
  const [size, created, maker] = readColumns(reader, count, 3);
  for (const [i, code] of kinds.entries()) {
    const kind = OBJECT_KINDS[code];
    if (kind === undefined) throw damaged(`an object has the unknown kind ${code}`);
    tables.addObject({
      kind,
      size: size?.[i] ?? 0,
      created: (created?.[i] ?? 0) as LocIndex,
      maker: (maker?.[i] ?? 0) as TaskIndex,
    });
  }
}

function readColumns(reader: ByteReader, rows: number, columns: number): Int32Array[] {
  return Array.from({ length: columns }, () => {
    const column = new Int32Array(rows);
    readColumn(reader, column, rows);
    return column;
  });
}
