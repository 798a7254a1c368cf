import { otherwise, recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const t = new time.Ticker("5ms");
  time.sleep("52ms");
  let n = 0;
  for (;;) {
    const chosen = select(
      recv(t.c, () => {
        n++;
      }),
      otherwise(),
    );
    if (chosen === 0) {
      continue;
    }
    break;
  }
  console.log("buffered ticks", n, "len", t.c.len, "cap", t.c.cap);
}
