import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { MUTANTS } from "./mutants.mjs";

const root = join(import.meta.dirname, "..", "..");
const mutant = MUTANTS[Number(process.env.MUTANT)];
if (mutant === undefined) throw new Error("MUTANT is the number of a mutant");
const file = join(root, mutant.file);

/** The tests with one mutant in place of what the file says. */
export default defineConfig({
  root,
  plugins: [
    {
      name: "mutant",
      enforce: "pre",
      transform: (code, id) => (id === file ? code.replace(mutant.from, () => mutant.to) : undefined),
    },
  ],
  test: { maxWorkers: 1, testTimeout: 300_000, bail: 1 },
});
