import { chan, go, recv, select } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  go(() => {
    for (let i = 1; i <= 200; i++) c.send(i);
    c.close();
  });
  const n: [number, number] = [0, 0];
  let sum = 0;
  for (;;) {
    const cases = [recv(c), recv(c)] as const;
    const which = select(...cases) as 0 | 1;
    if (!cases[which].ok) break;
    n[which]++;
    sum += cases[which].value ?? 0;
  }
  console.log(sum, n[0] + n[1], n[0] > 50, n[1] > 50);
}
