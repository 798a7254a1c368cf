import { go, time } from "schedlens";

/** @simulate */
export function main() {
  go(() => {
    console.log("other");
  });
  time.sleep(0);
  console.log("after Sleep(0)");
  time.sleep("1ms");
  console.log("after Sleep(1ms)");
}
