import { go, runtime } from "schedlens";

/** @simulate */
export function main() {
  go(() => {
    console.log("other runs");
  });
  try {
    runtime.goexit();
  } finally {
    console.log("main deferred");
  }
}
