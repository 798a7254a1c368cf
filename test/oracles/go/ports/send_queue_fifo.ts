import { chan, go, runtime } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  for (let i = 0; i < 6; i++) {
    go(() => {
      c.send(i);
      console.log("sender", i, "released");
    });
  }
  for (let i = 0; i < 10; i++) {
    runtime.gosched();
  }
  for (let i = 0; i < 6; i++) {
    console.log("main got", c.recv());
  }
  for (let i = 0; i < 10; i++) {
    runtime.gosched();
  }
}
