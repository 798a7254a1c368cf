import { chan, go, runtime } from "schedlens";

/** @simulate */
export function main() {
  runtime.lockOSThread();
  const c = chan<number>();
  go(() => {
    runtime.lockOSThread();
    for (const v of c) {
      console.log("locked goroutine got", v);
    }
    done.close();
  });
  for (let i = 0; i < 3; i++) {
    c.send(i);
  }
  c.close();
  done.recv();
}

const done = chan<boolean>();
