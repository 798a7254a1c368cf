import { describe, expect, it } from "vitest";
import type { RunConfig } from "../../src/shared/config";
import { Kind } from "../../src/shared/schema";
import type { Finding } from "../../src/shared/trace/findings";
import { runText } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { expectValid } from "../helpers/valid";

interface Found extends RunResult {
  readonly findings: readonly Finding[];
}

/** Runs main with a body; everything of the module is imported. */
function find(body: string, overrides: Partial<RunConfig> = {}): Found {
  const text = `import * as all from "schedlens";
const { chan, compute, context, go, nilChan, os, otherwise, recv, runtime, select, send, sync, time } = all;
/** @simulate cores=2 gomaxprocs=2 limit=1s */
export function main() {
${body}
}
`;
  const result = runText(text, overrides);
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return { ...result, findings: result.source.answer("findings", {}) };
}

/** `kind: names of goroutines` of each finding. */
function told({ findings }: Found): string[] {
  const texts = findings.map(
    ({ kind, certainty, goroutines }) =>
      `${certainty} ${kind}: ${goroutines
        .map(({ name }) => name)
        .toSorted()
        .join(", ")}`,
  );
  return texts.toSorted();
}

const REST = `time.sleep("5ms");`;

/** [what, body, findings] */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a nil channel",
    `go(function stuck() { nilChan().recv(); }); ${REST}`,
    ["certain partial deadlock: stuck"],
  ],
  ["an empty select", `go(function stuck() { select(); }); ${REST}`, ["certain partial deadlock: stuck"]],
  [
    "a select over nil channels",
    `go(function stuck() { select(recv(nilChan()), send(nilChan(), 1)); }); ${REST}`,
    ["certain partial deadlock: stuck"],
  ],
  [
    "main in an empty select, which only says that the others go on",
    `go(function ender() { ${REST} os.exit(0); }); select();`,
    [],
  ],
  [
    "a lock taken twice",
    `const m = new sync.Mutex(); go(function stuck() { m.lock(); m.lock(); }); ${REST}`,
    ["certain partial deadlock: stuck"],
  ],
  [
    "a lock whose owner has ended",
    `const m = new sync.Mutex(); go(function owner() { m.lock(); }); go(function stuck() { time.sleep("1ms"); m.lock(); }); ${REST}`,
    ["certain partial deadlock: stuck"],
  ],
  [
    "a lock that main holds to the end",
    `const m = new sync.Mutex(); m.lock(); go(function waiter() { m.lock(); }); ${REST}`,
    ["certain goroutine leak: waiter"],
  ],
  [
    "a read lock and a writer in a circle",
    `const rw = new sync.RWMutex(); const m = new sync.Mutex();
     go(function reader() { rw.rLock(); time.sleep("1ms"); m.lock(); });
     go(function writer() { m.lock(); time.sleep("1ms"); rw.lock(); }); ${REST}`,
    ["certain partial deadlock: reader, writer"],
  ],
  [
    "a second read lock behind a waiting writer",
    `const rw = new sync.RWMutex();
     go(function reader() { rw.rLock(); time.sleep("3ms"); rw.rLock(); });
     go(function writer() { time.sleep("1ms"); rw.lock(); }); ${REST}`,
    ["certain partial deadlock: reader, writer"],
  ],
  [
    "a read lock that a second reader gets",
    `const rw = new sync.RWMutex();
     go(function first() { rw.rLock(); time.sleep("1ms"); rw.rUnlock(); });
     go(function second() { rw.rLock(); time.sleep("1ms"); rw.rUnlock(); rw.lock(); rw.unlock(); }); ${REST}`,
    [],
  ],
  [
    "two channels on which each waits for the other",
    `const a = chan(), b = chan();
     go(function left() { a.recv(); b.send(1); });
     go(function right() { b.recv(); a.send(1); }); ${REST}`,
    ["inferred partial deadlock: left", "inferred partial deadlock: right"],
  ],
  [
    "two channels in a circle after some rounds",
    `const a = chan(), b = chan();
     go(function left() { for (let i = 0; i < 3; i++) { a.send(i); b.recv(); } b.recv(); });
     go(function right() { for (let i = 0; i < 3; i++) { a.recv(); b.send(i); } a.recv(); }); ${REST}`,
    ["inferred partial deadlock: left, right"],
  ],
  [
    "a reader whose writer has ended without closing",
    `const c = chan();
     go(function writer() { c.send(1); });
     go(function reader() { for (const x of c) compute(10); }); ${REST}`,
    ["inferred partial deadlock: reader"],
  ],
  [
    "a reader of a channel on which somebody may yet send after a long computation",
    `const c = chan();
     go(function writer() { compute("100ms"); c.send(1); });
     go(function reader() { c.recv(); }); ${REST}`,
    ["certain goroutine leak: reader"],
  ],
  [
    "a reader, while a goroutine goes round a loop that never touches the channel",
    `const c = chan();
     go(function ticker() { for (;;) time.sleep("200us"); });
     go(function reader() { c.recv(); }); ${REST}`,
    ["inferred partial deadlock: reader"],
  ],
  [
    "a reader whom main did send something",
    `const c = chan(); go(function reader() { c.recv(); c.recv(); }); c.send(1); ${REST}`,
    ["certain goroutine leak: reader"],
  ],
  [
    "a sender whom nobody receives from any more",
    `const c = chan();
     go(function sender() { time.sleep("2ms"); c.send(1); });
     select(recv(c), recv(time.after("1ms"))); ${REST}`,
    ["certain goroutine leak: sender"],
  ],
  [
    "a wait group that nobody brings to zero",
    `const wg = new sync.WaitGroup(); wg.add(1);
     go(function worker() { compute(100); });
     go(function waiter() { wg.wait(); }); ${REST}`,
    ["inferred partial deadlock: waiter"],
  ],
  [
    "a wait group that main brings to zero",
    `const wg = new sync.WaitGroup(); wg.add(1); go(function waiter() { wg.wait(); }); ${REST} wg.done(); ${REST}`,
    [],
  ],
  [
    "a condition that nobody signals",
    `const m = new sync.Mutex(); const c = new sync.Cond(m);
     go(function waiter() { m.lock(); c.wait(); m.unlock(); });
     time.sleep("1ms"); m.lock(); m.unlock(); ${REST}`,
    ["inferred partial deadlock: waiter"],
  ],
  [
    "a condition that is signalled",
    `const m = new sync.Mutex(); const c = new sync.Cond(m);
     go(function waiter() { m.lock(); c.wait(); m.unlock(); });
     time.sleep("1ms"); c.signal(); ${REST}`,
    [],
  ],
  [
    "a semaphore whose permit is lost",
    `const s = new sync.Semaphore(1);
     go(function loser() { s.acquire(); });
     go(function waiter() { time.sleep("1ms"); s.acquire(); }); ${REST}`,
    ["inferred partial deadlock: waiter"],
  ],
  [
    "a timer that is set",
    `go(function waiter() { time.after("1s").recv(); }); go(function other() { select(recv(time.after("1s")), recv(chan())); }); ${REST}`,
    ["certain goroutine leak: other", "certain goroutine leak: waiter"],
  ],
  [
    "a timer that was stopped",
    `const t = new time.Timer("1s"); go(function waiter() { t.c.recv(); }); time.sleep("1ms"); t.stop(); ${REST}`,
    ["certain goroutine leak: waiter"],
  ],
  [
    "a context with a deadline that is not yet reached",
    `const [ctx] = context.withTimeout(context.background(), "500ms"); go(function waiter() { ctx.done().recv(); }); ${REST}`,
    ["certain goroutine leak: waiter"],
  ],
  [
    "a context without a deadline that nobody cancels",
    `const [ctx] = context.withCancel(context.background()); go(function waiter() { ctx.done().recv(); }); ${REST}`,
    ["inferred partial deadlock: waiter"],
  ],
  [
    "goroutines that sleep, compute or wait for the network when main returns",
    `go(() => time.sleep("1s")); go(() => compute("1s")); go(() => all.io.network("1s")); ${REST}`,
    [],
  ],
  [
    "a channel that nobody has had the time to touch",
    `const c = chan(); go(function reader() { c.recv(); }); compute("100us");`,
    ["certain goroutine leak: reader"],
  ],
];

describe("what a run has left waiting", () => {
  for (const [what, body, findings] of CASES)
    it(what, () => {
      expect(told(find(body))).toEqual(findings);
    });
});

describe("a run that a limit cut short", () => {
  const ENDLESS = `for (;;) compute("1ms");`;

  it("has a partial deadlock where locks make it certain", () => {
    const found = find(
      `const a = new sync.Mutex(), b = new sync.Mutex();
       go(function left() { a.lock(); time.sleep("1ms"); b.lock(); });
       go(function right() { b.lock(); time.sleep("1ms"); a.lock(); }); ${ENDLESS}`,
    );
    expect(found.exitCode).toBe(124);
    expect(told(found)).toEqual(["certain partial deadlock: left, right"]);
  });

  it("says nothing of channels, which main may yet touch", () => {
    expect(told(find(`const c = chan(); go(function reader() { c.recv(); }); ${ENDLESS}`))).toEqual([]);
  });
});

it("finds the goroutines of Go's deadlock within it", () => {
  const found = find(
    `const a = new sync.Mutex(), b = new sync.Mutex(), wg = new sync.WaitGroup();
     wg.go(function left() { a.lock(); time.sleep("1ms"); b.lock(); });
     wg.go(function right() { b.lock(); time.sleep("1ms"); a.lock(); });
     wg.wait();`,
  );
  expect(found.exitCode).toBe(2);
  expect(told(found)).toEqual(["certain deadlock: left, main, right"]);
  const [deadlock] = found.findings;
  expect(deadlock?.graph?.edges).toHaveLength(2);
  expect(deadlock?.text).toContain("same order");
});

/** A small generator: the test's programs are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Goroutines that take random locks in random orders, send and receive. */
function randomBody(seed: number): string {
  const below = numbers(seed);
  const goroutines = Array.from({ length: 2 + below(5) }, (_, i) => {
    const held: number[] = [];
    const steps = Array.from({ length: 4 + below(8) }, () => {
      switch (below(5)) {
        case 0:
        case 1: {
          const lock = below(3);
          held.push(lock);
          return `m[${lock}].lock();`;
        }
        case 2: {
          const lock = held.pop();
          return lock === undefined ? `compute(${below(5000)});` : `m[${lock}].unlock();`;
        }
        case 3:
          return `c[${below(2)}].${below(2) === 0 ? "send(1)" : "recv()"};`;
        default:
          return `time.sleep(${below(50_000)});`;
      }
    });
    return `go(function g${i}() { ${steps.join(" ")} });`;
  });
  return `const m = [new sync.Mutex(), new sync.Mutex(), new sync.Mutex()]; const c = [chan(), chan(1)];
    ${goroutines.join("\n")}
    for (let i = 0; i < 20; i++) time.sleep("200us");`;
}

it("never sees a member of a partial deadlock run again, in random programs", () => {
  let partial = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const { log, findings } = find(randomBody(seed), { seed });
    const blockedSince = new Map<number, number>();
    for (const finding of findings) {
      if (finding.kind !== "partial deadlock") continue;
      partial++;
      expect(finding.goroutines).toHaveLength(finding.count);
      expect(finding.goroutines.some(({ since }) => since <= finding.onset)).toBe(true);
      for (const { g, since } of finding.goroutines) {
        expect(blockedSince.has(g), "in two partial deadlocks").toBe(false);
        blockedSince.set(g, Math.max(since, finding.onset));
      }
    }
    let ran = 0;
    log.forEach(({ kind, a, g, time }) => {
      for (const each of [g, kind === Kind.GoRunning || kind === Kind.GoRunnable ? a : -1])
        if (time > (blockedSince.get(each) ?? Infinity)) ran++;
    });
    expect(ran, `seed ${seed}`).toBe(0);
  }
  expect(partial).toBeGreaterThan(20);
});
