const VERSES = [
  "Row, row, row your boat, gently down the stream",
  "Merrily, merrily, merrily, merrily, life is but a dream",
  "Row, row, row your boat, gently to the shore",
  "If you see a lion there, do not forget to roar",
];

export const FILES = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt", "g.txt", "h.txt"];

/** @io disk 900us */
export function readText(file: string): string {
  const first = file.charCodeAt(0) % VERSES.length;
  return `${VERSES[first]}. ${VERSES[(first + 1) % VERSES.length]}.`;
}
