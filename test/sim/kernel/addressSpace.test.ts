import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AddressSpace } from "../../../src/sim/kernel/memory/addressSpace";
import { PhysicalMemory } from "../../../src/sim/kernel/memory/physicalMemory";
import { SEGMENTS } from "../../../src/shared/segments";

const make = (memory = new PhysicalMemory(1e6, false)) => new AddressSpace(memory);

function copy(space: AddressSpace, pages: number): AddressSpace {
  const child = space.fork(pages);
  if (child === undefined) throw new Error("there is no memory");
  return child;
}

describe("page tables", () => {
  test("nothing faults before a fork, and what is made later never does", () => {
    const parent = make();
    expect(parent.touch(0)).toBe(false);
    expect(parent.write(0)).toBe("none");
    copy(parent, 1);
    expect(parent.touch(1)).toBe(false);
    expect(parent.write(1)).toBe("none");
  });

  test("the child's writes copy, the parent's later ones are faults without a copy", () => {
    const parent = make();
    const child = copy(parent, 2);
    expect([0, 1, 0, 1].map((page) => child.write(page))).toEqual(["copied", "copied", "none", "none"]);
    expect([0, 1, 0].map((page) => parent.write(page))).toEqual(["reused", "reused", "none"]);
  });

  test("a process that has ended maps nothing", () => {
    const parent = make();
    copy(parent, 1).release();
    expect(parent.write(0)).toBe("reused");
  });

  test("a second fork shares again", () => {
    const parent = make();
    const first = copy(parent, 1);
    expect(parent.write(0)).toBe("copied");
    const second = copy(parent, 2);
    expect([parent.write(0), second.write(0), first.write(0)]).toEqual(["copied", "reused", "reused"]);
    expect([parent.write(1), second.write(1), first.write(1)]).toEqual(["copied", "reused", "none"]);
  });

  test("a write is noted once until the kernel has seen to it", () => {
    const parent = make();
    copy(parent, 1);
    expect([parent.touch(0), parent.touch(0)]).toEqual([true, false]);
    expect(parent.write(0)).toBe("copied");
    expect(parent.touch(0)).toBe(false);
  });

  test("as a slow model does, in which the reference counts are counted anew each time", () => {
    const step = fc.oneof(
      fc.record({ what: fc.constant("fork" as const), who: fc.nat(9), pages: fc.nat(6) }),
      fc.record({ what: fc.constant("write" as const), who: fc.nat(9), page: fc.nat(6) }),
      fc.record({ what: fc.constant("exit" as const), who: fc.nat(9) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let frames = 0;
        const start = { space: make(), frames: [] as number[], fresh: new Set<number>() };
        const living = [start];
        const mappings = (frame: number) => living.filter((each) => each.frames.includes(frame)).length;
        for (const each of steps) {
          const process = living[each.who % living.length];
          if (process === undefined) break;
          if (each.what === "fork") {
            while (process.frames.length < each.pages) process.frames.push(frames++);
            process.fresh.clear();
            const space = copy(process.space, each.pages);
            living.push({ space, frames: [...process.frames], fresh: new Set() });
          } else if (each.what === "exit") {
            living.splice(living.indexOf(process), 1);
            process.space.release();
          } else {
            const { page } = each;
            const frame = process.frames[page];
            let expected = "none";
            if (frame !== undefined && !process.fresh.has(page)) {
              expected = mappings(frame) > 1 ? "copied" : "reused";
              if (expected === "copied") process.frames[page] = frames++;
              process.fresh.add(page);
            }
            expect(process.space.write(page)).toBe(expected);
          }
          for (const { space, frames: mapped } of living)
            for (let page = 0; page < 8; page++) {
              const frame = mapped[page];
              expect(space.mappings(page)).toBe(frame === undefined ? 0 : mappings(frame));
            }
        }
      }),
    );
  });
});

describe("memory", () => {
  const base = SEGMENTS.data + SEGMENTS.mainStack;

  test("stacks are charged in full, and are in memory as far as they are touched", () => {
    const memory = new PhysicalMemory(base + 2050, false);
    const space = make(memory);
    const stack = space.mapStack(8 * 2 ** 20);
    expect([space.mapStack(2 ** 14), stack?.pages, memory.committed]).toEqual([undefined, 2048, base + 2048]);
    const before = { mapped: space.mapped, resident: space.resident };
    if (stack === undefined) throw new Error("no stack");
    expect([
      space.touchStack(stack, 1),
      space.touchStack(stack, 4096),
      space.touchStack(stack, 4097),
    ]).toEqual([1, 0, 1]);
    expect([space.mapped - before.mapped, space.resident - before.resident]).toEqual([0, 2]);
    space.unmapStack(stack);
    expect([memory.committed, memory.used]).toEqual([base, SEGMENTS.data]);
  });

  test("a fork is charged for what the child may write to; pages that are shared are used once", () => {
    const memory = new PhysicalMemory(2 * base + 20, false);
    const space = make(memory);
    expect(space.growHeap(10 * 4096)).toBe(true);
    const child = copy(space, 10);
    expect([memory.committed, memory.used]).toEqual([2 * base + 20, 2 * SEGMENTS.data + 10]);
    expect([space.growHeap(4096), space.fork(10)]).toEqual([false, undefined]);
    child.write(0);
    expect(memory.used).toBe(2 * SEGMENTS.data + 11);
    child.release();
    space.release();
    expect([memory.committed, memory.used]).toEqual([0, 0]);
  });
});
