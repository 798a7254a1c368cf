import { go, time } from "schedlens";

/** @simulate */
export function main() {
  go(() => console.log("other"));
  time.sleep(0);
  console.log("after 0");
  time.sleep("-1s");
  console.log("after -1s");
  time.sleep(1);
  console.log("after 1ns");
  time.sleep("2ms");
}
