import { chan, go, runtime } from "schedlens";

/** @simulate */
export function main() {
  runtime.lockOSThread();
  const a = chan<number>();
  const b = chan<number>();
  go(() => {
    runtime.lockOSThread();
    for (const v of a) {
      console.log("other", v);
      b.send(v + 1);
    }
    b.close();
  });
  go(() => console.log("a third one"));
  for (let i = 0; i < 8; i += 2) {
    a.send(i);
    console.log("main", b.recv());
  }
  a.close();
  const [, ok] = b.recvOk();
  console.log(ok);
}
