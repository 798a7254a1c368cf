import { expect } from "vitest";
import { compile, run } from "./harness";
import type { Build, Compiled, Mode } from "./harness";

/** Forks at early, middle and late stops; the processes then go on in turns. */
export const FORK_MODES: readonly Mode[] = [
  ...[1, 2, 3, 5, 8, 13, 21, 40, 75, 150, 300].map((fork) => ({ slice: Infinity, suspend: true, fork })),
  ...[3, 9, 24, 63, 225].map((fork) => ({ slice: 50, suspend: false, native: 700, fork })),
];

/** The same, of which each program gets a third, at every length of slice, in every build, and with faults: from the fork on writes are told of, and end slices. */
const FORK_BUILDS: readonly (readonly [Build, Mode])[] = [
  [{}, { slice: 1, suspend: true, fork: 30 }],
  [{}, { slice: 1, suspend: true, fork: 1000 }],
  [{}, { slice: 7, suspend: true, native: 700, fork: 100 }],
  [{}, { slice: 1000, suspend: true, fork: 10 }],
  [{ writes: true }, { slice: Infinity, suspend: true, fork: 4, faults: 1 }],
  [{ writes: true }, { slice: 7, suspend: true, fork: 50, faults: 3 }],
  [{ writes: true }, { slice: 1, suspend: true, native: 700, fork: 300, faults: 2 }],
  [{ debug: true }, { slice: 7, suspend: true, fork: 60 }],
  [{ accesses: true }, { slice: 7, suspend: true, native: 700, fork: 150 }],
];

/** Parent and child do what the program does that does not fork, in the same virtual time. Gives how often there was a child. */
export function expectBoth(source: string, modes = FORK_MODES): number {
  const plain = run(compile(source), { slice: Infinity, suspend: true });
  const third = FORK_BUILDS.filter((_, i) => (i + source.length) % 3 === 0);
  const runs = [...modes.map((mode) => [{}, mode] as const), ...third];
  const compiled = new Map<string, Compiled>();
  let children = 0;
  for (const [build, mode] of runs) {
    const key = JSON.stringify(build);
    const code = compiled.get(key) ?? compile(source, { ...build, forks: true });
    compiled.set(key, code);
    const parent = run(code, mode);
    if (parent.child !== undefined) children++;
    for (const each of [parent, ...(parent.child === undefined ? [] : [parent.child])]) {
      const who = `${each === parent ? "parent" : "child"} ${JSON.stringify([build, mode])}`;
      expect(each.lines, who).toEqual(plain.lines);
      expect(String(each.result), who).toBe(String(plain.result));
      expect([each.stop, each.time], who).toEqual([plain.stop, plain.time]);
    }
  }
  return children;
}
