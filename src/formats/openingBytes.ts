import { RUN_ENDS } from "../shared/enums";
import type { Opening } from "../shared/trace/opening";
import { GROUPINGS, SPAN_KINDS } from "../shared/trace/queries";
import type { BucketSpans, Lane, Overview } from "../shared/trace/queries";
import { encodeUtf8 } from "../shared/utf8";
import { ByteReader, ByteWriter, damaged } from "./bytes";
import { readColumn, writeColumn } from "./columns";
import type { IntegerColumn } from "./columns";
import type { TraceHeader } from "./traceHeader";
import { decodeUtf8 } from "./utf8";

/**
 * Of how an opening is computed and written: it is raised whenever the same log gets another one (test/analysis/opening.test.ts notices), and
 * readers leave aside what has another number.
 */
const REVISION = 1;

const KIND_COUNT = SPAN_KINDS.length;
/** More than a trace can have, so that a number that cannot be true takes up no memory. */
const MOST_LANES = 256;
const MOST_BUCKETS = 1 << 16;

const NUMBERS = [
  "exitCode",
  "beginTime",
  "endTime",
  "events",
  "goroutines",
  "threads",
  "steals",
  "migrations",
  "contextSwitches",
  "goroutineSwitches",
] as const satisfies (keyof Overview)[];
const TEXTS = ["end", "message", "entry"] as const satisfies (keyof Overview)[];
const CORE_TIMES = ["busy", "overhead", "idle"] as const;

/** The same opening gives the same bytes. What the header has too is left out. */
export function writeOpening({ overview, lanes, spanCounts, from, to, levels }: Opening): Uint8Array {
  const writer = new ByteWriter();
  writer.varint(REVISION);
  const pick = <Row extends object>(row: Row, keys: readonly (keyof Row)[]): unknown[] =>
    keys.map((key) => row[key]);
  const text = encodeUtf8(
    JSON.stringify([
      pick(overview, NUMBERS),
      pick(overview, TEXTS),
      pick(overview.dropped, ["events", "until"]),
      pick(overview.laneCounts, GROUPINGS),
      overview.coreTimes.map((row) => pick(row, CORE_TIMES)),
      lanes.map(({ entity, label, detail }) => [entity, label, detail]),
    ]),
  );
  writer.varint(text.length);
  writer.bytes(text);
  for (const count of spanCounts) writer.varint(count);
  writer.varint(from);
  writer.varint(to);
  writer.varint(levels.length);
  for (const level of levels) {
    writer.varint(level.bucket);
    writer.varint(level.firstBucket);
    writer.varint(level.buckets);
    for (const column of columnsOf(level)) writeColumn(writer, column, column.length);
  }
  return writer.view();
}

/** What `writeOpening` wrote; nothing where that was of another revision. @throws TraceFormatError */
export function readOpening(bytes: Uint8Array, header: TraceHeader): Opening | undefined {
  const reader = new ByteReader(bytes);
  if (reader.varint() !== REVISION) return undefined;
  const text = decodeUtf8(reader.bytes(reader.count("bytes of overview")));
  const { overview, lanes } = parse(text, header);
  const spanCounts = lanes.map(() => reader.varint());
  const from = reader.varint();
  const to = reader.varint();
  const levels = Array.from({ length: reader.count("levels") }, () => readLevel(reader, lanes.length));
  if (reader.left > 0) throw damaged(`${reader.left} bytes follow its opening`);
  return { overview, lanes, spanCounts, from, to, levels };
}

/** The columns of a level: the shares of each kind by themselves, most of which are 0 throughout. */
function columnsOf({ share, entity, kind }: Pick<BucketSpans, "share" | "entity" | "kind">): IntegerColumn[] {
  const shares = SPAN_KINDS.map((_, k) =>
    Uint8Array.from(kind, (_, cell) => share[cell * KIND_COUNT + k] ?? 0),
  );
  return [...shares, entity, kind];
}

function readLevel(reader: ByteReader, lanes: number): BucketSpans {
  const bucket = reader.varint();
  const firstBucket = reader.varint();
  const buckets = reader.varint();
  if (buckets > MOST_BUCKETS) throw damaged(`a level of its opening has ${buckets} buckets`);
  const cells = lanes * buckets;
  const share = new Uint8Array(cells * KIND_COUNT);
  const one = new Uint8Array(cells);
  for (let k = 0; k < KIND_COUNT; k++) {
    readColumn(reader, one.fill(0), cells);
    for (let cell = 0; cell < cells; cell++) share[cell * KIND_COUNT + k] = one[cell] ?? 0;
  }
  const entity = new Int32Array(cells);
  readColumn(reader, entity, cells);
  const kind = new Uint8Array(cells);
  readColumn(reader, kind, cells);
  if (kind.some((code) => code >= KIND_COUNT)) throw damaged("its opening has a span of an unknown kind");
  return { form: "buckets", firstLane: 0, lanes, bucket, firstBucket, buckets, share, entity, kind };
}

function parse(
  text: string,
  header: TraceHeader,
): { readonly overview: Overview; readonly lanes: readonly Lane[] } {
  const [numbers, texts, dropped, laneCounts, coreTimes, lanes, ...more] = list(json(text));
  if (more.length > 0) throw wrong();
  const overview = {
    ...object(NUMBERS, numbers, isNumber),
    ...object(TEXTS, texts, isText),
    config: header.config,
    dropped: object(["events", "until"], dropped, isNumber),
    laneCounts: object(GROUPINGS, laneCounts, isNumber),
    coreTimes: list(coreTimes).map((row) => object(CORE_TIMES, row, isNumber)),
    files: header.files.map(({ uri }) => ({ uri })),
  };
  const end = RUN_ENDS.find((name) => name === overview.end);
  const rows = list(lanes).map((row): Lane => {
    const [entity, label, detail] = list(row);
    if (!isNumber(entity) || !isText(label) || !isText(detail)) throw wrong();
    return { entity, under: false, label, detail };
  });
  if (end === undefined || rows.length > MOST_LANES) throw wrong();
  return { overview: { ...overview, end }, lanes: rows };
}

function object<Key extends string, Value>(
  keys: readonly Key[],
  values: unknown,
  is: (value: unknown) => value is Value,
): Record<Key, Value> {
  const row = list(values);
  if (row.length !== keys.length) throw wrong();
  const entries = keys.map((key, at) => {
    const value = row[at];
    if (!is(value)) throw wrong();
    return [key, value] as const;
  });
  return Object.fromEntries(entries) as Record<Key, Value>;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong();
  }
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong();
  return value;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function wrong(): Error {
  return damaged("its overview is not what it should be");
}
