import type { StackFrame } from "../../sim/routine";
import { describeFrame } from "./frames";
import type { Frame, FrameCode } from "./frames";

/** Calls that the stack of an error shows: V8's default. */
export const STACK_FRAMES = 10;

/** Errors whose `stack` tells where they come from. One for all programs: errors of one never get into another. */
const told = new WeakSet();

/** A copy of an error shows the original's stack. */
export function copyTold(from: object, to: object): void {
  if (told.has(from)) told.add(to);
}

/**
 * `stack` of errors, for programs that mention it, in V8's form: the calls of the program that were active when the error was made, or thrown by a built-in. Nothing of
 * the host is in it, and it is the same however the program is interrupted: to find the calls, all of them are moved to the heap first.
 * Below a built-in that has called the program nothing is shown.
 */
export class ErrorStacks {
  private readonly lines = new Map<number, Map<string, string>>();

  /** @param wanted somebody looks at them. @param placeOf `file:line:column` of a row of the location table. */
  constructor(
    private readonly wanted: boolean,
    private readonly placeOf: (loc: number) => string | undefined,
  ) {}

  /** Whether it is an error whose stack is not known yet. */
  lacks(value: unknown): value is Error {
    return (
      this.wanted && typeof value === "object" && value !== null && !told.has(value) && value instanceof Error
    );
  }

  /**
   * Adds the calls to the text that the error begins with.
   * @param thrower the innermost call, where its frame is gone. @param below the calls up to that of this function are left out.
   */
  tell(error: object, thrower: StackFrame | undefined, frames: Frame | null, below?: FrameCode): void {
    told.add(error);
    const skipped = below === undefined ? null : callOf(below, frames);
    let text = "";
    let count = 0;
    const add = (line: string): void => {
      if (line !== "") count++;
      text += line;
    };
    if (thrower !== undefined && skipped === null) add(this.line(thrower));
    for (let each = skipped?.up ?? frames; each !== null && count < STACK_FRAMES; each = each.up)
      if (each.code.info !== undefined && each !== skipped) add(this.line(describeFrame(each)));
    const own: unknown = Reflect.get(error, "stack");
    if (text !== "" && typeof own === "string") Reflect.set(error, "stack", own + text);
  }

  /** Functions of the library have no places: those that stand for built-in ones are shown without. */
  private line({ fn, loc }: StackFrame): string {
    const known = this.lines.get(loc) ?? new Map<string, string>();
    this.lines.set(loc, known);
    const found = known.get(fn);
    if (found !== undefined) return found;
    const made = this.text(fn, loc);
    known.set(fn, made);
    return made;
  }

  private text(fn: string, loc: number): string {
    const place = this.placeOf(loc);
    if (place === undefined) return fn.includes(".") ? `\n    at ${fn} (<anonymous>)` : "";
    return fn === "(module)" ? `\n    at ${place}` : `\n    at ${fn} (${place})`;
  }
}

function callOf(code: FrameCode, frames: Frame | null): Frame | null {
  for (let each = frames; each !== null; each = each.up) if (each.code === code) return each;
  return null;
}
