import { describe, expect, test } from "vitest";
import { measures } from "../../src/analysis/measures";
import { LogTraceSource } from "../../src/analysis/source";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(text: string, tag = "") {
  const result = runText(
    `import { OSError, chan, context, go, os, runtime, select, recv, sync, time } from "schedlens";\n/** @simulate ${tag} */\n${text}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

const lines = (text: string, tag = ""): string[] => run(text, tag).stdout.trimEnd().split("\n");

/** As Linux does: see docs/model.md. */
describe("fork, wait and exit", () => {
  test("gives 0 in the child and the child's pid in the parent; memory is private", () => {
    const printed = lines(`export function main() {
  let x = 1;
  const pid = os.fork();
  if (pid === 0) { x = 99; console.log("child", x, os.getpid(), os.getppid()); os.exit(7); }
  const ended = os.wait();
  console.log("parent", x, pid, ended.pid === pid, ended.code, ended.status.toString(16), os.getpid(), os.getppid());
}`);
    const pid = /^child 99 (\d+) 2$/.exec(printed[0] ?? "")?.[1];
    expect(printed[1]).toBe(`parent 1 ${pid} true 7 700 2 1`);
  });

  test("dates are copied, those of a class that extends Date too", () => {
    const printed = lines(`export function main() {
  class Own extends Date { #n = 1; bump() { this.setTime(this.getTime() + ++this.#n); return this.getTime(); } }
  const date = new Date(5), own = new Own();
  Object.assign(date, { self: date });
  const pid = os.fork();
  date.setTime(date.getTime() + 1);
  console.log(date.getTime(), Reflect.get(date, "self") === date, own.bump(), own instanceof Own, date.constructor === Date);
  if (pid !== 0) os.wait();
}`);
    expect(printed).toHaveLength(2);
    expect(printed[1]).toBe(printed[0]);
    expect(printed[0]).toMatch(/^6 true \d+ true true$/);
  });

  test("exit statuses are cut to a byte", () => {
    const printed = lines(`export function main() {
  for (const code of [0, 300, -1, 255]) {
    if (os.fork() === 0) os.exit(code);
    console.log(os.wait().status.toString(16));
  }
}`);
    expect(printed).toEqual(["0", "2c00", "ff00", "ff00"]);
  });

  test("without children ECHILD; with WNOHANG 0 while they run; main's return ends the child with 0", () => {
    const printed = lines(`export function main() {
  try { os.wait(); } catch (e) { console.log(e instanceof OSError, e.code, e.name, String(e)); }
  const pid = os.fork();
  if (pid === 0) { time.sleep("5ms"); return; }
  console.log(os.waitpid(pid, { nohang: true }));
  try { os.waitpid(99, { nohang: true }); } catch (e) { console.log((e as OSError).code); }
  time.sleep("10ms");
  const ended = os.waitpid(pid, { nohang: true });
  console.log(ended.pid === pid, ended.status, ended.code);
  try { os.waitpid(pid); } catch (e) { console.log((e as OSError).code); }
}`);
    expect(printed).toEqual([
      "true ECHILD OSError OSError: wait4: no child processes",
      "{ pid: 0, status: 0 }",
      "ECHILD",
      "true 0 0",
      "ECHILD",
    ]);
  });

  test("children are waited for in the order in which they end, those that have ended already in the order of their creation", () => {
    const printed = lines(`export function main() {
  for (const ms of [3, 1, 2]) if (os.fork() === 0) { time.sleep(ms * 1e6); os.exit(ms); }
  console.log([os.wait().code, os.wait().code, os.wait().code]);
  for (const ms of [3, 1, 2]) if (os.fork() === 0) { time.sleep(ms * 1e6); os.exit(ms); }
  time.sleep("20ms");
  console.log([os.wait().code, os.wait().code, os.wait().code]);
}`);
    expect(printed).toEqual(["[ 1, 2, 3 ]", "[ 3, 1, 2 ]"]);
  });

  test("an orphan gets init as its parent; the run ends with the last process, with the exit code of the program's", () => {
    const result = run(`export function main() {
  if (os.fork() === 0) {
    console.log("parent", os.getppid());
    time.sleep("5ms");
    console.log("parent", os.getppid());
    os.exit(9);
  }
  time.sleep("1ms");
  os.exit(4);
}`);
    expect(result.stdout).toBe("parent 2\nparent 1\n");
    expect(result.exitCode).toBe(4);
    const parents: number[] = [];
    result.log.forEach(({ kind, b }) => {
      if (kind === Kind.ProcessReparent) parents.push(b);
    });
    expect(parents).toEqual([0]);
  });

  test("the limit of processes is EAGAIN, and what has been waited for does not count", () => {
    const printed = lines(
      `export function main() {
  const pids: number[] = [];
  try { for (;;) { const pid = os.fork(); if (pid === 0) { time.sleep("50ms"); os.exit(0); } pids.push(pid); } }
  catch (e) { console.log((e as OSError).code, pids.length > 2, String(e)); }
  while (pids.length > 0) pids.splice(pids.indexOf(os.wait().pid), 1);
  if (os.fork() === 0) os.exit(1);
  console.log(os.wait().code);
}`,
      "nproc=20",
    );
    expect(printed).toEqual(["EAGAIN true OSError: fork: resource temporarily unavailable", "1"]);
  });

  test("a panic or a deadlock ends the child alone", () => {
    const result = run(`export function main() {
  if (os.fork() === 0) throw new Error("in the child");
  console.log(os.wait().code);
  if (os.fork() === 0) chan<number>().recv();
  console.log(os.wait().code);
}`);
    expect(result.stdout).toBe("2\n2\n");
    expect(result.stderr).toContain("panic: in the child");
    expect(result.stderr).toContain("all goroutines are asleep - deadlock!");
    expect(result.exitCode).toBe(0);
  });
});

describe("the copy of a Go process", () => {
  test("has the calling goroutine alone, with its number; what others hold stays held, nobody waits", () => {
    const printed = lines(`export function main() {
  const mutex = new sync.Mutex(); const free = new sync.Mutex(); const buffered = chan<any>(3); const empty = chan<number>();
  const wg = new sync.WaitGroup(); const n = new sync.atomic.Int(5); const shared = { v: 1 };
  buffered.send(shared);
  go(() => { mutex.lock(); empty.recv(); });
  go(() => { mutex.lock(); });
  wg.add(1);
  time.sleep("1ms");
  if (os.fork() === 0) {
    console.log(runtime.numGoroutine(), runtime.goid(), mutex.tryLock(), free.tryLock(), buffered.len, buffered.recv() === shared);
    mutex.unlock();
    console.log(mutex.tryLock(), n.load());
    const got: number[] = [];
    for (let i = 0; i < 4; i++) go(() => empty.send(i));
    for (let i = 0; i < 4; i++) got.push(empty.recv()!);
    go(() => { shared.v = 2; wg.done(); });
    wg.wait();
    console.log(got.sort(), shared);
    os.exit(0);
  }
  os.wait();
  console.log(shared, buffered.len, n.add(1));
}`);
    expect(printed).toEqual(["1 1 false true 1 true", "true 5", "[ 0, 1, 2, 3 ] { v: 2 }", "{ v: 1 } 1 6"]);
  });

  test("jobs, promises and timers are there in both", () => {
    const printed = lines(`export async function main() {
  const log: string[] = [];
  const say = (text: string) => log.push(text);
  const late = new Promise<string>((resolve) => setTimeout(resolve, 5, "timer"));
  const { promise, resolve } = Promise.withResolvers<string>();
  promise.then(say);
  const pid = os.fork();
  const who = pid === 0 ? "child" : "parent";
  resolve(who + " job");
  say(who + " " + (await late));
  if (pid !== 0) os.wait();
  console.log(log);
}`);
    expect(printed).toEqual(["[ 'child job', 'child timer' ]", "[ 'parent job', 'parent timer' ]"]);
  });

  test("Go's timers, tickers and contexts go on in both", () => {
    const printed = lines(`export function main() {
  const [ctx] = context.withTimeout(context.background(), "3ms");
  const ticker = new time.Ticker("1ms"); const after = time.after("2ms"); const fired: string[] = [];
  time.afterFunc("1ms", () => { fired.push("func"); });
  const pid = os.fork();
  const start = time.now();
  ticker.c.recv(); after.recv(); ctx.done().recv();
  fired.push(String(ctx.err()), String(time.now() - start < 4e6));
  if (pid === 0) { console.log("child", fired); os.exit(0); }
  os.wait();
  console.log("parent", fired);
}`);
    expect(printed).toEqual([
      "child [ 'func', 'Error: context deadline exceeded', 'true' ]",
      "parent [ 'func', 'Error: context deadline exceeded', 'true' ]",
    ]);
  });

  test("forks again, from any depth", () => {
    const printed = lines(`export function main() {
  const path: number[] = [];
  function tree(depth: number): void {
    if (depth === 0) return;
    for (const branch of [0, 1]) {
      if (os.fork() === 0) { path.push(branch); tree(depth - 1); while (true) { try { os.wait(); } catch { break; } } console.log(path.join("")); os.exit(0); }
    }
  }
  try { tree(2); } finally { for (;;) { try { os.wait(); } catch (e) { console.log((e as OSError).code); break; } } }
}`);
    expect(printed.at(-1)).toBe("ECHILD");
    expect(printed.sort()).toEqual(["0", "00", "01", "1", "10", "11", "ECHILD"]);
  });

  test("a function that a built-in calls cannot fork", () => {
    const result = run(`export function main() { [{ toString() { return "x" + os.fork(); } }].join(); }`);
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain("cannot be interrupted");
  });
});

describe("copy-on-write", () => {
  /** Page faults by process as `pid: faults/copies`, the program's first. */
  function faults(text: string, tag = ""): string[] {
    const source = new LogTraceSource(run(text, tag).log);
    return (measures(source).pageFaults ?? []).map(
      ({ pid, faults: all, copies }) => `${pid === 2 ? "parent" : "child"} ${all}/${copies}`,
    );
  }

  /** Each of N arrays begins on a page of its own. */
  const ARRAYS =
    "const N = 20; const arrays = Array.from({ length: N }, () => new Array<number>(600).fill(0));";

  test("N first writes of the child are N faults and copies; the parent's later ones are re-uses", () => {
    const found = (child: string, parent: string): string[] =>
      faults(`export function main() {
  ${ARRAYS}
  const each = (value: number): void => { for (let i = 0; i < N; i++) arrays[i]![0] = value; };
  if (os.fork() === 0) { ${child} os.exit(0); }
  os.wait();
  ${parent}
}`);
    expect(found("", "")).toEqual([]);
    expect(found("each(1); each(2);", "")).toEqual(["child 20/20"]);
    expect(found("each(1);", "each(1); each(2);")).toEqual(["parent 20/0", "child 20/20"]);
    expect(found("", "each(1);")).toEqual(["parent 20/0"]);
    expect(found("let sum = 0; for (const a of arrays) sum += a[0]!;", "")).toEqual([]);
    expect(found("const own = arrays.map(() => [0]); for (const a of own) a[0] = 1;", "")).toEqual([]);
  });

  test("both write all while both live: who comes first copies, the other re-uses", () => {
    const found = faults(`export function main() {
  ${ARRAYS}
  const child = os.fork() === 0;
  for (const a of arrays) a[0] = 1;
  if (child) os.exit(0);
  os.wait();
}`);
    const counts = found.map((text) => /(\d+)\/(\d+)/.exec(text)?.slice(1).map(Number) ?? []);
    expect(counts.map(([all]) => all)).toEqual([20, 20]);
    expect((counts[0]?.[1] ?? 0) + (counts[1]?.[1] ?? 0)).toBe(20);
  });

  test("a second fork shares again; Maps, variables, private fields and built-ins count as well", () => {
    expect(
      faults(`export function main() {
  ${ARRAYS}
  for (let round = 0; round < 2; round++) {
    if (os.fork() === 0) os.exit(0);
    os.wait();
    for (const a of arrays) a.fill(round);
  }
}`),
    ).toEqual(["parent 48/0"]);
    expect(
      faults(`export function main() {
  class Box { #v = 0; pad = new Array<number>(600).fill(0); set(v: number) { this.#v = v; } get() { return this.#v; } }
  const pad = () => new Array<number>(600).fill(0);
  let n = 0; const more = () => ++n;
  const things = [new Map([[1, 1]]), pad(), new Box(), pad(), new Set([1]), pad()];
  if (os.fork() === 0) {
    more(); (things[0] as Map<number, number>).set(1, 2); (things[2] as Box).set(1); (things[4] as Set<number>).add(3); (things[5] as number[]).push(1);
    os.exit(0);
  }
  os.wait();
}`).map((text) =>
        text.replace(/\d+\/\d+/, (found) =>
          found.split("/")[0] === found.split("/")[1] ? "all copied" : found,
        ),
      ),
    ).toEqual(["child all copied"]);
  });

  test("a large object faults where it is written to, and on all its pages where all of it is", () => {
    const found = (write: string): string[] =>
      faults(`export function main() {
  const large = new Array<number>(5120).fill(0), bytes = new Uint8Array(40960);
  if (os.fork() === 0) { ${write} os.exit(0); }
  os.wait();
}`);
    expect(found("large[0] = large[1] = 1;")).toEqual(["child 1/1"]);
    expect(found("large[0] = large[5000] = 1; bytes[20000] = bytes[20001] = 1;")).toEqual(["child 3/3"]);
    expect(found("for (let i = 0; i < 5120; i += 512) large[i]++;")).toEqual(["child 10/10"]);
    expect(found("large.fill(1);")).toEqual(["child 11/11"]);
    expect(found("large.reverse();")).toEqual(["child 11/11"]);
    expect(found("large.push(1);")).toEqual(["child 1/1"]);
    expect(found("bytes.set([1, 2], 8192);")).toEqual(["child 1/1"]);
  });

  test("faults take their time, and none without a fork", () => {
    const end = (text: string, tag: string): number => run(text, tag).log.endTime;
    const program = (write: string): string => `export function main() {
  ${ARRAYS}
  if (os.fork() === 0) os.exit(0);
  os.wait();
  for (let i = 0; i < N; i++) ${write};
}`;
    const [writes, not] = ["arrays[i]![0] = 1", "arrays[0]![i] = 1"].map((text) =>
      end(program(text), "cores=1"),
    );
    expect((writes ?? 0) - (not ?? 0)).toBe(19 * 530);
    expect(faults(`export function main() { ${ARRAYS} for (const a of arrays) a[0] = 1; }`)).toEqual([]);
  });
});
