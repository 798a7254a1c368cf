import fc from "fast-check";
import { expect, test } from "vitest";
import { TaskDeque } from "../../../src/sim/kernel/policies/taskDeque";
import type { Task } from "../../../src/sim/kernel/task";

const action = fc.record({
  do: fc.constantFrom("append", "append", "append", "prepend", "remove", "first"),
  task: fc.nat(199),
});

test("the deque gives what a list gives, through holes and growth", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 600 }), (actions) => {
      const deque = new TaskDeque();
      const tasks = Array.from({ length: 200 }, () => ({ sched: { slot: 0 } }) as unknown as Task);
      let model: Task[] = [];
      for (const { do: verb, task: n } of actions) {
        const task = verb === "first" ? (model[0] ?? tasks[n]!) : tasks[n]!;
        const isIn = model.includes(task);
        expect(deque.has(task)).toBe(isIn);
        if (verb === "remove" || verb === "first") {
          if (verb === "first") expect(deque.shift()).toBe(model[0]);
          else if (isIn) deque.remove(task);
          model = model.filter((each) => each !== task);
        } else if (!isIn) {
          if (verb === "append") deque.append(task);
          else deque.prepend(task);
          model = verb === "append" ? [...model, task] : [task, ...model];
        }
        expect(deque.length).toBe(model.length);
        expect(deque.find(() => true)).toBe(model[0]);
      }
      const order: Task[] = [];
      expect(deque.find((task) => order.push(task) === model.length)).toBe(model.at(-1));
      expect(order).toEqual(model);
    }),
  );
});
