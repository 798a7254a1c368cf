/** `Math` with a `random` that draws from the run's seed. The other functions are the platform's own. */
export function makeMath(random: () => number): typeof Math {
  const { random: real, ...all } = Object.getOwnPropertyDescriptors(Math);
  const own = { ...all, random: { ...real, value: { random: () => random() }.random } };
  const math = Object.create(Object.prototype, own) as typeof Math;
  return Object.freeze(math);
}
