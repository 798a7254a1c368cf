import { chan } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  c.recv();
}
