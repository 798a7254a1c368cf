import { time } from "schedlens";

/** @simulate */
export function main() {
  const begin = time.now();
  const ms = () => Math.trunc((time.now() - begin) / 1e7);
  const t = new time.Ticker("20ms");
  t.c.recv();
  console.log("first", ms());
  time.sleep("75ms");
  t.c.recv();
  console.log("late", ms());
  t.c.recv();
  console.log("next", ms());
  t.c.recv();
  console.log("next", ms());
}
