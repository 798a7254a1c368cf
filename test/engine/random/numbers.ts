/** A small deterministic source of random choices (mulberry32). */
export class Choices {
  private state: number;
  private next = 0;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** From 0 to n - 1. */
  int(n: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  }

  /** True once in n times. */
  once(n: number): boolean {
    return this.int(n) === 0;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)]!;
  }

  /** A name that was not there before. */
  name(prefix: string): string {
    return `${prefix}${this.next++}`;
  }

  /** What `make` gives so many times. */
  times(n: number, make: () => string, between = " "): string {
    return Array.from({ length: n }, make).join(between);
  }
}
