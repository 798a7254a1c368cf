import { Prng } from "../../../src/sim/prng";

/**
 * Random programs that allocate, wait and hand values on, and whose output does not depend on the schedule: goroutines work on what
 * they get and send a sum to main.
 */
export function randomAllocator(seed: number): string {
  const random = new Prng(seed);
  const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;
  const steps = (): string => {
    const n = 200 + random.below(3_000);
    return pick([
      `for (let j = 0; j < ${n}; j++) { last = { a: j + i, b: last.a & 7, c: 0 }; sum += last.b; }`,
      `kept.push(...[1, 2, 3].map((x) => ({ x, more: [x, i] }))); sum += kept.length;`,
      `for (let j = 0; j < ${n}; j++) kept.push([j, i]); sum += kept.length;`,
      `{ let text = ""; for (let j = 0; j < ${Math.ceil(n / 20)}; j++) text += "x" + j; sum += text.length; }`,
      `{ const m = new Map<number, number[]>(); for (let j = 0; j < ${n}; j++) m.set(j % 50, [j]); sum += m.size; }`,
      `for (let j = 0; j < 20; j++) { const bytes = new Uint8Array(${n * 60}); if (j % 3 === 0) kept.push(bytes); sum += bytes.length; }`,
      `{ const fs: (() => number)[] = []; for (let j = 0; j < ${n}; j++) fs.push(() => j); sum += fs[${n - 1}]!(); }`,
      `for (let j = 0; j < ${n}; j++) { const box = new Box(j); sum += box.get() & 3; }`,
      `mutex.lock(); shared.push({ i }); if (shared.length > 100) shared.length = 0; mutex.unlock();`,
      `compute("${1 + random.below(300)}us");`,
      `time.sleep("${1 + random.below(200)}us");`,
      `io.network("${1 + random.below(200)}us");`,
      `syscall("${1 + random.below(100)}us");`,
      `runtime.gosched();`,
      `sum += deep(${random.below(400)});`,
      `go(() => { let x = { y: 1 }; for (let j = 0; j < ${n}; j++) x = { y: x.y }; side.send(x.y); }); sum += side.recv()!;`,
      `if (i === 0) { runtime.gomaxprocs(${1 + random.below(6)}); }`,
    ]);
  };
  const body = Array.from({ length: 2 + random.below(5) }, steps).join("\n      ");
  const workers = 1 + random.below(8);
  return `import { chan, compute, go, io, runtime, sync, syscall, time } from "schedlens";
class Box { #v: number; constructor(v: number) { this.#v = v; } get() { return this.#v; } }
function deep(n: number): number { const here = { n }; return n === 0 ? 0 : 1 + deep(n - 1) + (here.n - n); }
/** @simulate */
export function main() {
  const results = chan<number>(${random.below(3)});
  const mutex = new sync.Mutex();
  const shared: { i: number }[] = [];
  for (let i = 0; i < ${workers}; i++) go(() => {
    let sum = 0;
    const side = chan<number>();
    for (let round = 0; round < ${1 + random.below(4)}; round++) {
      let last = { a: 0, b: 0, c: 0 };
      const kept: unknown[] = [];
      ${body}
    }
    results.send(sum);
  });
  let total = 0;
  for (let i = 0; i < ${workers}; i++) total += results.recv()!;
  console.log(total);
}
`;
}
