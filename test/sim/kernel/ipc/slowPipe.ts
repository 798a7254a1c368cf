import { PAGE_SIZE, PIPE_PAGES } from "../../../../src/sim/kernel/ipc/pipeBuffer";

/** The pages of a pipe as lists of bytes, by the comments in fs/pipe.c. */
export class SlowPipe {
  readonly pages: { bytes: number[]; used: number }[] = [];

  /** @param begins it is the first attempt of a write. @returns how many bytes there was room for. */
  write(data: readonly number[], begins = true): number {
    let rest = [...data];
    const last = this.pages.at(-1);
    const odd = data.length % PAGE_SIZE;
    if (begins && last !== undefined && odd > 0 && last.used + odd <= PAGE_SIZE) {
      last.bytes.push(...rest.slice(0, odd));
      last.used += odd;
      rest = rest.slice(odd);
    }
    while (rest.length > 0 && this.pages.length < PIPE_PAGES) {
      const bytes = rest.slice(0, PAGE_SIZE);
      this.pages.push({ bytes, used: bytes.length });
      rest = rest.slice(PAGE_SIZE);
    }
    return data.length - rest.length;
  }

  read(max: number): number[] {
    const found: number[] = [];
    while (found.length < max && this.pages[0] !== undefined) {
      found.push(...this.pages[0].bytes.splice(0, max - found.length));
      if (this.pages[0].bytes.length === 0) this.pages.shift();
    }
    return found;
  }
}
