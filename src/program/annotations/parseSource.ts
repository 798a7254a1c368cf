import { parse, parseExpression } from "@babel/parser";
import type { ParserOptions, ParserPlugin } from "@babel/parser";
import type { File, Node } from "@babel/types";
import { isStackOverflow, nestingProblem } from "./nesting";
import type { Problem } from "./problem";

export type Language = "typescript" | "javascript";

/** What a file is written in: in JavaScript, `f<x>(y)` compares, and every import counts. */
export function languageOf(uri: string): Language {
  return /\.[cm]?js$/.test(uri) ? "javascript" : "typescript";
}

function options(language: Language, ...more: readonly ParserPlugin[]): ParserOptions {
  return {
    sourceType: "module",
    errorRecovery: true,
    plugins: [
      ...(language === "typescript" ? (["typescript"] as const) : []),
      "explicitResourceManagement",
      "decorators",
      "decoratorAutoAccessors",
      ...more,
    ],
    createImportExpressions: true,
  };
}

/** Syntax errors as the parser reports them: a message that ends in `(line:column)` and an offset. */
function toProblem(error: unknown, text: string): Problem {
  if (isStackOverflow(error)) return nestingProblem(text);
  const at =
    typeof error === "object" && error !== null && "pos" in error && typeof error.pos === "number"
      ? error.pos
      : 0;
  const message = error instanceof Error ? error.message.replace(/\s*\(\d+:\d+\)$/, "") : String(error);
  if (message.includes("parser plugin")) {
    return {
      start: at,
      end: at + 1,
      message: "this syntax is not supported: write it in plain TypeScript",
      severity: "error",
    };
  }
  const word = /^#?[\w$]+/.exec(text.slice(at))?.[0].length ?? 1;
  return {
    start: at,
    end: Math.min(text.length, at + word),
    message: `syntax error: ${message}`,
    severity: "error",
  };
}

/**
 * Parses one TypeScript or JavaScript file. The tree is there whenever the parser could recover; all syntax errors that it found are
 * in `problems`.
 */
export function parseSource(
  text: string,
  language: Language = "typescript",
): {
  readonly file: File | undefined;
  readonly problems: readonly Problem[];
} {
  try {
    const file = parse(text, options(language));
    return { file, problems: (file.errors ?? []).map((error) => toProblem(error, text)) };
  } catch (error) {
    return { file: undefined, problems: jsxProblems(text, language) ?? [toProblem(error, text)] };
  }
}

/** JSX is refused where it stands; without its syntax the parser would stumble over something else. */
function jsxProblems(text: string, language: Language): Problem[] | undefined {
  let file: File;
  try {
    file = parse(text, options(language, "jsx"));
  } catch {
    return undefined;
  }
  const problems: Problem[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    const { type, start, end } = value as Partial<Node>;
    if ((type === "JSXElement" || type === "JSXFragment") && typeof start === "number")
      problems.push({
        start,
        end: end ?? start,
        message: "JSX is not supported: a simulated program has no user interface",
        severity: "error",
      });
    else Object.values(value).forEach(visit);
  };
  visit(file.program.body);
  return problems.length > 0 ? problems : undefined;
}

/** Why the text is no expression, at an offset within it; `undefined` when it is one. */
export function expressionProblem(
  text: string,
): { readonly at: number; readonly message: string } | undefined {
  try {
    parseExpression(text, { plugins: ["typescript"] });
    return undefined;
  } catch (error) {
    const problem = toProblem(error, text);
    return { at: problem.start, message: problem.message.replace(/^syntax error: /, "") };
  }
}
