import fc from "fast-check";
import { expect, test } from "vitest";
import { TaskHeap } from "../../../src/sim/kernel/policies/taskHeap";
import { TicketTree } from "../../../src/sim/kernel/policies/ticketTree";
import type { Task } from "../../../src/sim/kernel/task";

const action = fc.record({
  do: fc.constantFrom("insert", "insert", "insert", "remove", "first", "find"),
  task: fc.nat(299),
  value: fc.nat(9),
});

test("the heap gives what a sorted list gives", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 600 }), (actions) => {
      const heap = new TaskHeap();
      const tasks = Array.from(
        { length: 300 },
        () => ({ sched: { slot: 0, key: 0, seq: 0 } }) as unknown as Task,
      );
      let model: Task[] = [];
      actions.forEach(({ do: verb, task: n, value }, seq) => {
        const task = verb === "first" ? (model[0] ?? tasks[n]!) : tasks[n]!;
        const isIn = model.includes(task);
        expect(heap.has(task)).toBe(isIn);
        if (verb === "find") {
          const accept = ({ sched }: Task): boolean => sched.seq % 10 === value;
          expect(heap.find(accept)).toBe(model.find(accept));
        } else if (verb !== "insert") {
          if (isIn) heap.remove(task);
          model = model.filter((each) => each !== task);
        } else if (!isIn) {
          Object.assign(task.sched, { key: value, seq });
          heap.insert(task, value, seq);
          model = [...model, task].sort((x, y) => x.sched.key - y.sched.key || x.sched.seq - y.sched.seq);
        }
        expect(heap.length).toBe(model.length);
        expect(heap.first).toBe(model[0]);
      });
    }),
  );
});

test("the tree of tickets gives what adding them up gives", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 600 }), (actions) => {
      const tree = new TicketTree();
      const tasks = Array.from({ length: 300 }, (_, index) => ({ index }) as unknown as Task);
      const model = new Map<Task, number>();
      const inOrder = (): [Task, number][] => [...model].sort(([x], [y]) => x.index - y.index);
      for (const { do: verb, task: n, value } of actions) {
        const task = tasks[n]!;
        expect(tree.has(task)).toBe(model.has(task));
        if (verb === "insert" && !model.has(task)) {
          tree.insert(task, value + 1);
          model.set(task, value + 1);
        } else if (verb === "remove" && model.delete(task)) tree.remove(task);
        const list = inOrder();
        const total = list.reduce((sum, [, tickets]) => sum + tickets, 0);
        expect([tree.length, tree.total]).toEqual([list.length, total]);
        if (verb === "first" && total > 0) {
          const ticket = n % total;
          let left = ticket;
          expect(tree.holder(ticket)).toBe(list.find(([, tickets]) => (left -= tickets) < 0)?.[0]);
        }
        if (verb === "find") {
          const accept = (_: Task, tickets: number): boolean => tickets === value;
          expect(tree.find(accept)).toBe(list.find(([each, tickets]) => accept(each, tickets))?.[0]);
        }
      }
    }),
  );
});
