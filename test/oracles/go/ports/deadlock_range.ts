import { chan, go } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  go(() => {
    for (let i = 0; i < 3; i++) {
      c.send(i);
    }
  });
  for (const v of c) {
    console.log(v);
  }
}
