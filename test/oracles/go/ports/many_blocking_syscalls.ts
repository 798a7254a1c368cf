import { go, syscall, time } from "schedlens";

/** @simulate */
export function main() {
  for (let i = 0; i < 10; i++) {
    go(() => {
      syscall("3600s");
    });
  }
  time.sleep("300ms");
}
