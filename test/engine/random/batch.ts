import { ASYNC_COMMON, randomAsyncProgram } from "./asyncProgram";
import { COMMON, randomProgram } from "./program";

/** Several generated programs as one, which is much cheaper to compile: each in a function of its own, or in a block. */
export function batch(seeds: readonly number[]): string {
  const parts = seeds.map((seed) => {
    const text = randomProgram(seed);
    const body = seed % 2 === 0 ? `(() => {\n${text}\n})();` : text;
    return `ticks = 0; out("program ${seed}");\ntry {\n${body}\n} catch (e) { out("uncaught", e); }`;
  });
  return COMMON + parts.join("\n");
}

/** Several generated asynchronous programs, which run side by side. */
export function asyncBatch(seeds: readonly number[]): string {
  const parts = seeds.map((seed) => `((name) => {\n${randomAsyncProgram(seed)}\n})(${seed});`);
  return ASYNC_COMMON + parts.join("\n");
}
