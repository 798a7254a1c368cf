import { chan, go } from "schedlens";

function sorted(v: number[]): number[] {
  if (v.length < 2) return v;
  const left = chan<number[]>();
  const right = chan<number[]>();
  const middle = Math.trunc(v.length / 2);
  go(() => left.send(sorted(v.slice(0, middle))));
  go(() => right.send(sorted(v.slice(middle))));
  const a = left.recv()!;
  const b = right.recv()!;
  const out: number[] = [];
  while (a.length > 0 || b.length > 0) {
    if (b.length === 0 || (a.length > 0 && a[0]! <= b[0]!)) out.push(a.shift()!);
    else out.push(b.shift()!);
  }
  console.log("merged", out.length, out[0]);
  return out;
}

/** @simulate */
export function main() {
  const v: number[] = [];
  for (let i = 0; i < 32; i++) v.push((i * 37 + 11) % 32);
  console.log(`[${sorted(v).join(" ")}]`);
}
