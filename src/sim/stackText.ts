import { NONE } from "../shared/ids";
import type { LocIndex } from "../shared/ids";
import type { EventLog } from "../shared/log/eventLog";
import type { StackFrame } from "./routine";

/** How stacks are printed. */

/** Frames shown at each end of a long stack (Go's traceback.go: tracebackInnerFrames, tracebackOuterFrames). */
const INNER_FRAMES = 50;
const OUTER_FRAMES = 50;

/** Without the scheme, so that a terminal makes a link of it. */
function path(uri: string): string {
  return uri.startsWith("file://") ? decodeURI(uri.slice("file://".length)) : uri;
}

/** `file:line` of a place. */
export function placeOf({ locs, files }: EventLog["tables"], loc: LocIndex | -1): string {
  const at = locs[loc];
  if (at === undefined) return "?:0";
  return `${path(files[at.file]?.uri ?? "?")}:${at.line}`;
}

/** Frames of the library have no place; they are hidden unless there are no others. */
function shownFrames(stack: readonly StackFrame[]): readonly StackFrame[] {
  const own = stack.filter((frame) => frame.loc !== NONE);
  return own.length > 0 ? own : stack;
}

/** The lines of a stack, innermost frame first; the middle of a long one is left out. */
export function frameLines(
  stack: readonly StackFrame[],
  lines: (frame: StackFrame) => readonly string[],
): string[] {
  const frames = shownFrames(stack);
  const elided = frames.length - INNER_FRAMES - OUTER_FRAMES;
  if (elided <= 0) return frames.flatMap(lines);
  return [
    ...frames.slice(0, INNER_FRAMES).flatMap(lines),
    `...${elided} frames elided...`,
    ...frames.slice(-OUTER_FRAMES).flatMap(lines),
  ];
}
