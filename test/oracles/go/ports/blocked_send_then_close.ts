import { chan, go, runtime, select } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  go(() => {
    c.send(1);
  });
  runtime.gosched();
  c.close();
  select();
}
