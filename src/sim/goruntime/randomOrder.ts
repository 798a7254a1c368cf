import type { Prng } from "../prng";

/** The numbers up to n that have no divisor in common with n. */
function coprimesOf(n: number): number[] {
  const found: number[] = [];
  for (let i = 1; i <= n; i++) if (gcd(i, n) === 1) found.push(i);
  return found;
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** The steps that lead through all of 0 … n − 1 (proc.go: randomOrder). */
export class RandomOrder {
  count = 0;
  coprimes: readonly number[] = [];

  reset(count: number): void {
    this.count = count;
    this.coprimes = coprimesOf(count);
  }
}

/** One walk over all Ps in a random order (proc.go: randomEnum). */
export class StealOrder {
  private i = 0;
  private pos = 0;
  private first = 0;
  private inc = 0;

  constructor(private readonly order: RandomOrder) {}

  start(prng: Prng): void {
    const r = prng.next();
    const { count, coprimes } = this.order;
    this.i = 0;
    this.pos = this.first = r % count;
    this.inc = coprimes[Math.floor(r / count) % coprimes.length] ?? 1;
  }

  done(): boolean {
    return this.i >= this.order.count;
  }

  /** Goes to the next position, which it returns. */
  next(): number {
    this.i++;
    this.pos = (this.pos + this.inc) % this.order.count;
    return this.pos;
  }

  position(): number {
    return this.pos;
  }

  /** Number of positions. */
  get count(): number {
    return this.order.count;
  }

  /** The whole walk, as the argument `order` of StealRound. */
  packed(): number {
    return this.first | (this.inc << 10) | ((this.order.count - 1) << 20);
  }
}
