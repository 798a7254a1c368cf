import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(2);
  go(() => {
    console.log("only one");
    wg.done();
  });
  wg.wait();
}
