import { describe, expect, test } from "vitest";
import { LogTraceSource } from "../../src/analysis/source";
import { stealDetail } from "../../src/analysis/steals";
import { RUN_QUEUES, STEAL_OUTCOMES, codeOf } from "../../src/shared/enums";
import { Kind } from "../../src/shared/schema";
import { RING } from "../../src/shared/trace/steals";
import type { RingContent } from "../../src/shared/trace/steals";
import { runScript } from "../sim/goruntime/scripted";

const LOCAL = codeOf(RUN_QUEUES, "local");

/** Rings as arrays of slots, replayed event by event with a head and a tail as in runtime2.go. */
class Rings {
  private readonly head: number[] = [];
  private readonly tail: number[] = [];
  private readonly slots: number[][] = [];

  put(p: number, g: number): void {
    const at = (this.tail[p] ?? 0) % RING;
    (this.slots[p] ??= [])[at] = g;
    this.tail[p] = (this.tail[p] ?? 0) + 1;
  }

  get(p: number): void {
    this.head[p] = (this.head[p] ?? 0) + 1;
  }

  of(p: number): { readonly head: number; readonly gs: readonly number[] } {
    const [head, tail] = [this.head[p] ?? 0, this.tail[p] ?? 0];
    const gs = Array.from({ length: tail - head }, (_, i) => this.slots[p]![(head + i) % RING]!);
    return { head: head % RING, gs };
  }
}

/** Hundreds of goroutines that one P makes and others steal, in rings that go round several times. */
const { log } = runScript(
  function* (s) {
    const done = s.go.makechan(0);
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < 90; i++) {
        const worker = function* () {
          yield s.compute(2_000 + ((i * 797) % 9_000));
          yield s.send(done, i);
        };
        yield s.spawn("worker", worker());
      }
      for (let i = 0; i < 90; i++) yield s.recv(done);
    }
  },
  { gomaxprocs: 4, cores: 4, seed: 3 },
);

describe("the rings of a steal", () => {
  test("are those before the steal, and those after its last goroutine has moved, slot by slot", () => {
    const source = new LogTraceSource(log);
    const plain = ({ head, members }: RingContent) => ({ head, gs: members.map(({ entity }) => entity) });
    const rings = new Rings();
    let open: { readonly event: number; readonly thief: number; readonly victim: number } | undefined;
    const seen = { local: 0, runnext: 0, turned: 0 };
    const settle = (): void => {
      if (open === undefined) return;
      const told = source.answer("stealRings", { event: open.event });
      expect(plain(told!.victimAfter)).toEqual(rings.of(open.victim));
      expect(plain(told!.thiefAfter)).toEqual(rings.of(open.thief));
      open = undefined;
    };
    log.forEach((event) => {
      const { kind, p, a, b, aux, index } = event;
      if (kind !== Kind.RunqPut && kind !== Kind.RunqGet) settle();
      if (kind === Kind.Steal) {
        const told = source.answer("stealRings", { event: index });
        const { before, batch } = stealDetail(b);
        const runnext = STEAL_OUTCOMES[aux] === "runnext";
        expect(plain(told!.victimBefore)).toEqual(rings.of(a));
        expect(plain(told!.thiefBefore)).toEqual(rings.of(p));
        expect(told!.moved).toHaveLength(batch);
        expect(told!.fromRunnext).toBe(runnext);
        if (!runnext) expect(told!.victimBefore.members).toHaveLength(before);
        seen[runnext ? "runnext" : "local"]++;
        if (told!.victimBefore.head + before > RING) seen.turned++;
        open = { event: index, thief: p, victim: a };
      } else if (kind === Kind.RunqPut && aux === LOCAL) rings.put(p, a);
      else if (kind === Kind.RunqGet && aux === LOCAL) rings.get(p);
    });
    expect(seen.local).toBeGreaterThan(10);
    expect(seen.turned).toBeGreaterThan(0);
  });

  test("there are none of what is no steal", () => {
    const source = new LogTraceSource(log);
    for (const event of [-1, 0, 0.5, log.length, NaN])
      expect(source.answer("stealRings", { event })).toBeUndefined();
  });
});

test("the matrix counts every look that found nothing", () => {
  const source = new LogTraceSource(log);
  const { failed, failedKnown, steals, ps } = source.answer("stealMatrix", {});
  expect(failedKnown).toBe(true);
  expect(steals.reduce((sum, n) => sum + n, 0)).toBe(source.answer("overview", {}).steals);
  let looks = 0;
  log.forEach(({ kind, a, b }) => {
    if (kind !== Kind.StealRound) return;
    for (let i = 0; i < a >>> 20; i++) if (((b >>> (2 + 2 * i)) & 3) !== 0) looks++;
  });
  expect(failed.reduce((sum, n) => sum + n, 0)).toBe(looks);
  expect(looks).toBeGreaterThan(0);
  for (const { p } of ps) expect(failed[p * ps.length + p]).toBe(0);
});
