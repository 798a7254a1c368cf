import { compute, go, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const out = [0, 0, 0];
  for (let i = 0; i < 3; i++) {
    wg.add(1);
    go(() => {
      compute("60ms");
      out[i] = 1;
      wg.done();
    });
  }
  wg.wait();
  console.log(out.length);
}
