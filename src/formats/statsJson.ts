import type { Measures } from "../shared/trace/measures";

/** The figures of a run as JSON text for people and programs, two spaces deep, with a line end. */
export function statsJson(measures: Measures): string {
  return `${JSON.stringify(measures, null, 2)}\n`;
}
