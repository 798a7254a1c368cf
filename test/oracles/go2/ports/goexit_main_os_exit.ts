import { go, os, runtime, time } from "schedlens";

/** @simulate */
export function main() {
  go(() => {
    time.sleep("2ms");
    console.log("other ends the program");
    os.exit(7);
  });
  try {
    runtime.goexit();
  } finally {
    console.log("main's defer runs");
  }
}
