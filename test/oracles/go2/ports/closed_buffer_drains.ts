import { chan } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<string>(4);
  c.send("a");
  c.send("b");
  c.close();
  console.log(c.len, c.cap);
  for (let i = 0; i < 4; i++) {
    const [v, ok] = c.recvOk();
    console.log(`${JSON.stringify(v ?? "")} ${ok} ${c.len}`);
  }
}
