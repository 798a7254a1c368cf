import { chan, go, recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  go(() => {
    for (let i = 0; i < 3; i++) {
      time.sleep((i * 20 + 5) * 1e6);
      c.send(i);
    }
  });
  for (;;) {
    const chosen = select(
      recv(c, (v) => console.log("value", v)),
      recv(time.after("30ms"), () => console.log("timeout")),
    );
    if (chosen === 1) return;
  }
}
