import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { translatedTexts } from "../webview/support/visibleTexts";
import { sourcesIn, viewerSources } from "../webview/support/viewerSources";
import { manifestTexts, rawManifest } from "./support/manifest";

/** Everything that people read can be translated: package.json through package.nls.json, the texts of the host, of the panel and about a run through l10n/. */

const root = join(import.meta.dirname, "../..");
const bundlePath = join(root, "l10n/bundle.l10n.json");

const files = readdirSync(join(root, "src/host"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => {
    const text = readFileSync(join(root, "src/host", name), "utf8");
    return { name, source: ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true) };
  });

/** Names of properties whose values people read, also when they are one word. */
const READ = new Set(["title", "tooltip", "placeHolder", "prompt", "openLabel", "detail", "doc"]);
/** Two words with a space between them. */
const SENTENCE = /[\p{L}\d)’'"]{2,},?[ ]+[\p{L}@“(]{2,}/u;

function calls(node: ts.Node, pattern: RegExp): boolean {
  return ts.isCallExpression(node) && pattern.test(node.expression.getText());
}

/** Whether the text is one to translate, is for the log or a comparison, or is not for people at all: a type, a module. */
function isSettled(node: ts.Node): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    if (ts.isTypeNode(parent) || ts.isImportDeclaration(parent) || ts.isCaseClause(parent)) return true;
    if (calls(parent, /(^|\.)l10n\.t$|(^|\.)log\.(info|warn|error|debug)$|executeCommand$|\.startsWith$/))
      return true;
    if (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText())) return true;
  }
  return false;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("0");
}

function literals(source: ts.SourceFile): { text: string; node: ts.Node }[] {
  const found: { text: string; node: ts.Node }[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined) found.push({ text, node });
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/** Files whose texts are markup or go into other files, not to people. */
const OTHER = new Set(["panel/html.ts", "types/addTypes.ts: Types of the module that SchedLens simulates"]);
/** Values of the union of where an option comes from: what is shown is localized where it is shown. */
const VALUES = new Set(["changed here", "from tag"]);

function unlocalized(name: string, source: ts.SourceFile): string[] {
  return literals(source).flatMap(({ text, node }) => {
    const { parent } = node;
    const read = ts.isPropertyAssignment(parent) && READ.has(parent.name.getText());
    const isText = SENTENCE.test(text) || (read && /^\p{Lu}?\p{Ll}+$/u.test(text));
    if (!isText || isSettled(node) || OTHER.has(name) || OTHER.has(`${name}: ${text}`) || VALUES.has(text))
      return [];
    return [`${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text}`];
  });
}

describe("texts of the host", () => {
  test.each(files)("$name has none that cannot be translated", ({ name, source }) => {
    expect(unlocalized(name, source)).toEqual([]);
  });

  test("the check sees texts that cannot be translated, and no others", () => {
    const check = (text: string): number =>
      unlocalized("x.ts", ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true)).length;
    for (const text of [
      'window.showInformationMessage("Open a folder first")',
      "window.showErrorMessage(`The file ${name} is gone`)",
      'const item = { title: "Change" };',
      'throw new Error("it was closed");',
    ])
      expect(check(text), text).toBe(1);
    for (const text of [
      'vscode.l10n.t("Open a folder first")',
      "log.warn(`ignored a message ${text}`)",
      'type Kind = "no text";',
      'const id = { command: "schedlens.run" };',
    ])
      expect(check(text), text).toBe(0);
  });

  test("the bundle for translators has them all, and no others (UPDATE_L10N=1 writes it)", () => {
    const messages = new Set<string>();
    for (const { name, source } of files)
      for (const { text, node } of literals(source)) {
        if (!calls(node.parent, /(^|\.)l10n\.t$/)) continue;
        const [message] = (node.parent as ts.CallExpression).arguments;
        if (message !== node) continue;
        expect(ts.isStringLiteralLike(node), `${name}: ${text} is no plain text`).toBe(true);
        messages.add(text);
      }
    for (const { name, source } of [...viewerSources(), ...sourcesIn(["src/analysis"])])
      for (const { text, isLiteral } of translatedTexts(source)) {
        expect(isLiteral, `${name}: ${text} is no plain text`).toBe(true);
        messages.add(text);
      }
    const bundle = Object.fromEntries([...messages].sort().map((text) => [text, text]));
    if (process.env["UPDATE_L10N"] !== undefined)
      writeFileSync(bundlePath, `${JSON.stringify(bundle, undefined, 2)}\n`);
    expect(JSON.parse(readFileSync(bundlePath, "utf8"))).toEqual(bundle);
  });
});

describe("texts of package.json", () => {
  /** Keys whose values people read, and lists of such values. */
  const TEXTS = new Set(
    "displayName description title name contextualTitle contents markdownDescription patternErrorMessage enumDescriptions".split(
      " ",
    ),
  );

  const written: [path: string, text: string][] = [];
  const visit = (value: unknown, path: string, key: string): void => {
    if (typeof value === "string") {
      if (TEXTS.has(key)) written.push([path, value]);
    } else if (Array.isArray(value)) value.forEach((each, i) => visit(each, `${path}[${i}]`, key));
    else if (typeof value === "object" && value !== null)
      for (const [name, each] of Object.entries(value)) visit(each, `${path}.${name}`, name);
  };
  const { displayName, description, capabilities, contributes } = rawManifest as Record<string, unknown>;
  visit({ displayName, description, capabilities, contributes }, "", "");

  test("are all in package.nls.json", () => {
    expect(written.filter(([, text]) => !/^%.+%$/.test(text) && text !== "SchedLens")).toEqual([]);
  });

  test("and nothing else is", () => {
    const used = written.flatMap(([, text]) => (/^%(.+)%$/.exec(text) ?? []).slice(1));
    expect([...new Set(used)].sort()).toEqual(Object.keys(manifestTexts).sort());
    for (const [key, text] of Object.entries(manifestTexts)) expect(text.trim(), key).not.toBe("");
  });
});
