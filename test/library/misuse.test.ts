import { describe, expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

/** Wrong use of the module: the expression, and the error that says what is wrong and what to do. */
const MISUSES: readonly (readonly [expression: string, error: string])[] = [
  ["go()", "TypeError: go: the first argument must be a function"],
  ["chan(-1)", "Error: makechan: size out of range"],
  ["chan('3')", "Error: makechan: size out of range"],
  ["recv({})", "TypeError: recv: the first argument must be a channel"],
  ["recv(chan(), 3)", "TypeError: recv: the second argument, the handler, must be a function"],
  ["send(1, 2)", "TypeError: send: the first argument must be a channel"],
  ["send(chan(1), 2, 3)", "TypeError: send: the third argument, the handler, must be a function"],
  ["otherwise(1)", "TypeError: otherwise: the handler must be a function"],
  ["select(chan())", "TypeError: select: argument 1 is no case: make it with recv(), send() or otherwise()"],
  ["select(otherwise(), otherwise())", "TypeError: select: more than one otherwise case"],
  ["sync.Mutex()", "TypeError: Class constructor Mutex cannot be invoked without 'new'"],
  [
    "{ const { lock } = new sync.Mutex(); lock(); }",
    "TypeError: this method belongs to a Mutex: call it on one, as in x.method(), or pass it as () => x.method()",
  ],
  [
    "{ const { done } = new sync.WaitGroup(); done(); }",
    "TypeError: this method belongs to a WaitGroup: call it on one, as in x.method(), or pass it as () => x.method()",
  ],
  [
    "{ const { recv } = chan(); recv(); }",
    "TypeError: this method belongs to a channel: call it on one, as in x.method(), or pass it as () => x.method()",
  ],
  [
    "{ const { stop } = new time.Timer(1); stop(); }",
    "TypeError: Cannot read properties of undefined (reading '#timer')",
  ],
  ["new sync.WaitGroup().add()", "RangeError: WaitGroup.add: the argument must be a whole number"],
  ["new sync.WaitGroup().add(1.5)", "RangeError: WaitGroup.add: the argument must be a whole number"],
  ["new sync.WaitGroup().go()", "TypeError: WaitGroup.go: the argument must be a function"],
  ["new sync.Once().do()", "TypeError: Once.do: the argument must be a function"],
  [
    "new sync.Cond()",
    "TypeError: Cond: the argument must have the methods lock() and unlock(), as a Mutex has",
  ],
  ["new sync.Semaphore(-1)", "RangeError: Semaphore: the count must be a whole number, 0 or more"],
  ["new sync.atomic.Int('a')", "RangeError: atomic.Int: the initial value must be a whole number"],
  ["new sync.atomic.Int().add()", "RangeError: atomic.Int.add: the argument must be a whole number"],
  ["new sync.atomic.Int().store(0.5)", "RangeError: atomic.Int.store: the value must be a whole number"],
  ["time.sleep()", 'TypeError: invalid duration: expected a number of nanoseconds or a text like "3ms"'],
  ["time.sleep('5m')", 'TypeError: invalid duration "5m": write it like 250ns, 10us, 3ms or 1.5s'],
  ["time.sleep(NaN)", "RangeError: invalid duration NaN"],
  ["time.afterFunc(1)", "TypeError: afterFunc: the second argument must be a function"],
  ["new time.Ticker(0)", "Error: non-positive interval for NewTicker"],
  ["new time.Ticker(1).reset(0)", "Error: non-positive interval for Ticker.Reset"],
  ["context.withCancel()", "Error: cannot create context from nil parent"],
  [
    "context.withCancel({})",
    "TypeError: withCancel: the parent must be a context: context.background(), or one that was made from it",
  ],
  [
    "context.withDeadline(context.background(), '1s')",
    "TypeError: withDeadline: the time must be a number of nanoseconds, as time.now() gives; withTimeout takes a Duration",
  ],
  ["context.withValue(context.background())", "Error: nil key"],
  [
    "context.cause({})",
    "TypeError: cause: the argument must be a context: context.background(), or one that was made from it",
  ],
  ["runtime.gomaxprocs('x')", "RangeError: gomaxprocs: the number of Ps must be a whole number up to 1024"],
  ["os.exit('x')", "RangeError: os.exit: the code must be a whole number"],
];

const MODULE =
  "chan, compute, context, go, io, nilChan, os, otherwise, recv, runtime, select, send, sync, time";

describe("wrong use says what is wrong", () => {
  for (const [expression, error] of MISUSES)
    test(expression, () => {
      const result = runText(`
        import { ${MODULE} } from "schedlens";
        /** @simulate */
        export function main() {
          try {
            ${expression};
          } catch (error) {
            console.log(error.name + ": " + error.message);
          }
        }`);
      expect(result.diagnostics).toEqual([]);
      expect(result.stdout).toBe(`${error}\n`);
      expect(result.stderr).toBe("");
      expectValid(result.log);
    });
});

test("a case that is used again is empty until it is chosen", () => {
  const result = runText(`
    import { chan, otherwise, recv, select } from "schedlens";
    /** @simulate */
    export function main() {
      const c = chan(1);
      c.send(5);
      const r = recv(c);
      console.log(select(r, otherwise()), r.value, r.ok);
      console.log(select(r, otherwise()), r.value, r.ok);
    }`);
  expect(result.stdout).toBe("0 5 true\n1 undefined false\n");
});

test("lines of a message do not look like lines of the dump", () => {
  const result = runText(`
    /** @simulate */
    export function main() {
      throw new Error("first\\n\\ngoroutine 7 [running]:");
    }`);
  expect(result.stderr).toMatch(
    /^panic: first\n\t\n\tgoroutine 7 \[running\]:\n\ngoroutine 1 \[running\]:\n/,
  );
  expect(result.exitCode).toBe(2);
});

test("private names of a class are shown as they are written", () => {
  const result = runText(`
    class A {
      #n = 1;
      get() { return this.#n; }
      call() { this.#secret(); }
      #secret() {}
    }
    /** @simulate */
    export function main() {
      const { get, call } = new A();
      for (const f of [get, call]) try { f(); } catch (error) { console.log(error.message); }
    }`);
  expect(result.stdout).toBe(
    "Cannot read properties of undefined (reading '#n')\nReceiver must be an instance of the class\n",
  );
});
