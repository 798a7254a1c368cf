import { chan, go } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  const done = chan<void>();
  go(() => {
    for (let i = 0; i < 5; i++) {
      console.log("send", i);
      c.send(i);
      console.log("sent", i);
    }
    c.close();
    done.close();
  });
  for (const v of c) {
    console.log("recv", v);
  }
  done.recv();
  console.log("end");
}
