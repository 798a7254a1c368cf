import { compute, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const out = [0, 0, 0];
  // As long as the recorded loops took: their slices sum up to 114 ms at one P.
  const loop = runtime.gomaxprocs() === 1 ? "38ms" : "60ms";
  for (let i = 0; i < 3; i++) {
    wg.add(1);
    go(() => {
      compute(loop);
      out[i] = 1;
      wg.done();
    });
  }
  wg.wait();
  console.log(out.length);
}
