import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as enums from "../../src/shared/enums";
import { sourcesIn } from "../webview/support/viewerSources";

/** Everything about a run that people read can be translated: by `t`, when it is asked for. */

/** Files whose texts are not for people who look at a run, or are the same in every language. */
const OTHER: readonly (readonly [files: RegExp, why: string])[] = [
  [/^src\/analysis\/validate\//, "violations are for who works on the simulation or on a format"],
  [/^src\/analysis\/describe\.ts$/, "events as the schema names them, in violations"],
  [/^src\/analysis\/tracks\//, "tracks in files for other viewers: files are the same in every language"],
  [/^src\/analysis\/compare\/figures\.ts$/, "keys, as JSON and CSV have them"],
];
/** The words of the log, which are the same in every language. */
const VOCABULARY = new Set(Object.values(enums).flatMap((words) => (Array.isArray(words) ? words : [])));
/** Names: of things, of rows that are not there, of counters in files, and of what is told apart in the source only. `{}` is a value. */
const NAMES = new Set([
  ..."goroutine row {}|P row {}|task row {}|process row {}|object row {}|in a system call".split("|"),
  ...["Core {}", "core {}", "{} (pid {})", "{}{} (tid {})", "busy cores", "heap goal"],
]);

/** Two words with a space between them, or one that begins as a text does. */
const TEXT = /[\p{L}\d)’'"]{2,},?:?[ ]+[\p{L}@“(]{2,}|^\p{Lu}\p{Ll}{2,}/u;
const WORD = /\p{L}{2}/u;

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("{}");
}

/** Whether the text is translated, is compared with or looked up in a vocabulary, or only a mistake of ours brings it about. */
function isSettled(node: ts.Node): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    if (ts.isTypeNode(parent) || ts.isImportDeclaration(parent) || ts.isCaseClause(parent)) return true;
    if (ts.isPropertyAssignment(parent) && parent.name === at) return true;
    if (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText())) return true;
    if (ts.isNewExpression(parent) && /^(RangeError|Error)$/.test(parent.expression.getText())) return true;
    if (ts.isCallExpression(parent) && /^(t|codeOf|present)$/.test(parent.expression.getText())) return true;
    // What somebody tells apart, and shows by a text of its own.
    if (ts.isPropertyAssignment(parent) && parent.name.getText() === "kind") return true;
    if (ts.isStatement(parent)) return false;
  }
  return false;
}

function untranslated(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && !isSettled(node) && !NAMES.has(text) && !VOCABULARY.has(text)) {
      // With values in it, one word makes a text; by itself it may be from a vocabulary.
      const isText = ts.isTemplateExpression(node) ? WORD.test(text) : TEXT.test(text);
      if (isText) found.push(text);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/** Texts that are made once and for all when their file is loaded: before a worker knows in which language. */
function tooEarly(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node) && node.expression.getText() === "t") found.push(node.getText());
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function parsed(text: string): ts.SourceFile {
  return ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true);
}

describe("texts about a run", () => {
  const files = sourcesIn(["src/analysis"]);

  test.each(files.filter(({ name }) => !OTHER.some(([pattern]) => pattern.test(name))))(
    "$name has none that cannot be translated",
    ({ source }) => {
      expect(untranslated(source)).toEqual([]);
      expect(tooEarly(source)).toEqual([]);
    },
  );

  test("files with other texts are there", () => {
    for (const [pattern] of OTHER) expect(files.some(({ name }) => pattern.test(name))).toBe(true);
  });

  test.each([
    ['points.push("Nobody holds it.")', 1],
    ["const on = ` on ${name}`;", 1],
    ['facts.push(["Reason", reason])', 1],
    ["return { sentence: `${name} waits` };", 1],
    ['points.push(t("Nobody holds it."))', 0],
    ['if (reason === "chan receive") return;', 0],
    ['const code = codeOf(RUN_RULES, "steal runnext");', 0],
    ["throw new RangeError(`event ${index} is no decision`);", 0],
    ["const key = `${file}:${line}`;", 0],
  ])("the check sees texts that cannot be translated, and no others: %s", (text, found) => {
    expect(untranslated(parsed(text))).toHaveLength(found);
  });

  test("the check sees texts that are made too early", () => {
    expect(tooEarly(parsed('const NOBODY = t("nobody");'))).toHaveLength(1);
    expect(tooEarly(parsed('const nobody = () => t("nobody");'))).toHaveLength(0);
  });
});
