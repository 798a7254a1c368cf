import { chan, go, sync } from "schedlens";

/** @simulate */
export function main() {
  const out = chan<string>();
  const wg = new sync.WaitGroup();
  for (const name of ["x", "y", "z"]) {
    wg.add(1);
    go(() => {
      for (let i = 0; i < 3; i++) {
        out.send(name + String(i));
      }
      wg.done();
    });
  }
  go(() => {
    wg.wait();
    out.close();
  });
  for (const s of out) {
    console.log(s);
  }
}
