import { recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const t = new time.Ticker("10ms");
  let n = 0;
  const end = time.after("55ms");
  while (
    select(
      recv(t.c, () => {
        n++;
        console.log("tick", n);
      }),
      recv(end),
    ) === 0
  );
  t.stop();
  select(
    recv(t.c, () => console.log("tick after stop")),
    recv(time.after("30ms"), () => console.log("silence")),
  );
  t.reset("5ms");
  t.c.recv();
  console.log("ticks again");
  t.stop();
}
