import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FORK_MODES, expectBoth } from "./forking";
import { batch } from "./random/batch";

describe("programs that are forked on their way go on in both processes", () => {
  for (const corpus of ["corpus", "asyncCorpus"]) {
    const folder = fileURLToPath(new URL(`./${corpus}/`, import.meta.url));
    for (const file of readdirSync(folder)) {
      test(file, () => {
        expectBoth(readFileSync(folder + file, "utf8"));
      });
    }
  }
});

test("random programs are forked anywhere", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 60 }), (seed, fork) => {
      expectBoth(batch([seed]), [
        { slice: Infinity, suspend: true, fork },
        { slice: 7, suspend: true, native: 700, fork: 5 * fork },
      ]);
    }),
    { numRuns: 40, seed: 1 },
  );
});

test("a fork at depth 5,000 inside try/finally inside a generator inside a callback", () => {
  const children = expectBoth(
    `export function main() {
  const log: string[] = [];
  function* deep(n: number): Generator<number> {
    let local = { n };
    try {
      if (n === 0) {
        try {
          yield op(1);
          throw new Error("bottom");
        } finally {
          log.push("inner finally " + op(local.n));
        }
      }
      const sum = down(n, () => local.n++);
      yield sum;
      yield* deep(n - 1);
    } finally {
      local.n = -local.n;
      log.push("finally " + local.n);
    }
  }
  function down(n: number, leaf: () => number): number {
    try {
      return n === 0 ? op(leaf()) : 1 + down(n - 1, leaf);
    } finally {
      if (n === 2500) log.push("half way " + op(n));
    }
  }
  const results = [1, 2].map((k) => {
    const found: number[] = [];
    try {
      for (const each of (function* () {
        try {
          yield down(5000 * k, () => found.push(k));
          yield* deep(3);
        } finally {
          log.push("outer finally " + k);
        }
      })()) found.push(each);
    } catch (error) {
      log.push(String(error));
    }
    return found;
  });
  out(results, log);
}`,
    FORK_MODES.filter((mode) => mode.suspend),
  );
  expect(children).toBeGreaterThan(5);
});
