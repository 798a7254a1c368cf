/**
 * Which random programs a run makes: `SEED=n` others than always, `SEED=random` others each time, `PROGRAMS=n` so many of them. They are
 * printed, so that a run can be repeated.
 */
export function randomSettings(what: string): { readonly seed: number; readonly programs: number } {
  const { SEED = "1", PROGRAMS = "300" } = process.env;
  const seed = SEED === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
  const programs = Number(PROGRAMS);
  process.stdout.write(`${what}: SEED=${seed} PROGRAMS=${programs}\n`);
  return { seed, programs };
}
