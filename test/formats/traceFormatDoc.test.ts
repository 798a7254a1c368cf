import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { KINDS } from "../../src/shared/schema";
import type { ArgSpec, KindSpec } from "../../src/shared/schema";

const FILE = join(import.meta.dirname, "..", "..", "docs", "trace-format.md");
const BEGIN = "<!-- prettier-ignore-start -->\n";
const END = "<!-- prettier-ignore-end -->";

/** The part of docs/trace-format.md that follows from the schema. */
function eventTables(): string {
  const vocabularies = new Map<string, readonly string[]>();
  const argument = (kind: KindSpec, arg: ArgSpec | undefined): string => {
    if (arg === undefined) return "";
    if (typeof arg.type === "string") return `${arg.name}: ${arg.type}`;
    const same = [...vocabularies].find(([, words]) => words === arg.type);
    const name = same?.[0] ?? `${kind.name}.${arg.name}`;
    vocabularies.set(name, arg.type);
    return `${arg.name}: word of ${name}`;
  };
  const rows = (KINDS as readonly KindSpec[]).map(
    (kind, code) =>
      `| ${code} | ${kind.name} | ${argument(kind, kind.aux)} | ${argument(kind, kind.a)} | ${argument(kind, kind.b)} | ${kind.doc} |`,
  );
  const words = [...vocabularies].map(
    ([name, list]) =>
      `- ${name}: ${list.map((word, code) => `${code} ${word === "" ? "(none)" : word}`).join(", ")}`,
  );
  return [
    "",
    "| code | kind | aux | a | b | what happened |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
    "Vocabularies, by code:",
    "",
    ...words,
    "",
    "",
  ].join("\n");
}

it("docs/trace-format.md lists the events of the schema (UPDATE_DOCS=1 rewrites it)", () => {
  const text = readFileSync(FILE, "utf8");
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  expect(begin).toBeGreaterThan(0);
  expect(end).toBeGreaterThan(begin);
  const from = begin + BEGIN.length;
  if (process.env["UPDATE_DOCS"] === "1") {
    writeFileSync(FILE, text.slice(0, from) + eventTables() + text.slice(end));
    return;
  }
  expect(text.slice(from, end)).toBe(eventTables());
});
