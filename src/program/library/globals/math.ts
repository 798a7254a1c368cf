/** `Math` with a `random` that draws from the run's seed. The other functions are the platform's own. */
export function makeMath(random: () => number): typeof Math {
  const math = Object.create(Object.prototype, Object.getOwnPropertyDescriptors(Math)) as typeof Math;
  Object.defineProperty(math, "random", { value: () => random(), enumerable: false });
  return Object.freeze(math);
}
