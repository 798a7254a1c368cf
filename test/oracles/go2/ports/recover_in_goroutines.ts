import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 5; i++) {
    wg.add(1);
    go(() => {
      try {
        if (i % 2 === 1) throw new Error(`trouble ${i}`);
        console.log("fine", i);
      } catch (error) {
        console.log("recovered", (error as Error).message);
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
  console.log("all over");
}
