import type { Problem } from "./problem";

/** The stack was too small for a text that is nested too deeply, or for a chain of too many operators. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

/** Where the brackets of a text are nested most deeply; the texts of strings and comments count like others. */
export function deepestPlace(text: string): { readonly at: number; readonly depth: number } {
  let depth = 0;
  let deepest = { at: 0, depth: 0 };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    if (depth > deepest.depth) deepest = { at, depth };
  }
  return deepest;
}

/** What is wrong with a text that has been too much for the parser or the compiler. */
export function nestingProblem(text: string): Problem {
  const { at } = deepestPlace(text);
  return {
    start: at,
    end: Math.min(text.length, at + 1),
    message:
      "this is nested too deeply, or is a chain of too many operators: put parts of it into functions or variables of their own",
    severity: "error",
  };
}
