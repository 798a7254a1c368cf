import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { makeOpening } from "../analysis/opening/makeOpening";
import { LogTraceSource } from "../analysis/source";
import { violationText, validate } from "../analysis/validate/validate";
import { openSchedtrace } from "../formats/schedtrace";
import { toEnd } from "../shared/steps";
import { cannotRead } from "./inputs";
import { EXIT, UsageError } from "./io";
import type { CliIo } from "./io";

/** `schedlens validate TRACE`: prints OK, or the first violated invariant and exits with 1. @throws UsageError */
export async function validateCommand(args: readonly string[], io: CliIo): Promise<number> {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) throw new UsageError("validate takes one TRACE");
  if (file.startsWith("-")) throw new UsageError(`unknown option "${file}"`);
  const bytes = await readFile(resolve(io.cwd, file)).catch(() => undefined);
  if (bytes === undefined) throw await cannotRead(file, io);
  try {
    const file = openSchedtrace(bytes);
    const log = toEnd(file.read());
    const violation = validate(log);
    // Only of a log that keeps the rules it is known what it says.
    if (violation === undefined && file.opening !== undefined)
      file.check(makeOpening(new LogTraceSource(log)));
    io.stdout(violation === undefined ? "OK\n" : `${violationText(violation)}\n`);
    return violation === undefined ? EXIT.ok : EXIT.invalidTrace;
  } catch (error) {
    io.stderr(`schedlens: ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.diagnostics;
  }
}
