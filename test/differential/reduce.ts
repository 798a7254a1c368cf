import { agree, simulate } from "./outcome";
import type { Outcome } from "./outcome";
import type { Block, Program, SelectCase, Stmt } from "./program";
import { RealGo } from "./realGo";

/** Candidates of one round are built into one binary. */
const ROUND = 120;

export interface Reduced {
  readonly program: Program;
  readonly ours: Outcome;
  /** JSON of what real Go did. */
  readonly real: string;
}

/** A program on which the two differ, made smaller step by step as long as they still do. */
export async function reduce(program: Program, command: string): Promise<Reduced> {
  let best: Reduced = { program, ours: simulate(program).outcome, real: "not found again" };
  for (;;) {
    const all = [...smaller(best.program.main)].map((main) => ({ ...best.program, main }));
    let found: Reduced | undefined;
    for (let from = 0; found === undefined && from < all.length; from += ROUND) {
      found = await firstDifferent(all.slice(from, from + ROUND), command);
    }
    if (found === undefined) return best;
    best = found;
  }
}

async function firstDifferent(programs: readonly Program[], command: string): Promise<Reduced | undefined> {
  const found: (Reduced | undefined)[] = [];
  await RealGo.with(programs, command, (go) =>
    go.each(async (n) => {
      const program = programs[n];
      if (program === undefined || found.slice(0, n).some((each) => each !== undefined)) return;
      const { ours, same } = simulatedTwice(program);
      if (!same) return;
      const seen = await go.outcomes(n, 6);
      const [real] = seen.keys();
      if (
        seen.size === 1 &&
        real !== undefined &&
        real !== "hangs" &&
        !agree(ours, JSON.parse(real) as Outcome)
      ) {
        found[n] = { program, ours, real };
      }
    }),
  );
  return found.find((each) => each !== undefined);
}

function simulatedTwice(program: Program): { ours: Outcome; same: boolean } {
  const ours = simulate(program, 1).outcome;
  const again = simulate(program, 2).outcome;
  return { ours, same: JSON.stringify(ours) === JSON.stringify(again) };
}

/** The block with one thing less, the largest steps first. */
function* smaller(block: Block): Generator<Block> {
  for (let half = block.length >> 1; half >= 1; half >>= 1) {
    for (let at = 0; at + half <= block.length; at += half) {
      yield [...block.slice(0, at), ...block.slice(at + half)];
    }
  }
  for (const [at, stmt] of block.entries()) {
    const replaced = (by: readonly Stmt[]): Block => [...block.slice(0, at), ...by, ...block.slice(at + 1)];
    for (const part of stmt.slice(1)) {
      // What is inside in place of it.
      if (isBlock(part)) yield replaced(part);
    }
    for (const [i, part] of stmt.entries()) {
      const with_ = (value: unknown): Block =>
        replaced([stmt.map((old, j) => (j === i ? value : old)) as unknown as Stmt]);
      if (stmt[0] === "select" && i === 1) {
        for (const cases of smallerCases(part as readonly SelectCase[])) yield with_(cases);
      } else if (isBlock(part)) {
        for (const inner of smaller(part)) yield with_(inner);
      } else if (stmt[0] === "for" && i === 1) {
        const n = part as number;
        for (const less of new Set([1, 2, n >> 1, n - 1])) if (less > 0 && less < n) yield with_(less);
      }
    }
  }
}

function* smallerCases(cases: readonly SelectCase[]): Generator<readonly SelectCase[]> {
  for (const at of cases.keys()) yield [...cases.slice(0, at), ...cases.slice(at + 1)];
  for (const [at, [kind, on, block]] of cases.entries()) {
    for (const inner of smaller(block)) {
      yield cases.map((old, j): SelectCase => (j === at ? [kind, on, inner] : old));
    }
  }
}

function isBlock(part: unknown): part is Block {
  return Array.isArray(part) && part.every((each) => Array.isArray(each) && typeof each[0] === "string");
}
