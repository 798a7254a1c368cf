import { readFileSync } from "node:fs";
import type { Outcome } from "./outcome";
import type { Program } from "./program";

/** A program and what real Go 1.23.5 did with it, at GOMAXPROCS=1, the same in every run. */
export interface Recorded extends Outcome {
  readonly name: string;
  readonly program: Program;
}

/** The recorded programs of a file of this folder, one in each line. */
export function recorded(file: string): Recorded[] {
  return readFileSync(new URL(file, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Recorded);
}
