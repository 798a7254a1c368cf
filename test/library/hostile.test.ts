import { expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

/**
 * Every function of os, thread and uthread that need not wait, called with all kinds of wrong arguments and receivers, each in a process of its
 * own. It prints what is neither a value nor an OSError, a TypeError or a RangeError, and what sounds like an error of ours.
 */
const PROGRAM = `import { os, thread, uthread, OSError } from "schedlens";
const throwing = { get nice() { throw new RangeError("own"); }, toString() { throw new RangeError("own"); }, valueOf() { throw new RangeError("own"); } };
const values: any[] = [undefined, null, NaN, -1, 1.5, Infinity, 0, 7, 1e15, "x", "", {}, [], () => 1, Symbol("s"), 10n, throwing, new Proxy({}, {}), new Uint8Array(3), [undefined], [{ fd: "x" }], "block", "stack", "nofile"];
const o: any = os, t: any = thread, u: any = uthread;
const skip = new Set(["sleep", "exit", "fork", "wait", "poll", "spawn"]);
function attempt(name: string, f: () => unknown) {
  try { f(); } catch (e: any) {
    if (e instanceof OSError || e instanceof TypeError || e instanceof RangeError) { if (typeof e.message === "string" && !/undefined \\(reading|is not a function|not iterable|Cannot convert|internal|Cannot mix/.test(e.message)) return; }
    console.log(name, "→", String(e && e.name), String(e && e.message));
  }
}
function show(v: any): string { return typeof v === "symbol" ? "Symbol" : typeof v === "bigint" ? v + "n" : typeof v === "function" ? "fn" : v === throwing ? "throwing" : typeof v === "object" && v ? Object.prototype.toString.call(v) : JSON.stringify(v) ?? String(v); }
function matrix(name: string, fn: (...args: any[]) => unknown) {
  if (os.fork() === 0) {
    attempt(\`\${name}()\`, () => fn());
    for (const a of values) {
      attempt(\`\${name}(\${show(a)})\`, () => fn(a));
      for (const b of values) {
        attempt(\`\${name}(\${show(a)}, \${show(b)})\`, () => fn(a, b));
        attempt(\`\${name}(7, \${show(a)}, \${show(b)})\`, () => fn(7, a, b));
        attempt(\`\${name}("n", \${show(a)}, \${show(b)})\`, () => fn("n", a, b));
      }
    }
    os.exit(0);
  }
  const w = os.wait();
  if (w.code !== 0) console.log("DIED", name, JSON.stringify(w));
}
/** @simulate limit=100000s */
export function main() {
  for (const name of Object.keys(o)) if (!skip.has(name) && typeof o[name] === "function") matrix("os." + name, o[name]);
  matrix("os.poll", (a, b) => o.poll(a, 0)); attempt("poll timeout", () => o.poll([], NaN)); attempt("poll timeout", () => o.poll([], {}));
  matrix("os.spawn", (a, b) => o.spawn(typeof a === "function" ? 7 : a, b));
  for (const name of Object.keys(t)) {
    if (name === "exit") continue;
    if (/^[A-Z]/.test(name)) {
      matrix("new thread." + name, (...a) => new t[name](...a));
      const proto = t[name].prototype;
      for (const m of Object.getOwnPropertyNames(proto)) if (m !== "constructor" && typeof Object.getOwnPropertyDescriptor(proto, m)!.value === "function") {
        matrix(\`thread.\${name}.\${m} of nothing\`, (...a) => proto[m].call(...a));
        if (!/wait|acquire|lock$|Lock$/.test(m)) matrix(\`thread.\${name}.\${m}\`, (...a) => { const x = new t[name](3); x[m](...a); });
      }
    } else if (name === "create") matrix("thread.create", (a, b) => t.create(a, b));
    else matrix("thread." + name, t[name]);
  }
  matrix("uthread.create", u.create); matrix("uthread.join", u.join);
  const q = os.messageQueue("q"), sem = os.namedSemaphore("s", 0), shm = os.sharedMemory("m", 10), th = thread.create(() => 1);
  matrix("queue.send", (a, b) => (q as any).send(a, { ...(typeof b === "object" ? b : { priority: b }), nowait: true }));
  matrix("queue.receive", (a) => (q as any).receive(typeof a === "object" && a ? { timeout: 1, ...a } : { timeout: a, nowait: true }));
  matrix("sem.acquire", (a) => (sem as any).acquire({ timeout: a, nowait: true }));
  for (const x of [q, sem, shm, th] as any[]) for (const m of Object.getOwnPropertyNames(Object.getPrototypeOf(x))) if (typeof Object.getOwnPropertyDescriptor(Object.getPrototypeOf(x), m)!.value === "function" && m !== "constructor") matrix(m + " of nothing", (...a) => x[m].call(...a));
  console.log("done");
}
`;

test.each(["go", "native"] as const)(
  "whatever a program gives to the calls of a %s process, they say what is wrong",
  (runtime) => {
    const { log, stdout, stderr, exitCode, diagnostics } = runText(PROGRAM, { runtime });
    expect(diagnostics).toEqual([]);
    expectValid(log);
    const lines = stdout.trimEnd().split("\n");
    const onGoroutine = /^uthread\.create\(fn.*→ Error a goroutine has no kernel thread of its own/;
    expect(lines.filter((line) => runtime === "native" || !onGoroutine.test(line))).toEqual(["done"]);
    expect([stderr, exitCode]).toEqual(["", 0]);
  },
);
