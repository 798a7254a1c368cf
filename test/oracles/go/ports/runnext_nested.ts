import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(9);
  for (let i = 0; i < 3; i++) {
    go(() => {
      console.log("parent", i, "start");
      for (let j = 0; j < 2; j++) {
        go(() => {
          console.log("  child", i, j);
          wg.done();
        });
      }
      console.log("parent", i, "end");
      wg.done();
    });
  }
  wg.wait();
}
