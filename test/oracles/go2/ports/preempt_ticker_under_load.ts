import { go, time } from "schedlens";

/** @simulate */
export function main() {
  for (let i = 0; i < 2; i++) {
    go(() => {
      for (;;);
    });
  }
  const t = new time.Ticker("5ms");
  for (let i = 0; i < 3; i++) {
    t.c.recv();
    console.log("tick", i);
  }
}
