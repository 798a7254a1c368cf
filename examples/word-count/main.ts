import { chan, go, sync } from "schedlens";
import { countWords, merge, type Counts } from "./counts";
import { FILES, readText } from "./files";

/**
 * Counts the words of eight files: read from the disk, count in parallel, merge.
 *
 * The disk serves one request after the other, and a reader's thread waits in the kernel meanwhile: so the reads form a staircase, and the
 * counting of each file begins where its step ends. The program is as fast as its disk; more cores do not help. It is made of three files:
 * clicking a slice opens the right one.
 *
 * @simulate cores=4 gomaxprocs=4
 */
export function main(): void {
  const parts = chan<Counts>();
  const readers = new sync.WaitGroup();
  for (const file of FILES) readers.go(() => parts.send(countWords(readText(file))));
  go(() => {
    readers.wait();
    parts.close();
  });

  const total: Counts = new Map();
  for (const part of parts) merge(total, part);
  const ranking = [...total].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  for (const [word, count] of ranking.slice(0, 5)) console.log(`${count} ${word}`);
}
