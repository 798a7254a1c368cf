import { sync, time } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(3);
  for (const ms of [30, 10, 20]) {
    time.afterFunc(ms * 1_000_000, () => {
      console.log("fired", ms);
      wg.done();
    });
  }
  const t = time.afterFunc("3600s", () => {
    console.log("never");
  });
  console.log("stopped", t.stop());
  wg.wait();
}
