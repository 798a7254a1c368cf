import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const before = runtime.gomaxprocs(0);
  console.log(runtime.gomaxprocs(3) === before);
  console.log(runtime.gomaxprocs(0));
  console.log(runtime.gomaxprocs(-5));
  console.log(runtime.gomaxprocs(1));
  console.log(runtime.gomaxprocs(1));
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 6; i++) {
    wg.add(1);
    go(() => {
      console.log("g", i);
      wg.done();
    });
  }
  wg.wait();
}
