import { chan, go } from "schedlens";
import type { Chan } from "schedlens";

/** @simulate */
export function main() {
  const n = 4;
  const cs: Chan<number>[] = [];
  for (let i = 0; i < n; i++) cs.push(chan<number>());
  const done = chan<boolean>();
  for (let i = 0; i < n; i++) {
    go(() => {
      for (const v of cs[i]!) {
        console.log("node", i, "token", v);
        if (v === 0) {
          done.close();
          return;
        }
        cs[(i + 1) % n]!.send(v - 1);
      }
    });
  }
  cs[0]!.send(10);
  done.recv();
}
