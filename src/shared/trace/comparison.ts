/** One figure of two runs. null: the run has no such figure, because it has no such thing or it did not happen. */
export interface ComparisonRow {
  /** What it is a figure of: `run`, `core 0`, `process 2 main`, `thread 5 worker`, `goroutine 7 main.func1`. */
  readonly of: string;
  /** Its name, as `--stats` spells it: one that ends in Ns is in ns. */
  readonly measure: string;
  readonly a: number | null;
  readonly b: number | null;
  /** b − a */
  readonly difference: number | null;
  /** b / a */
  readonly ratio: number | null;
}
