/**
 * The seeded generator behind every random choice of a run: xoshiro128** over a state spread out of the seed by splitmix32
 * (Blackman and Vigna, 2018). Plain 32-bit integer arithmetic: the same numbers on every machine.
 */
export class Prng {
  private readonly s = new Uint32Array(4);

  constructor(seed: number) {
    let x = seed >>> 0;
    for (let i = 0; i < 4; i++) {
      x = (x + 0x9e3779b9) >>> 0;
      let z = x;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      this.s[i] = z ^ (z >>> 16);
    }
  }

  /** 32 random bits as an unsigned number. */
  next(): number {
    const s = this.s;
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = s;
    const scrambled = Math.imul(s1, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    s[2] = s2 ^ s0;
    s[3] = s3 ^ s1;
    s[1] = s1 ^ (s[2] ?? 0);
    s[0] = s0 ^ (s[3] ?? 0);
    s[2] = (s[2] ?? 0) ^ (s1 << 9);
    const t = s[3] ?? 0;
    s[3] = (t << 11) | (t >>> 21);
    return result;
  }

  /** A number 0 … n − 1, by multiplication as Go's cheaprandn does. */
  below(n: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * n);
  }

  /** A number in [0, 1) with 53 bits, for Math.random. */
  fraction(): number {
    return ((this.next() >>> 5) * 0x400_0000 + (this.next() >>> 6)) / 0x20_0000_0000_0000;
  }
}
