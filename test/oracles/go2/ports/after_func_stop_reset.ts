import { chan, recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const fired = chan<number>(10);
  const t = time.afterFunc("5ms", () => fired.send(1));
  console.log(t.c.cap === 0);
  console.log("got", fired.recv());
  console.log("stop after:", t.stop());
  console.log("reset after:", t.reset("5ms"));
  console.log("got", fired.recv());
  console.log("reset:", t.reset("3600s"), t.reset("5ms"));
  console.log("got", fired.recv());
  t.reset("5ms");
  console.log("stop before:", t.stop(), t.stop());
  select(
    recv(fired, () => console.log("never")),
    recv(time.after("20ms"), () => console.log("quiet")),
  );
}
