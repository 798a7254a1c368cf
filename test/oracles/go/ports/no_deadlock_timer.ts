import { chan, time } from "schedlens";

/** @simulate */
export function main() {
  time.afterFunc("30ms", () => {
    console.log("timer fired, now a deadlock");
  });
  const c = chan<number>();
  c.recv();
}
