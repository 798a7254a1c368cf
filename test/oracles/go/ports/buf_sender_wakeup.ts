import { chan, go, runtime } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>(2);
  c.send(1);
  c.send(2);
  go(() => {
    c.send(3);
    console.log("sender done, len", c.len);
  });
  runtime.gosched();
  console.log("len", c.len);
  console.log("got", c.recv(), "len", c.len);
  runtime.gosched();
  console.log("got", c.recv());
  console.log("got", c.recv());
}
