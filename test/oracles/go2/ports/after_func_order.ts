import { sync, time } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(6);
  for (let i = 0; i < 6; i++) {
    time.afterFunc(20e6 - (5 - i), () => {
      console.log("func", i);
      wg.done();
    });
  }
  wg.wait();
}
