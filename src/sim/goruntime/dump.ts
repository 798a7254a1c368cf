import { G_STATES, WAIT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { LocIndex } from "../../shared/ids";
import type { StackFrame } from "../routine";
import { GStatus } from "./runtime2";
import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";

/** Texts of goroutine dumps (traceback.go: goroutineheader, traceback, tracebackothers). */

/** Frames shown at each end of a long stack (traceback.go: tracebackInnerFrames, tracebackOuterFrames). */
const INNER_FRAMES = 50;
const OUTER_FRAMES = 50;

const MINUTE = 60e9;

/** Without the scheme, so that a terminal makes a link of it. */
function path(uri: string): string {
  return uri.startsWith("file://") ? decodeURI(uri.slice("file://".length)) : uri;
}

/** `file:line` of a place. */
export function place(rt: GoRuntime, loc: LocIndex | -1): string {
  const { locs, files } = rt.log.tables;
  const at = locs[loc];
  if (at === undefined) return "?:0";
  return `${path(files[at.file]?.uri ?? "?")}:${at.line}`;
}

/** `goroutine 7 [chan receive, 3 minutes, locked to thread]:` */
function goroutineHeader(rt: GoRuntime, g: G): string {
  let state: string = G_STATES[g.status];
  if (g.status === GStatus.Gwaiting && g.waitreason !== 0) state = WAIT_REASONS[g.waitreason] ?? state;
  if (g.status === GStatus.Gwaiting || g.status === GStatus.Gsyscall) {
    const minutes = Math.floor((rt.log.now - g.waitsince) / MINUTE);
    if (minutes >= 1) state += `, ${minutes} minutes`;
  }
  if (g.lockedm !== null) state += ", locked to thread";
  return `goroutine ${g.goid} [${state}]:`;
}

/** Frames of the library have no place; they are hidden unless there are no others. */
function shownFrames(stack: readonly StackFrame[]): readonly StackFrame[] {
  const own = stack.filter((frame) => frame.loc !== NONE);
  return own.length > 0 ? own : stack;
}

/** The header and the frames of a goroutine, each line ended. */
export function traceback(rt: GoRuntime, g: G): string {
  const frames = shownFrames(g.routine.stack());
  const lines = [goroutineHeader(rt, g)];
  frames.forEach((frame, i) => {
    if (frames.length > INNER_FRAMES + OUTER_FRAMES) {
      if (i === INNER_FRAMES)
        lines.push(`...${frames.length - INNER_FRAMES - OUTER_FRAMES} frames elided...`);
      if (i >= INNER_FRAMES && i < frames.length - OUTER_FRAMES) return;
    }
    lines.push(`${frame.fn}(...)`, `\t${place(rt, frame.loc)}`);
  });
  const made = rt.log.tables.locs[g.created];
  if (made !== undefined) {
    // Only a timer's function has no parent: Go names what starts it, and the place is that of the afterFunc.
    const creator = g.parentGoid === 0 ? "time.goFunc" : `${made.fn} in goroutine ${g.parentGoid}`;
    lines.push(`created by ${creator}`, `\t${place(rt, g.created)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Whether dumps list it: it exists, and is one of the program's. */
function isListed(g: G): boolean {
  return !g.system && g.status !== GStatus.Gdead && g.status !== GStatus.Gidle;
}

/** The dumps of all goroutines of the program but one, each followed by an empty line. */
export function tracebackothers(rt: GoRuntime, me: G | null): string {
  let text = "";
  for (const g of rt.allgs) if (g !== me && isListed(g)) text += `${traceback(rt, g)}\n`;
  return text;
}
