import { Script, createContext } from "node:vm";
import { setImmediate } from "node:timers/promises";
import { detachArrayBuffer } from "./detach";
import type { Metadata } from "./metadata";

/** Jobs and timers of a test need a few turns of the event loop. */
const TURNS = 20;
const TIMEOUT_MS = 5_000;

/**
 * Whether the JavaScript engine that runs us fails the test itself: much of the library is its own. For scripts that are expected to run
 * to their end; of others it is not known.
 * @param text the test with its harness.
 */
export async function failsNatively(text: string, { flags, negative }: Metadata): Promise<boolean> {
  if (negative !== undefined || flags.includes("module")) return false;
  const printed: string[] = [];
  const context = createContext({
    print: (line: unknown) => {
      printed.push(String(line));
    },
    $262: { detachArrayBuffer },
  });
  try {
    new Script(`"use strict";\n${text}`).runInContext(context, { timeout: TIMEOUT_MS });
  } catch {
    return true;
  }
  if (!flags.includes("async")) return false;
  for (let turn = 0; turn < TURNS && printed.length === 0; turn++) await setImmediate();
  return printed.length !== 1 || printed[0] !== "Test262:AsyncTestComplete";
}
