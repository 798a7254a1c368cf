import { recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const a = new time.Timer("10ms");
  const b = new time.Timer("20ms");
  const c = new time.Timer("30ms");
  a.reset("40ms");
  c.reset("5ms");
  for (let i = 0; i < 3; i++) {
    select(
      recv(a.c, () => console.log("a")),
      recv(b.c, () => console.log("b")),
      recv(c.c, () => console.log("c")),
    );
  }
}
