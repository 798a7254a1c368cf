import { expect, test } from "vitest";
import { runText } from "../helpers/run";
import { compile, run } from "./harness";

const MODES = [
  { slice: Infinity, suspend: false },
  { slice: 7, suspend: true },
  { slice: 1, suspend: true, native: 700 },
];

/** What a program prints, the same however it is interrupted. */
function printed(source: string): readonly string[] {
  const compiled = compile(source);
  const outcomes = MODES.map((mode) => run(compiled, mode));
  for (const each of outcomes) expect(each.lines).toEqual(outcomes[0]!.lines);
  expect(new Set(outcomes.map((each) => each.time)).size).toBe(1);
  return outcomes[0]!.lines;
}

test("iterators are closed by it", () => {
  expect(
    printed(`
      function* numbers() { try { yield 1; yield 2; } finally { out("closed"); } }
      { using it = numbers(); out(it.next().value); }
      { using list = [1].values(); out(list.next().value); }
      out("end");
    `),
  ).toEqual(["1", "closed", "1", "end"]);
});

test("errors have the texts of V8", () => {
  expect(
    printed(`
      for (const bad of [1, {}, { [Symbol.dispose]: 5 }] as any[])
        try { using x = bad; } catch (e) { out(e); }
      try {
        using a = { [Symbol.dispose]() { throw new Error("dispose"); } };
        throw new Error("body");
      } catch (e: any) {
        out(e, e.error, e.suppressed, e instanceof SuppressedError, Object.keys(e));
      }
      const s = new SuppressedError(1, 2);
      out(s.message === "", Object.hasOwn(s, "message"), s.error, s.suppressed, String(s), typeof Symbol.dispose);
      class Mine extends SuppressedError {} out(new Mine(1, 2, "m") instanceof SuppressedError, String(new Mine(1, 2, "m")));
    `),
  ).toEqual([
    "TypeError: An object is expected with \`using\` declarations",
    "TypeError: Symbol(Symbol.dispose) is not a function",
    "TypeError: Symbol(Symbol.dispose) is not a function",
    "SuppressedError: An error was suppressed during disposal Error: dispose Error: body true []",
    "true false 1 2 SuppressedError symbol",
    "true SuppressedError: m",
  ]);
});

test("DisposableStack", () => {
  expect(
    printed(`
      const res = (name: string) => ({ name, [Symbol.dispose]() { out("dispose", op(name)); } });
      {
        using stack = new DisposableStack();
        out(stack.use(res("a")).name, stack.adopt("value", (v) => out("adopted", op(v))), stack.defer(() => out(op("deferred"))), stack.use(null));
        out(stack.disposed);
      }
      const stack = new DisposableStack();
      stack.use(res("moved"));
      const moved = stack.move();
      out(stack.disposed, moved.disposed, moved instanceof DisposableStack);
      try { stack.use(null); } catch (e) { out(e); }
      moved.dispose(); moved.dispose(); moved[Symbol.dispose]();
      const failing = new DisposableStack();
      failing.defer(() => { throw new Error("1"); }); failing.defer(() => out("between")); failing.defer(() => { throw new Error("2"); });
      try { failing.dispose(); } catch (e: any) { out(e.error, e.suppressed); }
      out(Object.prototype.toString.call(failing), DisposableStack.prototype.dispose === DisposableStack.prototype[Symbol.dispose], DisposableStack.name);
      class Pool extends DisposableStack { extra = 1; } using p = new Pool(); p.defer(() => out("pool")); out(p.extra);
    `),
  ).toEqual([
    "a value undefined null",
    "false",
    "deferred",
    "adopted value",
    "dispose a",
    "true false true",
    "ReferenceError: Cannot add values to a disposed stack!",
    "dispose moved",
    "between",
    "Error: 1 Error: 2",
    "[object DisposableStack] true DisposableStack",
    "1",
    "pool",
  ]);
});

test("AsyncDisposableStack, and how many turns of the queue disposing takes", () => {
  expect(
    printed(`
      const turns = async (name: string, n: number) => { for (let i = 1; i <= n; i++) { await null; out(name, i); } };
      export async function main() {
        const stack = new AsyncDisposableStack();
        stack.use({ async [Symbol.asyncDispose]() { await null; out("async", op(1)); } });
        stack.use({ [Symbol.dispose]() { out("sync", op(2)); } });
        stack.defer(async () => out("deferred"));
        stack.adopt(5, async (v) => out("adopted", v));
        const done = stack.disposeAsync();
        out(stack.disposed, done instanceof Promise);
        await done;
        try { stack.defer(() => {}); } catch (e) { out(e); }
        await stack[Symbol.asyncDispose]();

        // null takes one turn, however many there are; a synchronous method in between comes after it.
        const one = turns("one", 3);
        { await using a = null, b = undefined; }
        out("after null"); await one;
        const two = turns("two", 3);
        { using s = { [Symbol.dispose]() { out("s"); } }; await using a = null; }
        out("after s"); await two;
        const three = turns("three", 3);
        { await using a = null; await using b = { [Symbol.dispose]() { out("b"); return new Promise(() => {}); } }; }
        out("after b"); await three;
      }`),
  ).toEqual([
    "adopted 5",
    "true true",
    "deferred",
    "sync 2",
    "async 1",
    "ReferenceError: Cannot add values to a disposed stack!",
    "one 1",
    "after null",
    "one 2",
    "one 3",
    "two 1",
    "s",
    "after s",
    "two 2",
    "two 3",
    "b",
    "three 1",
    "after b",
    "three 2",
    "three 3",
  ]);
});

test("a dispose method can unlock, wait and exit the goroutine", () => {
  const { stdout, stderr, exitCode } = runText(`import { go, runtime, sync, time } from "schedlens";
const mutex = new sync.Mutex();
const wg = new sync.WaitGroup();
function lock(): Disposable {
  mutex.lock();
  return { [Symbol.dispose]() { time.sleep("1ms"); mutex.unlock(); } };
}
let inside = 0;
/** @simulate cores=4 */
export function main() {
  for (let i = 0; i < 4; i++)
    wg.go(() => {
      using held = lock();
      inside++;
      time.sleep("1ms");
      if (inside !== 1) console.log("not alone");
      inside--;
    });
  wg.wait();
  console.log(time.now() >= 8e6);
  wg.go(() => {
    using last = { [Symbol.dispose]() { console.log("last"); } };
    const stack = new DisposableStack();
    stack.defer(() => console.log("still in the stack"));
    stack.defer(() => runtime.goexit());
    using s = stack;
    using exits = { [Symbol.dispose]() { console.log("exits"); runtime.goexit(); } };
    console.log("body");
  });
  wg.wait();
  using end = { [Symbol.dispose]() { throw new Error("at the end"); } };
  throw new Error("first");
}`);
  expect(stdout).toBe("true\nbody\nexits\nstill in the stack\nlast\n");
  expect(stderr).toMatch(/^panic: SuppressedError: An error was suppressed during disposal\n/);
  expect(exitCode).toBe(2);
});
