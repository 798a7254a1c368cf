import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runFile } from "../helpers/run";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const PORTS = new URL("../oracles/go/ports/", import.meta.url);

/**
 * What the examples and the ports of the recorded Go programs have: `kind: number of goroutines`. All others have nothing. Each is true of
 * its program:
 * - deadlock*, goexit_main, no_deadlock_timer: that is what they are about; Go reports each.
 * - timers: a reply comes after the timeout, and nobody receives it any more.
 * - sieve: main takes the primes that it wants and returns; the filters are left blocked, and the generator, unless it is just about to run.
 * - goroutine_states: goroutines wait in every way there is, when main returns. Those at nil channels and in an empty select could never
 *   go on; the endless computation of another one keeps the rest from being called hopeless.
 */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  "deadlock.ts": ["deadlock: 6"],
  "timers.ts": ["goroutine leak: 1"],
  "deadlock_cond.ts": ["deadlock: 1"],
  "deadlock_nil_recv.ts": ["deadlock: 1"],
  "deadlock_range.ts": ["deadlock: 1"],
  "deadlock_rwmutex.ts": ["deadlock: 1"],
  "deadlock_select.ts": ["deadlock: 1"],
  "deadlock_send.ts": ["deadlock: 1"],
  "goexit_main.ts": ["deadlock: 0"],
  "no_deadlock_timer.ts": ["deadlock: 1"],
  "goroutine_states.ts": [
    ...Array.from({ length: 3 }, () => "partial deadlock: 1"),
    ...Array.from({ length: 6 }, () => "goroutine leak: 1"),
  ],
  "sieve.ts": ["goroutine leak: 29"],
};
const PERHAPS: Readonly<Record<string, string>> = { "sieve.ts": "goroutine leak: 1" };

async function told(path: URL, gomaxprocs?: number): Promise<string[]> {
  const { source, diagnostics } = await runFile(
    path.pathname,
    gomaxprocs === undefined ? {} : { gomaxprocs },
  );
  expect(diagnostics).toEqual([]);
  return source.answer("findings", {}).map(({ kind, count }) => `${kind}: ${count}`);
}

function programs(folder: URL): string[] {
  return readdirSync(folder).filter((name) => /\.[jt]s$/.test(name));
}

describe("findings of the examples", () => {
  for (const name of [...programs(EXAMPLES), "word-count/main.ts"])
    it(name, async () => {
      expect(await told(new URL(name, EXAMPLES))).toEqual(KNOWN[name] ?? []);
    });
});

/** A hundred thousand goroutines: once is enough. */
const LARGE = "hundred_k.ts";

describe("findings of the ports of recorded Go programs", () => {
  for (const name of programs(PORTS))
    for (const gomaxprocs of name === LARGE ? [1] : [1, 4])
      it(`${name}, GOMAXPROCS=${gomaxprocs}`, async () => {
        const findings = await told(new URL(name, PORTS), gomaxprocs);
        expect(findings.filter((each) => each !== PERHAPS[name])).toEqual(KNOWN[name] ?? []);
      });
});
