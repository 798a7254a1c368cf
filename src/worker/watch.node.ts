import { Script } from "node:vm";
import { LONGEST_CALL_S } from "./limits";

/** A script has no other way to functions of the thread than a global name. */
const NAME = "schedlensWatched";
const watched: { work: () => void } = { work: () => undefined };
let script: Script | undefined;

/** Runs `work` so that V8 can interrupt it, in a regular expression too. @returns whether it ended by itself. */
export function watch(work: () => void): boolean {
  if (script === undefined) {
    Reflect.set(globalThis, NAME, watched);
    script = new Script(`${NAME}.work()`);
  }
  watched.work = work;
  try {
    script.runInThisContext({ timeout: 1000 * LONGEST_CALL_S });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
    throw error;
  }
}
