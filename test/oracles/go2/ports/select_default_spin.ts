import { chan, go, otherwise, recv, runtime, select } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  go(() => {
    for (let i = 0; i < 5; i++) runtime.gosched();
    console.log("sends");
    c.send(1);
    console.log("sent");
  });
  let rounds = 0;
  for (;;) {
    const chosen = select(
      recv(c, (v) => console.log("got", v, "waited", rounds > 0)),
      otherwise(() => {
        rounds++;
        runtime.gosched();
      }),
    );
    if (chosen === 0) return;
  }
}
