import { chan, otherwise, recv, select, send } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>(1);
  for (let i = 0; i < 4; i++) {
    select(
      send(c, i, () => {
        console.log("sent", i);
      }),
      otherwise(() => {
        console.log("full at", i);
      }),
    );
  }
  for (let round = 0; round < 2; round++) {
    select(
      recv(c, (v) => {
        console.log("received", v);
      }),
      otherwise(() => {
        console.log("empty");
      }),
    );
  }
}
