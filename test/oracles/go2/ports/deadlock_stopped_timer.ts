import { time } from "schedlens";

/** @simulate */
export function main() {
  const t = new time.Timer("3600s");
  t.stop();
  void new time.Ticker("3600s");
  console.log("waits");
  t.c.recv();
}
