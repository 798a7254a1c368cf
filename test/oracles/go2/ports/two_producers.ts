import { chan, go, sync } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<string>(1);
  const wg = new sync.WaitGroup();
  for (const name of ["x", "y"]) {
    wg.add(1);
    go(() => {
      for (let i = 0; i < 5; i++) {
        c.send(`${name}${i}`);
        console.log("put", name, i);
      }
      wg.done();
    });
  }
  go(() => {
    wg.wait();
    c.close();
  });
  for (const v of c) console.log("take", v);
}
