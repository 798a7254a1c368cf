import { go, time } from "schedlens";

/** @simulate */
export function main() {
  go(() => {
    for (;;) {}
  });
  time.sleep("5ms");
  console.log("main ran although a goroutine spins");
}
