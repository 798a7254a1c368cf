import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

function json(name: string): unknown {
  return JSON.parse(readFileSync(join(root, name), "utf8"));
}

/** package.json as it is written, with `%key%` for each text that people read. */
export const rawManifest = json("package.json");

/** Key → text. */
export const manifestTexts = json("package.nls.json") as Readonly<Record<string, string>>;

/** package.json as VS Code shows it. */
export const manifest = localized(rawManifest);

function localized(value: unknown): unknown {
  if (typeof value === "string")
    return value.replace(/^%(.*)%$/, (whole, key: string) => manifestTexts[key] ?? whole);
  if (Array.isArray(value)) return value.map(localized);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, localized(each)]));
}
