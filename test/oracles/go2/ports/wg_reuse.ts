import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  for (let r = 0; r < 3; r++) {
    wg.add(3);
    for (let i = 0; i < 3; i++) {
      go(() => {
        console.log("round", r, "g", i);
        wg.done();
      });
    }
    wg.wait();
    console.log("end of round", r);
  }
  wg.wait();
  try {
    wg.done();
  } catch (error) {
    console.log((error as Error).message);
  }
}
