import * as vscode from "vscode";
import { parseRunOption, RUN_OPTIONS } from "../../program/annotations/options";
import type { RunOptionKey } from "../../program/annotations/options";
import type { RunConfig } from "../../shared/config";

/** Options as text, as they are written in a tag. */
export type Overrides = Readonly<Partial<Record<RunOptionKey, string>>>;

/** What an option is when nobody says anything, as text. Empty: depends on other options. */
export const DEFAULT_TEXTS: Readonly<Record<RunOptionKey, string>> = {
  cores: "4",
  gomaxprocs: "",
  policy: "eevdf",
  quantum: "",
  preemption: "preemptive",
  queues: "percpu",
  inherit: "off",
  cache: "off",
  seed: "1",
  costs: "linux-x86",
  limit: "3600s",
  steps: "4000000000",
  events: "all",
  async: "event-loop",
  nproc: "4096",
  runtime: "go",
  memory: "16GiB",
  overcommit: "off",
  stack: "8MiB",
  uid: "1000",
  gc: "off",
  registers: "off",
};

/** What to show for an option that is not set and has no fixed default. */
export function derivedText(key: RunOptionKey): string {
  if (key === "gomaxprocs") return vscode.l10n.t("= cores");
  return key === "quantum" ? vscode.l10n.t("the policy's own") : "";
}

/** Where the value of an option comes from, strongest first. */
export type ValueSource = "changed here" | "from tag" | "setting" | "default";

export function sourceText(source: ValueSource): string {
  switch (source) {
    case "changed here":
      return vscode.l10n.t("changed here");
    case "from tag":
      return vscode.l10n.t("from tag");
    case "setting":
      return vscode.l10n.t("setting");
    case "default":
      return vscode.l10n.t("default");
  }
}

export interface OptionValue {
  readonly key: RunOptionKey;
  /** As written; empty when derived from other options. */
  readonly text: string;
  readonly source: ValueSource;
}

export interface OptionTexts {
  readonly overrides: Overrides;
  readonly tag: ReadonlyMap<string, string>;
  readonly settings: Overrides;
}

/** Every option with its effective value and where it comes from. */
export function effectiveValues({ overrides, tag, settings }: OptionTexts): OptionValue[] {
  return RUN_OPTIONS.map(({ key }) => {
    const changed = overrides[key];
    if (changed !== undefined) return { key, text: changed, source: "changed here" };
    const tagged = tag.get(key);
    if (tagged !== undefined) return { key, text: tagged, source: "from tag" };
    const set = settings[key];
    if (set !== undefined) return { key, text: set, source: "setting" };
    return { key, text: DEFAULT_TEXTS[key], source: "default" };
  });
}

/**
 * Texts as configuration.
 * @throws Error naming the option and what it may be
 */
export function parseOptions(texts: Overrides, where: string): Partial<RunConfig> {
  let config: Partial<RunConfig> = {};
  for (const [key, text] of Object.entries(texts)) {
    const parsed = parseRunOption(key, text);
    if ("error" in parsed) throw new Error(`${where}: ${parsed.error}`);
    config = { ...config, ...parsed.config };
  }
  return config;
}
