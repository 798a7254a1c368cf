import type { RunSummary } from "../../shared/messages/worker";
import type { Overrides } from "../configuration/values";
import { Run } from "./run";

/** What is written down of a run besides its trace. `version` guards against older shapes. */
export interface KeptRun {
  readonly version: 1;
  readonly id: string;
  readonly uri: string;
  readonly entry: string | undefined;
  readonly overrides: Overrides;
  readonly startedAt: number;
  readonly summary: RunSummary;
  /** Document URI and fingerprint of each source file. */
  readonly sources: readonly (readonly [uri: string, fingerprint: string])[];
}

export function keep(run: Run, summary: RunSummary): KeptRun {
  return {
    version: 1,
    id: run.id,
    uri: run.target.uri,
    entry: run.target.entry,
    overrides: run.overrides,
    startedAt: run.startedAt,
    summary,
    sources: [...run.fingerprints],
  };
}

/** The run that a text was written for, without its data; `undefined` where the text is of another version or damaged. */
export function readKeptRun(text: string): Run | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isKeptRun(json)) return undefined;
  const run = new Run(json.id, { uri: json.uri, entry: json.entry }, json.overrides, json.startedAt);
  run.summary = json.summary;
  run.status = { kind: "ready", summary: json.summary };
  run.fingerprints = new Map(json.sources);
  return run;
}

function isKeptRun(value: unknown): value is KeptRun {
  if (!isRecord(value) || value["version"] !== 1) return false;
  const { id, uri, entry, overrides, startedAt, summary, sources } = value;
  return (
    typeof id === "string" &&
    typeof uri === "string" &&
    (entry === undefined || typeof entry === "string") &&
    isRecord(overrides) &&
    Object.values(overrides).every((text) => typeof text === "string") &&
    typeof startedAt === "number" &&
    isSummary(summary) &&
    Array.isArray(sources) &&
    sources.every(
      (pair: unknown) => Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "string",
    )
  );
}

/** As far as the views read it. */
function isSummary(value: unknown): boolean {
  if (!isRecord(value) || !isRecord(value["config"])) return false;
  const { config } = value;
  return (
    ["exitCode", "endTime", "steals"].every((key) => typeof value[key] === "number") &&
    ["how", "message", "entry"].every((key) => typeof value[key] === "string") &&
    typeof config["cores"] === "number" &&
    typeof config["runtime"] === "string"
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
