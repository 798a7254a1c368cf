import { chan } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<string>(4);
  c.send("a");
  c.send("b");
  c.send("c");
  c.close();
  for (const s of c) {
    console.log(s);
  }
  const [s, ok] = c.recvOk();
  console.log(`${JSON.stringify(s ?? "")} ${ok}`);
}
