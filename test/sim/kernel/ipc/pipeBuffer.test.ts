import fc from "fast-check";
import { expect, test } from "vitest";
import { PIPE_PAGES, PipeBuffer } from "../../../../src/sim/kernel/ipc/pipeBuffer";
import { SlowPipe } from "./slowPipe";

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

test("only the beginning of a write fills up the last page", () => {
  const pages = (begins: boolean): boolean => {
    const pipe = new PipeBuffer();
    for (let i = 0; i < PIPE_PAGES - 1; i++) pipe.write(new Uint8Array(4096), 0, true);
    pipe.write(new Uint8Array(1), 0, true);
    return pipe.write(new Uint8Array(10), 5, begins) === 5;
  };
  expect([pages(true), pages(false)]).toEqual([true, false]);
});

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
