/** The first paragraph of an example's comment. */
export function exampleSummary(text: string): string {
  const comment = /\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? "";
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\*?\s?/, "").trim());
  const first = lines.findIndex((line) => line !== "");
  const end = lines.findIndex((line, i) => i > first && (line === "" || line.startsWith("@")));
  return lines.slice(Math.max(first, 0), end < 0 ? undefined : end).join(" ");
}
