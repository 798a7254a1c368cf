import { go, runtime, time } from "schedlens";

/** @simulate */
export function main() {
  for (let i = 0; i < 3; i++) {
    go(() => {
      for (;;) runtime.gosched();
    });
  }
  time.sleep("3ms");
  console.log("main ends");
}
