import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Mutex, WaitGroup } from "../../../src/sim/goruntime/api";
import type { Hchan } from "../../../src/sim/goruntime/api";
import { runModel } from "./model";
import type { Action } from "./model";
import { runScript } from "./scripted";
import type { Main, Part, Script, Scripting } from "./scripted";

const CAPACITIES = [0, 0, 1, 3];
const LOCKS = 2;
const GROUPS = 1;

const chan = fc.nat(CAPACITIES.length - 1);
const { actions } = fc.letrec<{ actions: Action[]; action: Action }>((tie) => ({
  action: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({
      op: fc.constant("print" as const),
      text: fc.string({ minLength: 1, maxLength: 2, unit: "grapheme-ascii" }),
    }),
    fc.record({ op: fc.constant("send" as const), chan, value: fc.nat(99) }),
    fc.record({ op: fc.constant("send" as const), chan, value: fc.nat(99) }),
    fc.record({ op: fc.constant("recv" as const), chan }),
    fc.record({ op: fc.constant("recv" as const), chan }),
    fc.record({ op: fc.constant("gosched" as const) }),
    fc.record({ op: fc.constant("gosched" as const) }),
    fc.record({ op: fc.constant("lock" as const), mutex: fc.nat(LOCKS - 1) }),
    fc.record({ op: fc.constant("unlock" as const), mutex: fc.nat(LOCKS - 1) }),
    fc.record({ op: fc.constant("add" as const), group: fc.nat(GROUPS - 1), delta: fc.constantFrom(1, -1) }),
    fc.record({ op: fc.constant("wait" as const), group: fc.nat(GROUPS - 1) }),
    fc.record({ op: fc.constant("close" as const), chan }),
    fc.record({ op: fc.constant("go" as const), body: tie("actions") }),
    fc.record({ op: fc.constant("go" as const), body: tie("actions") }),
    fc.record({ op: fc.constant("go" as const), body: tie("actions") }),
  ),
  actions: fc.array(tie("action"), { maxLength: 12, depthIdentifier: "go" }),
}));

/** The same program for the runtime. */
function script(program: readonly Action[]): Main {
  return function* (s) {
    const chans = CAPACITIES.map((cap) => s.go.makechan(cap));
    const locks = Array.from({ length: LOCKS }, () => new Mutex(-1));
    const groups = Array.from({ length: GROUPS }, () => new WaitGroup(-1));
    yield* body(s, program, chans, locks, groups);
  };
}

function* body(
  s: Scripting,
  program: readonly Action[],
  chans: readonly Hchan[],
  locks: readonly Mutex[],
  groups: readonly WaitGroup[],
): Part {
  for (const action of program) {
    switch (action.op) {
      case "print":
        yield s.print(action.text);
        break;
      case "send":
        yield s.send(chans[action.chan]!, action.value);
        break;
      case "recv": {
        const [value, ok] = (yield s.recvOk(chans[action.chan]!)) as [number, boolean];
        yield s.print("got", ok ? value : "closed");
        break;
      }
      case "close":
        yield s.close(chans[action.chan]!);
        break;
      case "gosched":
        yield s.gosched();
        break;
      case "lock":
        yield s.lock(locks[action.mutex]!);
        break;
      case "unlock":
        yield s.unlock(locks[action.mutex]!);
        break;
      case "add":
        yield s.add(groups[action.group]!, action.delta);
        break;
      case "wait":
        yield s.wait(groups[action.group]!);
        break;
      case "go":
        yield s.spawn("child", body(s, action.body, chans, locks, groups));
        break;
    }
  }
}

describe("with one P, the same as the model of model_p1.py", () => {
  test("random programs", () => {
    fc.assert(
      fc.property(actions, (program) => {
        const want = runModel(program, CAPACITIES, LOCKS, GROUPS);
        const ran = runScript(script(program), { gomaxprocs: 1, cores: 2 });
        expect(ran.stdout.split("\n").slice(0, -1)).toEqual(want.lines);
        expect(ran.end.how).toBe(want.end);
      }),
      { numRuns: 3000, seed: 20240101 },
    );
  });

  test("a thousand goroutines through the ring and the global queue", () => {
    const workers = Array.from({ length: 1000 }, (_, i): Action => {
      const text = String(i);
      return {
        op: "go",
        body: [{ op: "print", text }, { op: "gosched" }, { op: "print", text: `${text}b` }],
      };
    });
    const program: Action[] = [...workers, ...Array.from({ length: 40 }, (): Action => ({ op: "gosched" }))];
    const want = runModel(program, CAPACITIES, LOCKS, GROUPS);
    const ran = runScript(script(program), { gomaxprocs: 1, cores: 2 });
    expect(ran.stdout.split("\n").slice(0, -1)).toEqual(want.lines);
    expect(want.lines.length).toBeGreaterThan(1000);
  });
});

describe("with several Ps", () => {
  /** Values come out of a channel in the order in which they went in, none is lost or doubled. */
  test("channels keep order and values", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.nat(3),
        fc.nat(1000),
        fc.integer({ min: 2, max: 8 }),
        (senders, cap, seed, ps) => {
          const received: string[] = [];
          runScript(
            function* (s) {
              const c = s.go.makechan(cap);
              const done = new WaitGroup(-1);
              for (let i = 0; i < senders; i++) {
                yield s.add(done, 1);
                yield s.spawn(
                  "sender",
                  (function* (): Script {
                    for (let k = 0; k < 20; k++) {
                      yield s.compute((i * 37 + k * 11) % 500);
                      yield s.send(c, `${i}:${k}`);
                    }
                    yield s.add(done, -1);
                  })(),
                );
              }
              yield s.spawn(
                "closer",
                (function* (): Script {
                  yield s.wait(done);
                  yield s.close(c);
                })(),
              );
              for (;;) {
                const [value, ok]: [string, boolean] = yield s.recvOk(c);
                if (!ok) break;
                received.push(value);
              }
            },
            { gomaxprocs: ps, cores: 4, seed },
          );
          for (let i = 0; i < senders; i++) {
            const own = received.filter((value) => value.startsWith(`${i}:`));
            expect(own).toEqual(Array.from({ length: 20 }, (_, k) => `${i}:${k}`));
          }
          expect(received.length).toBe(20 * senders);
        },
      ),
      { numRuns: 150, seed: 1 },
    );
  });

  test("a mutex lets one in at a time, and the seed decides the order", () => {
    const orders = new Set<string>();
    for (let seed = 1; seed <= 12; seed++) {
      let inside = 0;
      const order: number[] = [];
      runScript(
        function* (s) {
          const mu = new Mutex(-1);
          const wg = new WaitGroup(-1);
          for (let i = 0; i < 5; i++) {
            yield s.add(wg, 1);
            yield s.spawn(
              "worker",
              (function* (): Script {
                for (let k = 0; k < 10; k++) {
                  yield s.lock(mu);
                  expect(++inside).toBe(1);
                  order.push(i);
                  yield s.compute(900);
                  inside--;
                  yield s.unlock(mu);
                }
                yield s.add(wg, -1);
              })(),
            );
          }
          yield s.wait(wg);
        },
        { gomaxprocs: 4, cores: 4, seed },
      );
      expect(order.length).toBe(50);
      orders.add(order.join(""));
    }
    expect(orders.size).toBeGreaterThan(1);
  });
});
