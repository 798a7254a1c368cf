import { chan, recv, select } from "schedlens";

/** @simulate */
export function main() {
  const cs = [chan<number>(900), chan<number>(900), chan<number>(900)] as const;
  for (let i = 0; i < 900; i++) for (const c of cs) c.send(i);
  const n: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < 900; i++) {
    n[select(recv(cs[0]), recv(cs[1]), recv(cs[2])) as 0 | 1 | 2]++;
  }
  for (let i = 0; i < 3; i++) console.log(i, n[i]! > 220 && n[i]! < 380);
  console.log(n[0] + n[1] + n[2]);
}
