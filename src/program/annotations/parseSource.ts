import { parse, parseExpression } from "@babel/parser";
import type { ParserOptions } from "@babel/parser";
import type { File } from "@babel/types";
import { isStackOverflow, nestingProblem } from "./nesting";
import type { Problem } from "./problem";

export type Language = "typescript" | "javascript";

/** What a file is written in: in JavaScript, `f<x>(y)` compares, and every import counts. */
export function languageOf(uri: string): Language {
  return /\.[cm]?js$/.test(uri) ? "javascript" : "typescript";
}

function options(language: Language): ParserOptions {
  return {
    sourceType: "module",
    errorRecovery: true,
    plugins: [
      ...(language === "typescript" ? (["typescript"] as const) : []),
      "explicitResourceManagement",
      "decorators",
      "decoratorAutoAccessors",
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
    return { file: undefined, problems: [toProblem(error, text)] };
  }
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
