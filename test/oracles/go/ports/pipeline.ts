import { chan, go, type Chan } from "schedlens";

function gen(n: number): Chan<number> {
  const out = chan<number>();
  go(() => {
    for (let i = 1; i <= n; i++) {
      out.send(i);
    }
    out.close();
  });
  return out;
}

function apply(input: Chan<number>, f: (x: number) => number): Chan<number> {
  const out = chan<number>();
  go(() => {
    for (const v of input) {
      out.send(f(v));
    }
    out.close();
  });
  return out;
}

/** @simulate */
export function main() {
  const c = apply(
    apply(gen(8), (x) => x * x),
    (x) => x + 1,
  );
  for (const v of c) {
    console.log(v);
  }
}
