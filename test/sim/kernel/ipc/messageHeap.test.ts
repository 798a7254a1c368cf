import fc from "fast-check";
import { expect, test } from "vitest";
import { MessageHeap } from "../../../../src/sim/kernel/ipc/messageHeap";

test("of random messages the highest priority comes first, of one priority the oldest", () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant("take"));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heap = new MessageHeap();
      const slow: { priority: number; id: number }[] = [];
      let id = 0;
      for (const each of steps) {
        if (typeof each === "number") {
          heap.put(Uint8Array.of(id & 0xff), each, 0);
          slow.push({ priority: each, id: id++ });
        } else {
          const highest = Math.max(...slow.map(({ priority }) => priority));
          const at = slow.findIndex(({ priority }) => priority === highest);
          const [first] = at < 0 ? [] : slow.splice(at, 1);
          const taken = heap.take();
          expect([taken?.priority, taken?.data[0]]).toEqual([first?.priority, first && first.id & 0xff]);
        }
        expect(heap.length).toBe(slow.length);
      }
    }),
  );
});
