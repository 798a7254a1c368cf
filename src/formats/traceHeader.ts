import { DEFAULT_CONFIG } from "../shared/config";
import type { RunConfig } from "../shared/config";
import type { Loc, PEntity, ProcessEntity, SourceFile, TaskEntity } from "../shared/entities";
import type { EventLog } from "../shared/log/eventLog";
import { parseRetention } from "../shared/log/retention";
import { damaged } from "./bytes";

/** The part of a trace file that is JSON: the configuration, and the tables that are small. */
export interface TraceHeader {
  readonly config: RunConfig;
  readonly processes: readonly ProcessEntity[];
  readonly tasks: readonly TaskEntity[];
  readonly ps: readonly PEntity[];
  readonly locs: readonly Loc[];
  readonly files: readonly SourceFile[];
}

type Shape<Row> = { readonly [Key in keyof Row]: "number" | "string" };

const PROCESS: Shape<ProcessEntity> = { pid: "number", parent: "number", name: "string" };
const TASK: Shape<TaskEntity> = { tid: "number", process: "number", name: "string" };
const P: Shape<PEntity> = { process: "number", id: "number" };
const LOC: Shape<Loc> = { file: "number", line: "number", column: "number", fn: "string" };
const FILE: Shape<SourceFile> = { uri: "string", text: "string" };

export function headerOf({ config, tables }: EventLog): TraceHeader {
  const { processes, tasks, ps, locs, files } = tables;
  return { config, processes, tasks, ps, locs, files };
}

/** Keys in a fixed order, so that equal headers give equal texts. */
export function headerText(header: TraceHeader): string {
  const config = Object.keys(DEFAULT_CONFIG).map((key) => [key, header.config[key as keyof RunConfig]]);
  return JSON.stringify({
    config: Object.fromEntries(config) as unknown,
    processes: header.processes.map((row) => pick(row, PROCESS)),
    tasks: header.tasks.map((row) => pick(row, TASK)),
    ps: header.ps.map((row) => pick(row, P)),
    locs: header.locs.map((row) => pick(row, LOC)),
    files: header.files.map((row) => pick(row, FILE)),
  });
}

function pick<Row extends object>(row: Row, shape: Shape<Row>): unknown {
  return Object.fromEntries(Object.keys(shape).map((key) => [key, row[key as keyof Row]]));
}

/** @throws TraceFormatError where the text is not what `headerText` makes. */
export function parseHeader(text: string): TraceHeader {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged("its header is not JSON");
  }
  if (!isRecord(json)) throw damaged("its header is not an object");
  return {
    config: configOf(json["config"]),
    processes: rows(json, "processes", PROCESS),
    tasks: rows(json, "tasks", TASK),
    ps: rows(json, "ps", P),
    locs: rows(json, "locs", LOC),
    files: rows(json, "files", FILE),
  };
}

/** Options that the file does not know, because it is older, have their defaults. */
function configOf(json: unknown): RunConfig {
  if (!isRecord(json)) throw damaged("its header has no configuration");
  const entries = Object.entries(DEFAULT_CONFIG).map(([key, standard]: [string, unknown]) => {
    const value = json[key];
    const type = key === "quantum" ? "number" : typeof standard;
    if (value !== undefined && typeof value !== type)
      throw damaged(`the configuration's ${key} is not a ${type}`);
    return [key, value ?? standard];
  });
  const config = Object.fromEntries(entries) as RunConfig;
  if (!Number.isInteger(config.cores) || config.cores < 1 || config.cores > 256)
    throw damaged(`the configuration has ${config.cores} cores`);
  const retention = parseRetention(config.events);
  if ("error" in retention) throw damaged(`the configuration's ${retention.error}`);
  return config;
}

function rows<Row>(json: Record<string, unknown>, table: string, shape: Shape<Row>): Row[] {
  const list = json[table];
  if (!Array.isArray(list)) throw damaged(`its header has no table ${table}`);
  return list.map((row: unknown, at): Row => {
    if (!isRecord(row)) throw damaged(`row ${at} of its table ${table} is not an object`);
    const entries = Object.entries<string>(shape).map(([key, type]) => {
      const value = row[key];
      if (typeof value !== type || (type === "number" && !Number.isSafeInteger(value)))
        throw damaged(`${key} in row ${at} of its table ${table} is not a ${type}`);
      return [key, value];
    });
    return Object.fromEntries(entries) as Row;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
