import { chan, time } from "schedlens";

/** @simulate */
export function main() {
  time.after(0).recv();
  console.log("after 0");
  time.after("-3600s").recv();
  console.log("after -1h");
  const t = new time.Timer(0);
  t.c.recv();
  console.log("timer 0", t.stop());
  const done = chan<never>();
  time.afterFunc(-1, () => {
    console.log("func");
    done.close();
  });
  console.log("main first");
  done.recv();
}
