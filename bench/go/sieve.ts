import { chan, go } from "schedlens";
import type { RecvChan, SendChan } from "schedlens";

const primes = 1_500;

function generate(out: SendChan<number>) {
  for (let i = 2; ; i++) out.send(i);
}

function filter(input: RecvChan<number>, out: SendChan<number>, prime: number) {
  for (;;) {
    const i = input.recv()!;
    if (i % prime !== 0) out.send(i);
  }
}

/** @simulate gomaxprocs=1 */
export function main() {
  let ch = chan<number>();
  go(generate, ch);
  let last = 0;
  for (let n = 0; n < primes; n++) {
    last = ch.recv()!;
    const next = chan<number>();
    go(filter, ch, next, last);
    ch = next;
  }
  console.log(last);
}
