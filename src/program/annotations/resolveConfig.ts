import { DEFAULT_CONFIG } from "../../shared/config";
import type { RunConfig } from "../../shared/config";
import type { SimulateTag } from "./annotation";
import { parseRunOption } from "./options";

/** The tag's options as configuration. Options that did not parse were reported when the tag was read. */
export function tagConfig(tag: SimulateTag | undefined): Partial<RunConfig> {
  let config: Partial<RunConfig> = {};
  for (const [key, value] of tag?.options ?? []) {
    const parsed = parseRunOption(key, value);
    if ("config" in parsed) config = { ...config, ...parsed.config };
  }
  return config;
}

/** Overrides win over the tag, the tag over the settings, those over the defaults. `gomaxprocs` is the number of cores unless given. */
export function resolveConfig(
  settings: Partial<RunConfig>,
  tag: SimulateTag | undefined,
  overrides: Partial<RunConfig>,
): RunConfig {
  const given = { ...settings, ...tagConfig(tag), ...overrides };
  const config = { ...DEFAULT_CONFIG, ...given };
  return { ...config, gomaxprocs: given.gomaxprocs ?? config.cores };
}
