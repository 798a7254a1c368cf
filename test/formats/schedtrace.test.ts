import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteReader, ByteWriter } from "../../src/formats/bytes";
import { readColumn, writeColumn } from "../../src/formats/columns";
import { crc32 } from "../../src/formats/crc32";
import { logBytes } from "../../src/formats/logBytes";
import { readSchedtrace, writeSchedtrace } from "../../src/formats/schedtrace";
import { TraceFormatError } from "../../src/formats/traceFormatError";
import { decodeUtf8 } from "../../src/formats/utf8";
import { encodeUtf8 } from "../../src/shared/utf8";
import { validate } from "../../src/analysis/validate/validate";
import { LogTraceSource } from "../../src/analysis/source";
import { FORMAT_VERSION, Kind } from "../../src/shared/schema";
import { randomLog } from "../analysis/support/randomLog";
import { scenario } from "../analysis/support/scenario";
import { LogWorld } from "../analysis/support/logWorld";

/** Offsets in the file: magic 8, version 4, checksum 4. */
const VERSION_AT = 8;
const CRC_AT = 12;

/** Puts the right checksum on a body that was tampered with. */
function resealed(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  reader.bytes(16);
  const length = reader.varint();
  const crc = crc32(bytes.subarray(reader.at, reader.at + length));
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(CRC_AT, crc, true);
  return bytes;
}

function problem(bytes: Uint8Array): string {
  try {
    readSchedtrace(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(TraceFormatError);
    return (error as Error).message;
  }
  return "none";
}

describe(".schedtrace", () => {
  it.each([
    ["a small log", () => scenario()],
    ["an empty log", () => new LogWorld().log],
    ["a random log", () => randomLog({ seed: 3, steps: 3000 })],
    ["a log of several chunks", () => randomLog({ seed: 4, steps: 60_000 })],
  ])("brings back %s", (_, make) => {
    const log = make();
    const bytes = writeSchedtrace(log);
    const copy = readSchedtrace(bytes);
    expect(Buffer.compare(logBytes(copy), logBytes(log))).toBe(0);
    expect(validate(copy)).toEqual(validate(log));
    expect(Buffer.compare(writeSchedtrace(copy), bytes)).toBe(0);
  });

  it("brings back jumps in time, wide numbers, every text and every option", () => {
    const world = new LogWorld({ cores: 2, quantum: 5e6, policy: "rr:quantum=5ms", limit: 2 ** 53 - 1 });
    world.start();
    world.emit(Kind.TimerStart, 0, -1, world.log.wide(2 ** 53 - 1));
    world.at(1e15).print("é 漢 😀 \ud800 lone \udfff \0 end");
    world.at(2 ** 53 - 1).end(3);
    const copy = readSchedtrace(writeSchedtrace(world.log));
    expect(copy.chunks.length).toBe(3);
    expect(copy.config).toEqual(world.log.config);
    expect(copy.tables.strings).toEqual(world.log.tables.strings);
    expect(copy.readWide(copy.read(2).b)).toBe(2 ** 53 - 1);
    expect(copy.endTime).toBe(2 ** 53 - 1);
  });

  it("is small", () => {
    const log = randomLog({ seed: 9, steps: 30_000 });
    expect(writeSchedtrace(log).length / log.length).toBeLessThan(16);
  });

  it("says what is wrong with other files", () => {
    expect(problem(new Uint8Array())).toBe("the file is empty");
    expect(problem(encodeUtf8('{"traceEvents":[]}'))).toMatch(/not a \.schedtrace file/);
    expect(problem(encodeUtf8("SC"))).toMatch(/truncated/);
    expect(problem(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0))).toMatch(/not a \.schedtrace file/);
  });

  it("says that a file is newer, truncated, too long, damaged", () => {
    const bytes = writeSchedtrace(scenario());
    const newer = bytes.slice();
    newer[VERSION_AT] = FORMAT_VERSION + 1;
    expect(problem(newer)).toMatch(
      /newer SchedLens: it has format version 3, this one reads up to 2\. Update/,
    );
    expect(problem(bytes.subarray(0, bytes.length - 10))).toMatch(
      new RegExp(`truncated: 10 of its ${bytes.length} bytes are missing`),
    );
    const long = new Uint8Array(bytes.length + 3);
    long.set(bytes);
    expect(problem(long)).toMatch(/3 bytes follow its end/);
    const flipped = bytes.slice();
    flipped[bytes.length - 20]! ^= 0x10;
    expect(problem(flipped)).toMatch(/checksum/);
  });

  it("refuses sizes that cannot be true before it makes room for them", () => {
    const body = new ByteWriter();
    const header = encodeUtf8(
      JSON.stringify({ config: { cores: 1 }, processes: [], tasks: [], ps: [], locs: [], files: [] }),
    );
    body.varint(header.length);
    body.bytes(header);
    body.varint(2 ** 40);
    const file = new ByteWriter();
    file.bytes(encodeUtf8("SCHDTRCE"));
    file.uint32(1);
    file.uint32(0);
    file.varint(body.length);
    file.bytes(body.view());
    expect(problem(resealed(file.view().slice()))).toMatch(/said to hold 1099511627776 texts/);
  });

  it("says which part of a header is wrong", () => {
    const file = (header: string): Uint8Array => {
      const body = new ByteWriter();
      const text = encodeUtf8(header);
      body.varint(text.length);
      body.bytes(text);
      const out = new ByteWriter();
      out.bytes(encodeUtf8("SCHDTRCE"));
      out.uint32(1);
      out.uint32(0);
      out.varint(body.length);
      out.bytes(body.view());
      return resealed(out.view().slice());
    };
    const tables = { processes: [], tasks: [], ps: [], locs: [], files: [] };
    expect(problem(file("nonsense"))).toMatch(/header is not JSON/);
    expect(problem(file("[]"))).toMatch(/header is not an object/);
    expect(problem(file(JSON.stringify(tables)))).toMatch(/no configuration/);
    expect(problem(file(JSON.stringify({ ...tables, config: { cores: "four" } })))).toMatch(
      /configuration's cores is not a number/,
    );
    expect(problem(file(JSON.stringify({ ...tables, config: { cores: 1e9 } })))).toMatch(/1000000000 cores/);
    expect(problem(file(JSON.stringify({ ...tables, config: { events: "some" } })))).toMatch(
      /configuration's events must be all, none, or last:N/,
    );
    expect(problem(file(JSON.stringify({ config: {}, ...tables, tasks: [{ tid: "1" }] })))).toMatch(
      /tid in row 0 of its table tasks is not a number/,
    );
  });

  it("never hangs or fails otherwise on files cut off anywhere", () => {
    const bytes = writeSchedtrace(randomLog({ seed: 6, steps: 200 }));
    for (let length = 0; length < bytes.length; length++)
      expect(problem(bytes.subarray(0, length))).not.toBe("none");
  });

  it("never hangs or fails otherwise on flipped bytes", () => {
    const bytes = writeSchedtrace(randomLog({ seed: 7, steps: 200 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.boolean(),
        (flips, reseal) => {
          const copy = bytes.slice();
          for (const [at, mask] of flips) copy[at]! ^= mask;
          if (!reseal) {
            problem(copy);
            return;
          }
          // With a checksum that fits, the reader itself has to notice, or to give a log that can be looked at.
          try {
            resealed(copy);
          } catch {
            return;
          }
          if (problem(copy) !== "none") return;
          const log = readSchedtrace(copy);
          const violation = validate(log);
          if (violation === undefined) new LogTraceSource(log).answer("overview", {});
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe("columns", () => {
  it("bring back any numbers in any context", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.nat(255)), { maxLength: 300 }), (rows) => {
        const column = Int32Array.from(rows, ([value]) => value);
        const contexts = Uint8Array.from(rows, ([, context]) => context);
        const writer = new ByteWriter();
        writeColumn(writer, column, rows.length, contexts);
        const copy = new Int32Array(rows.length);
        const reader = new ByteReader(writer.view());
        readColumn(reader, copy, rows.length, contexts);
        expect(copy).toEqual(column);
        expect(reader.left).toBe(0);
      }),
    );
  });

  it("bring back long runs", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.nat(40)), { maxLength: 30 }),
        (runs) => {
          const column = Int32Array.from(
            runs.flatMap(([value, count]) => new Array<number>(count).fill(value)),
          );
          const writer = new ByteWriter();
          writeColumn(writer, column, column.length);
          const copy = new Int32Array(column.length);
          readColumn(new ByteReader(writer.view()), copy, column.length);
          expect(copy).toEqual(column);
        },
      ),
    );
  });
});

describe("UTF-8", () => {
  it("brings back any string", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 50 }), (units) => {
        const text = String.fromCharCode(...units);
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      }),
    );
  });

  it("is what others call UTF-8", () => {
    const text = "naïve 漢字 😀";
    expect([...encodeUtf8(text)]).toEqual([...Buffer.from(text, "utf8")]);
    expect(decodeUtf8(encodeUtf8("x".repeat(10_000)))).toBe("x".repeat(10_000));
  });

  it("refuses other bytes", () => {
    for (const bytes of [[0xff], [0x80], [0xc3], [0xe2, 0x82], [0xc3, 0x41], [0xf7, 0xbf, 0xbf, 0xbf]])
      expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(TraceFormatError);
  });
});

it("crc32 gives the check value of its specification", () => {
  expect(crc32(encodeUtf8("123456789"))).toBe(0xcbf43926);
});

it("logBytes does not depend on how the log is cut into chunks", () => {
  const log = randomLog({ seed: 8, steps: 500 });
  const other = randomLog({ seed: 9, steps: 500 });
  expect(Buffer.compare(logBytes(readSchedtrace(writeSchedtrace(log))), logBytes(log))).toBe(0);
  expect(Buffer.compare(logBytes(log), logBytes(other))).not.toBe(0);
});
