/**
 * What one call of a built-in function may do. V8 can neither interrupt most of them nor, beyond some size, survive them: a list of
 * 2³² holes keeps `indexOf` busy for minutes, and a `split` into 2²⁸ parts ends the whole process, the editor's included.
 */

/** Elements of one list, entries of one object, parts of one text that a built-in works on. */
export const MOST_ELEMENTS = 2 ** 25;
/** UTF-16 units of one text: V8's own bound on 64-bit machines. */
const MOST_CHARACTERS = 2 ** 29 - 24;

/** The program has reached a limit. Nothing of the program can catch it. */
export class LimitReached extends Error {}

type Meter = (elements: number) => void;
let meter: Meter = () => undefined;

/** Sets who is told of the elements that built-ins go through. One program runs at a time in a realm. */
export function setBulkMeter(to: Meter): void {
  meter = to;
}

/** A built-in is about to go through so many elements. @throws LimitReached */
export function room(elements: unknown, what: string): void {
  if (typeof elements !== "number" || !(elements > 64)) return;
  if (elements > MOST_ELEMENTS)
    throw new LimitReached(
      `${what} would go through ${elements} elements: the limit of one built-in function is ${MOST_ELEMENTS}, so use a smaller list or a loop`,
    );
  meter(elements);
}

/** A built-in is about to go through so many elements that lie one beside the other: memory alone bounds them. */
export function pass(elements: unknown): void {
  if (typeof elements === "number" && elements > 64) meter(elements);
}

/** A built-in is about to make a text of so many UTF-16 units. @throws LimitReached */
export function textRoom(characters: number, what: string): void {
  if (characters > MOST_CHARACTERS && characters < Infinity)
    throw new LimitReached(
      `${what} would make a text of ${characters} characters: the limit is ${MOST_CHARACTERS}, so keep it in parts`,
    );
}
