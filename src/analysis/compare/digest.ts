/** A number for a sequence of words: 53 bits, which a number holds exactly, so that two sequences of one digest can be taken for the same. */
export class Digest {
  private high: number;
  private low: number;

  /** @param base an earlier digest, which the new one goes on from. */
  constructor(base = 0) {
    this.high = mixed(0x811c9dc5, Math.floor(base / 2 ** 32));
    this.low = mixed(0x9747b28c, base >>> 0);
  }

  /** @param word a whole number of up to 53 bits. */
  add(word: number): this {
    const [low, high] = [word >>> 0, Math.floor(word / 2 ** 32)];
    this.high = mixed(mixed(this.high, low), high);
    this.low = mixed(mixed(this.low, ~low), ~high);
    return this;
  }

  addText(text: string): this {
    for (const character of text) this.add(character.codePointAt(0) ?? 0);
    return this.add(text.length);
  }

  get value(): number {
    return (this.high & 0x1fffff) * 2 ** 32 + this.low;
  }
}

/** One step of MurmurHash3 (A. Appleby), x86, 32 bits. */
function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) >>> 0;
}
