/** What a test of the suite says of itself: the YAML between its first comment's dashes, as far as the suite uses YAML. */
export interface Metadata {
  readonly flags: readonly string[];
  readonly includes: readonly string[];
  readonly features: readonly string[];
  readonly negative: { readonly phase: string; readonly type: string } | undefined;
}

const HEADER = /\/\*---([\s\S]*?)---\*\//;

export function readMetadata(text: string): Metadata {
  const fields = topLevelFields(HEADER.exec(text)?.[1] ?? "");
  const negative = fields.get("negative");
  return {
    flags: list(fields.get("flags")),
    includes: list(fields.get("includes")),
    features: list(fields.get("features")),
    negative:
      negative === undefined ? undefined : { phase: entry(negative, "phase"), type: entry(negative, "type") },
  };
}

/** Key → everything up to the next key that is not indented. */
function topLevelFields(yaml: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const part of yaml.split(/^(?=[\w-]+:)/m)) {
    const colon = part.indexOf(":");
    if (colon > 0) fields.set(part.slice(0, colon), part.slice(colon + 1));
  }
  return fields;
}

/** `[a, b]`, or a line `- a` for each item. */
function list(value: string | undefined): string[] {
  if (value === undefined) return [];
  const inner = /\[([\s\S]*)\]/.exec(value)?.[1];
  const items = inner === undefined ? value.split(/^\s*- /m) : inner.split(",");
  return items.map((item) => item.trim()).filter((item) => item !== "");
}

function entry(value: string, key: string): string {
  return new RegExp(`^\\s+${key}:\\s*(\\S+)`, "m").exec(value)?.[1] ?? "";
}
