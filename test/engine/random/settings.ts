/** Programs of each kind that continuous integration runs. */
const IN_CI = 2000;

/**
 * Which random programs a run makes: `SEED=n` others than always, `SEED=random` others each time, `PROGRAMS=n` so many of each kind. They
 * are printed, so that a run can be repeated.
 */
export function randomSettings(
  what: string,
  usual: number,
): { readonly seed: number; readonly programs: number } {
  const { CI, SEED = "1", PROGRAMS = CI === undefined ? usual : IN_CI } = process.env;
  const seed = SEED === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
  const programs = Number(PROGRAMS);
  process.stdout.write(`${what}: SEED=${seed} PROGRAMS=${programs}\n`);
  return { seed, programs };
}
