import { describe, expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(text: string): { stdout: string; stderr: string; exitCode: number } {
  const result = runText(text);
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

const lines = (text: string): string[] => run(text).stdout.trimEnd().split("\n");

describe("the main goroutine is the event loop", () => {
  test("an entry may be async; timers take virtual time", () => {
    const printed = lines(`import { time } from "schedlens";
/** @simulate */
export async function main() {
  const start = time.now();
  console.log(await new Promise((resolve) => setTimeout(resolve, 20, "slept")));
  console.log(Math.round((time.now() - start) / 1e6), "ms");
}`);
    expect(printed).toEqual(["slept", "20 ms"]);
  });

  test("it runs until no job and no timer is left; goroutines do not keep it alive", () => {
    const printed = lines(`import { go, time } from "schedlens";
/** @simulate */
export function main() {
  go(() => { time.sleep("1s"); console.log("never"); });
  setTimeout(() => console.log("last timer"), 5);
  const interval = setInterval(() => { console.log("tick"); clearInterval(interval); }, 2);
  setTimeout(() => console.log("does not count"), 100).unref();
  Promise.resolve().then(() => console.log("job"));
  console.log("main returns");
}`);
    expect(printed).toEqual(["main returns", "job", "tick", "last timer"]);
  });

  test("a goroutine that settles a promise wakes it; what follows runs on the main goroutine", () => {
    const printed = lines(`import { go, runtime, time } from "schedlens";
/** @simulate cores=2 */
export async function main() {
  let resolve: (x: string) => void = () => {};
  const promise = new Promise<string>((r) => (resolve = r));
  setTimeout(() => console.log("timer"), 1000);
  go(async () => {
    console.log("goroutine", runtime.goid() === 1);
    time.sleep("3ms");
    resolve("value");
    await null;
    console.log("goes on", runtime.goid() === 1);
  });
  console.log(await promise, runtime.goid(), time.now() < 5e6);
}`);
    expect(printed).toEqual(["goroutine false", "value 1 true", "goes on true", "timer"]);
  });

  test("a blocking call blocks the loop", () => {
    const printed = lines(`import { chan, go, time } from "schedlens";
/** @simulate */
export function main() {
  const ch = chan<string>();
  setTimeout(() => console.log("timer"), 1);
  (async () => {
    await null;
    console.log(ch.recv());
  })();
  go(() => { time.sleep("10ms"); ch.send("received first"); });
}`);
    expect(printed).toEqual(["received first", "timer"]);
  });

  test("callbacks of promises, generator bodies and async iteration may block", () => {
    const printed = lines(`import { chan, go, time } from "schedlens";
/** @simulate cores=2 */
export async function main() {
  const ch = chan<number>();
  go(() => { for (let i = 0; i < 6; i++) { time.sleep("1ms"); ch.send(i); } ch.close(); });
  function* values() { for (const v of ch) yield v; }
  for (const v of values()) { console.log("of", v); if (v === 1) break; }
  console.log("then", await Promise.resolve().then(() => ch.recv()));
  async function* asyncValues() { yield ch.recv(); yield* [ch.recv()]; }
  for await (const v of asyncValues()) console.log("for await", v);
  console.log(await new Promise((resolve) => resolve(ch.recv())));
}`);
    expect(printed).toEqual(["of 0", "of 1", "then 2", "for await 3", "for await 4", "5"]);
  });
});

describe("failures", () => {
  test("an unhandled rejection is an uncaught exception with the stack of the throw", () => {
    const { exitCode, stderr } = run(`/** @simulate */
export async function main() {
  await inner();
}
async function inner() {
  await null;
  throw new TypeError("nobody looks");
}`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "panic: TypeError: nobody looks\n\ngoroutine 1 [running]:\ninner(...)\n\tmain.ts:7\n",
    );
    expect(stderr).toContain("main(...)\n\tmain.ts:3\n");
  });

  test("an exception in a timer is uncaught", () => {
    const { exitCode, stderr } = run(`/** @simulate */
export function main() {
  setTimeout(function tick() { throw new Error("in a timer"); }, 1);
}`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("panic: in a timer\n\ngoroutine 1 [running]:\ntick(...)\n\tmain.ts:3\n");
  });

  test("an endless chain of jobs ends at the step limit", () => {
    const result = runText(
      `/** @simulate costs=zero steps=100000 */
export function main() {
  const again = () => queueMicrotask(again);
  again();
}`,
    );
    expect(result.exitCode).toBe(124);
    expectValid(result.log);
  });

  test("runtime.goexit is no rejection", () => {
    const { exitCode, stderr } = run(`import { runtime } from "schedlens";
/** @simulate */
export async function main() {
  try {
    runtime.goexit();
  } catch {
    console.log("never");
  } finally {
    console.log("finally");
  }
}`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("no goroutines (main called runtime.Goexit) - deadlock!");
  });
});

test("promises, generators and async functions print as in Node", () => {
  expect(
    lines(`/** @simulate */
export function main() {
  class Mine extends Promise<number> {}
  function* g() {}
  const p = Promise.reject(new RangeError("r"));
  p.catch(() => {});
  console.log(Promise.resolve({ a: [1] }), new Promise(() => {}), Mine.resolve(1), g());
}`),
  ).toEqual(["Promise { { a: [ 1 ] } } Promise { <pending> } Mine [Promise] { 1 } Object [Generator] {}"]);
});

test("tags on async functions: time passes in the call, the mock's value becomes that of a promise", () => {
  const printed = lines(`import { time } from "schedlens";
/** @io network 30ms @mock {id: 7} */
async function fetchUser(): Promise<{ id: number }> { return { id: 0 }; }
/** @simulate */
export async function main() {
  const start = time.now();
  const user = await fetchUser();
  console.log(user.id, Math.round((time.now() - start) / 1e6));
}`);
  expect(printed).toEqual(["7 30"]);
});

test("the collector sees what rests: frames of generators, values of promises, timers", () => {
  const result = runText(
    `/** @simulate gc=on */
export async function main() {
  function* g() { const kept = new Array(1000).fill(0); yield 1; return kept.length; }
  const it = g();
  it.next();
  let sum = 0;
  for (let i = 0; i < 400; i++) {
    const a = await new Promise<number[]>((resolve) => setTimeout(() => resolve(new Array(5000).fill(i)), 1));
    sum += a.length;
  }
  console.log(sum, it.next().value);
}`,
  );
  expect(result.stdout).toBe("2000000 1000\n");
  expectValid(result.log);
});

describe("async=goroutines", () => {
  test("calls of async functions run in parallel; await blocks only its goroutine, which stays the same", () => {
    const printed = lines(`import { compute, runtime, time } from "schedlens";
/** @simulate cores=4 async=goroutines */
export async function main() {
  const start = time.now();
  const squares = await Promise.all([1, 2, 3, 4].map(async (n) => {
    const id = runtime.goid();
    compute("10ms");
    await null;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return runtime.goid() === id ? n * n : "moved";
  }));
  console.log(squares, time.now() - start < 20e6);
  console.log(await depth(3));
}
async function depth(n: number): Promise<number> {
  return n === 0 ? 0 : 1 + (await depth(n - 1));
}`);
    expect(printed).toEqual(["[ 1, 4, 9, 16 ] true", "3"]);
  });

  test("the same program takes longer on the event loop, where one core does all", () => {
    const program = (mode: string): string => `import { compute, time } from "schedlens";
/** @simulate cores=4 async=${mode} */
export async function main() {
  const start = time.now();
  await Promise.all([1, 2, 3].map(async () => { await null; compute("10ms"); }));
  console.log(Math.round((time.now() - start) / 1e6));
}`;
    expect([lines(program("event-loop")), lines(program("goroutines"))]).toEqual([["30"], ["10"]]);
  });

  test("callbacks, combinators, timers and async generators", () => {
    const printed = lines(`/** @simulate cores=2 async=goroutines */
export async function main() {
  const sleep = (ms: number, value?: unknown) => new Promise((resolve) => setTimeout(resolve, ms, value));
  console.log(await Promise.resolve(1).then((x) => x + 1).finally(() => console.log("finally")));
  try { await fails(); } catch (error) { console.log("caught", (error as Error).message); }
  console.log(await Promise.race([sleep(9, "slow"), sleep(2, "fast")]));
  console.log(await Promise.any([fails(), sleep(1, "any")]));
  console.log((await Promise.allSettled([fails(), 1])).map((each) => each.status));
  let ticks = 0;
  await new Promise<void>((resolve) => {
    const interval = setInterval(() => {
      if (++ticks < 3) return;
      clearInterval(interval);
      resolve();
    }, 2);
  });
  const cancelled = setTimeout(() => console.log("never"), 1);
  clearTimeout(cancelled);
  const again = setTimeout(() => console.log("refreshed"), 3);
  await sleep(2);
  again.refresh();
  await sleep(2);
  console.log("before the refreshed timer");
  await sleep(2);
  async function* numbers() {
    try {
      for (let i = 0; i < 3; i++) { await sleep(1); yield i; }
    } finally {
      await sleep(1);
      console.log("closed");
    }
  }
  for await (const n of numbers()) { console.log(ticks, n); if (n === 1) break; }
  const it = numbers();
  console.log((await Promise.all([it.next(), it.next(), it.return()])).map((each) => each.value));
}
async function fails(): Promise<never> { await null; throw new RangeError("fails"); }`);
    expect(printed).toEqual([
      "finally",
      "2",
      "caught fails",
      "fast",
      "any",
      "[ 'rejected', 'fulfilled' ]",
      "before the refreshed timer",
      "refreshed",
      "3 0",
      "3 1",
      "closed",
      "closed",
      "[ 0, 1, undefined ]",
    ]);
  });

  test("when main returns, the program ends; a rejection that nobody has looked at is uncaught then", () => {
    const { exitCode, stdout, stderr } = run(`import { time } from "schedlens";
/** @simulate async=goroutines */
export function main() {
  void fails();
  setTimeout(() => console.log("never"), 10);
  time.sleep("1ms");
  console.log("main returns");
}
async function fails() { throw new TypeError("nobody looks"); }`);
    expect([exitCode, stdout]).toEqual([2, "main returns\n"]);
    expect(stderr).toContain(
      "panic: TypeError: nobody looks\n\ngoroutine 1 [running]:\nfails(...)\n\tmain.ts:9\n",
    );
  });

  test("a promise that nobody settles is a deadlock", () => {
    const { exitCode, stderr } = run(`/** @simulate async=goroutines */
export async function main() {
  await new Promise(() => {});
}`);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /all goroutines are asleep - deadlock![^]*\[chan receive\]:\nmain\(\.\.\.\)\n\tmain\.ts:3\n/,
    );
    // The main goroutine waits in the library for the promise: it is shown at the function that has given it.
    expect(stderr).toContain("goroutine 1 [chan receive]:\nmain(...)\n\tmain.ts:2\n");
    expect(stderr).not.toContain("?:0");
  });
});

describe("@goroutine", () => {
  test("on an async function: its start does not wait for the body", () => {
    const printed = lines(`import { time } from "schedlens";
/** @goroutine */
async function work(n: number) { time.sleep("1ms"); await null; console.log("worked", n); }
/** @simulate */
export function main() {
  work(1);
  console.log("started");
  setTimeout(() => {}, 5);
}`);
    expect(printed).toEqual(["started", "worked 1"]);
  });

  test("on a generator is an error", () => {
    const { diagnostics } = runText(`/** @goroutine */
function* g() { yield 1; }
/** @simulate */
export function main() { g(); }`);
    expect(diagnostics.map((each) => each.message)).toEqual([
      "@goroutine on a generator means nothing: call it within a function that has the tag",
    ]);
  });
});
