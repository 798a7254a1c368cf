import { chan, recv, select, send } from "schedlens";

/** @simulate */
export function main() {
  const a = chan<number>();
  const b = chan<number>();
  select(recv(a), send(b, 1));
}
