import { G_STATES, WAIT_REASONS } from "../../shared/enums";
import { frameLines, placeOf } from "../stackText";
import { GStatus } from "./runtime2";
import type { G } from "./runtime2";
import type { GoRuntime } from "./runtime";

/** Texts of goroutine dumps (traceback.go: goroutineheader, traceback, tracebackothers). */

const MINUTE = 60e9;

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

/** The header and the frames of a goroutine, each line ended. */
export function traceback(rt: GoRuntime, g: G): string {
  const { tables } = rt.log;
  const frames = frameLines(g.routine.stack(), ({ fn, loc }) => [`${fn}(...)`, `\t${placeOf(tables, loc)}`]);
  const lines = [goroutineHeader(rt, g), ...frames];
  const made = tables.locs[g.created];
  if (made !== undefined) {
    // Only a timer's function has no parent: Go names what starts it, and the place is that of the afterFunc.
    const creator = g.parentGoid === 0 ? "time.goFunc" : `${made.fn} in goroutine ${g.parentGoid}`;
    lines.push(`created by ${creator}`, `\t${placeOf(tables, g.created)}`);
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
