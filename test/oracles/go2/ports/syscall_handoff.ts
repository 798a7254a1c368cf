import { go, sync, syscall, time } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(1);
  go(() => {
    console.log("calls");
    syscall("30ms");
    console.log("returns");
    wg.done();
  });
  for (let i = 0; i < 3; i++) {
    wg.add(1);
    go(() => {
      time.sleep((i + 1) * 5e6);
      console.log("g", i);
      wg.done();
    });
  }
  wg.wait();
}
