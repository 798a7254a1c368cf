export type Counts = Map<string, number>;

/** @cpu 350us */
export function countWords(text: string): Counts {
  const counts: Counts = new Map();
  for (const word of text.toLowerCase().split(/[^a-z]+/)) {
    if (word !== "") counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** @cpu 40us */
export function merge(into: Counts, from: Counts): void {
  for (const [word, count] of from) into.set(word, (into.get(word) ?? 0) + count);
}
