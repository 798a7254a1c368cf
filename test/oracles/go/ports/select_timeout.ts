import { chan, go, recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  go(() => {
    time.sleep("60ms");
    c.send(7);
  });
  for (let i = 0; i < 2; i++) {
    select(
      recv(c, (v) => {
        console.log("value", v);
      }),
      recv(time.after("40ms"), () => {
        console.log("timeout");
      }),
    );
  }
}
