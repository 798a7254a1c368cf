import { expect } from "vitest";
import { compile, run } from "./harness";
import type { Mode } from "./harness";

/** Forks at early, middle and late stops; the processes then go on in turns. */
export const FORK_MODES: readonly Mode[] = [1, 2, 3, 5, 8, 13, 21, 40, 75, 150, 300].flatMap((fork) => [
  { slice: Infinity, suspend: true, fork },
  { slice: 50, suspend: false, native: 700, fork: 3 * fork },
]);

/** Parent and child do what the program does that does not fork, in the same virtual time. Gives how often there was a child. */
export function expectBoth(source: string, modes = FORK_MODES): number {
  const plain = run(compile(source), { slice: Infinity, suspend: true });
  const compiled = compile(source, { forks: true });
  let children = 0;
  for (const mode of modes) {
    const parent = run(compiled, mode);
    if (parent.child !== undefined) children++;
    for (const each of [parent, ...(parent.child === undefined ? [] : [parent.child])]) {
      const who = `${each === parent ? "parent" : "child"} ${JSON.stringify(mode)}`;
      expect(each.lines, who).toEqual(plain.lines);
      expect(String(each.result), who).toBe(String(plain.result));
      expect([each.stop, each.time], who).toEqual([plain.stop, plain.time]);
    }
  }
  return children;
}
