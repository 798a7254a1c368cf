import { go } from "schedlens";

/** @simulate */
export function main() {
  for (let i = 0; i < 3; i++) {
    go(() => {
      console.log("goroutine", i);
    });
  }
  console.log("main returns");
}
