import { otherwise, recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const t = new time.Timer("20ms");
  console.log("stop before:", t.stop(), t.stop());
  console.log("reset stopped:", t.reset("5ms"));
  t.c.recv();
  console.log("stop after receive:", t.stop());
  console.log("reset after receive:", t.reset("5ms"));
  time.sleep("15ms");
  console.log("stop of one that fired unseen:", t.stop(), t.stop());
  select(
    recv(t.c, () => console.log("stale value")),
    otherwise(() => console.log("no stale value")),
  );
  t.reset("5ms");
  time.sleep("15ms");
  console.log("reset of one that fired unseen:", t.reset("20ms"));
  const begin = time.now();
  t.c.recv();
  console.log("waited for the new one:", time.now() - begin > 15e6, t.c.len, t.c.cap);
}
