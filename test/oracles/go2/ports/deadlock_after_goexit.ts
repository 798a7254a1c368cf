import { chan, go, runtime } from "schedlens";

/** @simulate */
export function main() {
  go(() => {
    console.log("other waits");
    chan<number>().recv();
  });
  runtime.goexit();
}
