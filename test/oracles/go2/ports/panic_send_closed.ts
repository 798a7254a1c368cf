import { chan } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>(1);
  c.close();
  const [v, ok] = c.recvOk();
  console.log(v ?? 0, ok);
  c.send(1);
}
