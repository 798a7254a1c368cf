const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\" };

/** The text that was typed on one line: `\n`, `\t`, `\r` and `\\` stand for what they stand for in a program. */
export function unescapeInput(line: string): string {
  return line.replace(/\\([ntr\\])/g, (_, letter: string) => ESCAPES[letter] ?? "");
}

/** The line to type for a text. */
export function escapeInput(text: string): string {
  return text.replace(/[\n\t\r\\]/g, (character) => {
    const [letter = ""] = Object.entries(ESCAPES).find(([, each]) => each === character) ?? [];
    return `\\${letter}`;
  });
}

/** Whether a program reads its standard input somewhere, as far as its text tells. */
export function readsInput(texts: Iterable<string>): boolean {
  for (const text of texts) if (/\bos\s*\.\s*read(Text)?\s*\(\s*0\s*,/.test(text)) return true;
  return false;
}
