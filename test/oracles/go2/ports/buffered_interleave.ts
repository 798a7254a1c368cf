import { chan, go } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>(3);
  const done = chan<boolean>();
  go(() => {
    for (const v of c) console.log("recv", v);
    done.send(true);
  });
  for (let i = 0; i < 12; i++) {
    console.log("send", i);
    c.send(i);
  }
  c.close();
  done.recv();
}
