import fc from "fast-check";
import { expect, test } from "vitest";
import { PAGE_SIZE, PIPE_PAGES, PipeBuffer } from "../../../../src/sim/kernel/ipc/pipeBuffer";

test("a pipe takes 65,536 bytes in writes of one byte or of a page, fewer in others", () => {
  const capacity = (size: number): number => {
    const pipe = new PipeBuffer();
    while (pipe.write(new Uint8Array(size), 0, true) === size);
    return pipe.length;
  };
  expect([1, 4096, 4095, 2049, 65_536].map(capacity)).toEqual([65_536, 65_536, 65_520, 32_784, 65_536]);
});

test("the room of a page is free again when all of it has been read", () => {
  const pipe = new PipeBuffer();
  pipe.write(new Uint8Array(65_536), 0, true);
  pipe.read(4095);
  expect(pipe.write(new Uint8Array(1), 0, true)).toBe(0);
  pipe.read(1);
  expect(pipe.write(new Uint8Array(5000), 0, true)).toBe(4096);
});

/** The pages of a pipe as lists of bytes, by the comments in fs/pipe.c. */
class SlowPipe {
  readonly pages: { bytes: number[]; used: number }[] = [];

  write(data: readonly number[]): number {
    let rest = [...data];
    const last = this.pages.at(-1);
    const odd = data.length % PAGE_SIZE;
    if (last !== undefined && odd > 0 && last.used + odd <= PAGE_SIZE) {
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

const size = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1, max: 9000 }),
  fc.constantFrom(4095, 4096, 4097, 8192, 70_000),
);

test("random reads and writes do what a simple model of 16 pages does", () => {
  const step = fc.record({ write: fc.boolean(), size });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const pipe = new PipeBuffer();
      const slow = new SlowPipe();
      let next = 0;
      for (const { write, size: n } of steps) {
        if (write) {
          const data = Array.from({ length: n }, () => next++ & 0xff);
          expect(pipe.write(Uint8Array.from(data), 0, true)).toBe(slow.write(data));
        } else {
          expect(pipe.read(n).join()).toBe(slow.read(n).join());
        }
        expect(pipe.writable).toBe(slow.pages.length < PIPE_PAGES);
        expect(pipe.empty).toBe(slow.pages.length === 0);
      }
    }),
    { numRuns: 40 },
  );
});
