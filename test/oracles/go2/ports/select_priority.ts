import { chan, otherwise, recv, select } from "schedlens";

/** @simulate */
export function main() {
  const high = chan<number>(5);
  const low = chan<number>(5);
  for (let i = 0; i < 5; i++) {
    low.send(i);
    high.send(10 + i);
  }
  for (let i = 0; i < 11; i++) {
    if (
      select(
        recv(high, (v) => console.log("high", v)),
        otherwise(),
      ) === 0
    )
      continue;
    select(
      recv(high, (v) => console.log("high", v)),
      recv(low, (v) => console.log("low", v)),
      otherwise(() => console.log("nothing")),
    );
  }
}
