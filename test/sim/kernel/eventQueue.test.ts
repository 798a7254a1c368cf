import fc from "fast-check";
import { expect, test } from "vitest";
import { EventEntry, EventQueue } from "../../../src/sim/machine/eventQueue";

const action = fc.oneof(
  fc.record({ do: fc.constant("schedule"), entry: fc.nat(19), time: fc.nat(10) }),
  fc.record({ do: fc.constant("cancel"), entry: fc.nat(19), time: fc.constant(0) }),
  fc.record({ do: fc.constant("pop"), entry: fc.constant(0), time: fc.constant(0) }),
);

test("the queue gives what a sorted list gives", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
      const queue = new EventQueue();
      const entries = Array.from({ length: 20 }, () => new EventEntry(() => undefined));
      let model: { entry: EventEntry; time: number; seq: number }[] = [];
      actions.forEach(({ do: verb, entry: n, time }, seq) => {
        const entry = entries[n]!;
        if (verb === "pop") {
          const first = model.shift();
          expect(queue.pop()).toBe(first?.entry);
        } else {
          model = model.filter((each) => each.entry !== entry);
          if (verb === "cancel") queue.cancel(entry);
          else {
            queue.schedule(entry, time);
            model.push({ entry, time, seq });
            model.sort((x, y) => x.time - y.time || x.seq - y.seq);
          }
        }
        expect(queue.nextTime).toBe(model[0]?.time ?? Infinity);
        expect(queue.length).toBe(model.length);
        for (const each of entries) expect(each.scheduled).toBe(model.some((m) => m.entry === each));
      });
    }),
  );
});
