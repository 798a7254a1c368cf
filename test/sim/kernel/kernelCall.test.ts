import { describe, expect, test } from "vitest";
import { Reason, Syscall, Work } from "../../../src/sim/machine/codes";
import { BLOCKED, Errno } from "../../../src/sim/kernel/kernelCall";
import type { KernelCall } from "../../../src/sim/kernel/kernelCall";
import { WaitQueue } from "../../../src/sim/kernel/waitQueue";
import { events, simulate } from "./scripted";
import type { Script, Steps } from "./scripted";

/** Things that can be taken from it, or waited for. */
class Store {
  readonly waiting = new WaitQueue();
  things = 0;

  take(timeout = -1): KernelCall {
    return {
      syscall: Syscall.read,
      argument: 7,
      attempt: (task) => {
        if (this.things > 0) return this.things--;
        if (task.timedOut) return new Errno("ETIMEDOUT");
        this.waiting.add(task, Reason["system call"], timeout);
        return BLOCKED;
      },
    };
  }

  put(): KernelCall {
    const attempt = (): number => {
      this.things++;
      this.waiting.wakeOne();
      return 1;
    };
    return { syscall: Syscall.write, argument: -1, attempt };
  }
}

function codeOf(value: unknown): unknown {
  return value instanceof Errno ? value.code : value;
}

describe("system calls as objects", () => {
  test("whoever waits is woken first come first served, and is in the call from its first attempt to its last", () => {
    const store = new Store();
    const order: string[] = [];
    const taker = (name: string) =>
      function* (s: Steps): Script {
        yield* s.call(store.take(), () => order.push(name));
      };
    const { log } = simulate({}, function* (s) {
      for (const name of ["a", "b", "c"]) yield* s.spawn(name, taker(name));
      yield* s.yield();
      expect(store.waiting.length).toBe(3);
      for (let i = 0; i < 3; i++) yield* s.call(store.put());
      yield* s.op((k) => k.nanosleep(10));
    });
    expect(order).toEqual(["a", "b", "c"]);
    expect(store.waiting.length).toBe(0);
    expect(events(log, "SyscallEnter").filter(({ aux }) => aux === Syscall.read)).toHaveLength(3);
    expect(
      events(log, "SyscallExit")
        .filter(({ aux }) => aux === Syscall.read)
        .map(({ a }) => a),
    ).toEqual([3, 2, 1]);
  });

  test("a woken task that finds nothing waits again, at the tail", () => {
    const store = new Store();
    const order: string[] = [];
    const taker = (name: string) =>
      function* (s: Steps): Script {
        yield* s.call(store.take(), () => order.push(name));
      };
    simulate({}, function* (s) {
      yield* s.spawn("a", taker("a"));
      yield* s.spawn("b", taker("b"));
      yield* s.yield();
      // Both are woken for one thing.
      store.things = 1;
      yield* s.op(() => {
        store.waiting.wakeAll();
      });
      yield* s.yield();
      expect(order).toEqual(["a"]);
      expect(store.waiting.length).toBe(1);
      yield* s.call(store.put());
      yield* s.yield();
    });
    expect(order).toEqual(["a", "b"]);
  });

  test("a timeout wakes the task, which is then on no queue", () => {
    const store = new Store();
    const { kernel } = simulate({}, function* (s) {
      yield* s.call(store.take(500), (value) => {
        expect(codeOf(value)).toBe("ETIMEDOUT");
      });
      expect(s.kernel.now).toBe(500);
      expect(store.waiting.length).toBe(0);
      // The next call begins anew.
      yield* s.call(store.put());
      yield* s.call(store.take(500), (value) => {
        expect(value).toBe(1);
      });
    });
    expect(kernel.now).toBe(500);
  });

  test("who is killed is taken out of all queues", () => {
    const [one, two] = [new Store(), new Store()];
    const both: KernelCall = {
      syscall: Syscall.read,
      argument: -1,
      attempt: (task) => {
        one.waiting.add(task, Reason["system call"]);
        two.waiting.add(task, Reason["system call"]);
        return BLOCKED;
      },
    };
    simulate({}, function* (s) {
      yield* s.spawn("waiter", function* (t) {
        yield* t.call(both);
        throw new Error("goes on after its death");
      });
      yield* s.yield();
      expect([one.waiting.length, two.waiting.length]).toEqual([1, 1]);
      yield* s.op((k) => {
        k.exitGroup(0);
      });
      expect([one.waiting.length, two.waiting.length]).toEqual([0, 0]);
    });
  });

  test("whoever may not block gets BLOCKED, and the call is over", () => {
    const store = new Store();
    simulate({}, function* (s) {
      yield* s.op((k) => {
        expect(k.call(store.take(), false)).toBe(BLOCKED);
      });
      expect(store.waiting.length).toBe(0);
    });
  });

  test("a call takes one mode switch, however long it waits", () => {
    const store = new Store();
    const { log } = simulate({ costs: "linux-x86" }, function* (s) {
      yield* s.call(store.take(5_000));
    });
    const works = events(log, "Overhead").filter(({ aux }) => aux === Work["system call"]);
    expect(works).toHaveLength(1);
  });
});
