import { chan, go, nilChan, recv, select } from "schedlens";

function source(name: string, n: number) {
  const c = chan<string>();
  go(() => {
    for (let i = 0; i < n; i++) c.send(`${name}${i}`);
    c.close();
  });
  return c;
}

/** @simulate */
export function main() {
  let a = source("a", 3);
  let b = source("b", 5);
  let open = 2;
  let count = 0;
  while (open > 0) {
    const ra = recv(a);
    const rb = recv(b);
    const chosen = select(ra, rb) === 0 ? ra : rb;
    if (!chosen.ok) {
      open--;
      if (chosen === ra) a = nilChan<string>();
      else b = nilChan<string>();
      console.log(chosen === ra ? "a is over" : "b is over");
      continue;
    }
    console.log(chosen.value);
    count++;
  }
  console.log(count);
}
