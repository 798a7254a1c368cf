import { go, runtime } from "schedlens";

/** @simulate */
export function main() {
  for (let i = 0; i < 4; i++) {
    go(() => {
      console.log("g", i);
    });
  }
  console.log("before yield");
  runtime.gosched();
  console.log("after yield");
}
