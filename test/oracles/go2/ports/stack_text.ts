import { chan, go, runtime } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  go(() => c.recv());
  runtime.gosched();
  const one = runtime.stack();
  console.log(one.split("\n")[0]);
  for (const block of runtime.stack(true).split("\n\n")) {
    const head = block.split("\n")[0]!;
    console.log(head.slice(head.indexOf("[")));
  }
}
