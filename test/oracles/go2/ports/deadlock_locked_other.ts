import { chan, go, runtime } from "schedlens";

/** @simulate */
export function main() {
  go(() => {
    runtime.lockOSThread();
    chan<number>().recv();
  });
  runtime.gosched();
  chan<number>().recv();
}
