import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { assertUnreachable } from "../shared/assert";
import { parseOptions } from "./args";
import { CONVERT_FORMATS, parseFormat } from "./formats";
import { cannotRead } from "./inputs";
import { EXIT, UsageError } from "./io";
import type { CliIo } from "./io";
import { checkWritable, sayLeftOut, writeOutput } from "./outputs";
import { makePage } from "./page";
import { Run } from "./runClient";

export const CONVERT_USAGE = `schedlens convert TRACE --to ${CONVERT_FORMATS.join("|")} [-o OUT]      (without OUT: standard output)`;

/** `schedlens convert TRACE --to FORMAT [-o OUT]`. Resolves to the exit code. @throws UsageError */
export async function convertCommand(args: readonly string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, ["to", "out"], { short: { out: "o" } });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("convert takes one TRACE");
  const to = values.get("to");
  if (to === undefined) throw new UsageError(`convert needs --to ${CONVERT_FORMATS.join("|")}`);
  const format = parseFormat("--to", to, CONVERT_FORMATS);
  const out = values.get("out") ?? "-";
  await checkWritable(out, io);
  const bytes = await readFile(resolve(io.cwd, file)).catch(() => undefined);
  if (bytes === undefined) throw await cannotRead(file, io);
  const run = new Run(io.workerScript);
  try {
    const end = await run.execute(bytes);
    switch (end.type) {
      case "crashed":
        io.stderr(`schedlens: ${file}: ${end.error}\n`);
        return EXIT.diagnostics;
      case "died":
        io.stderr(`schedlens: ${file}: ${end.reason}\n`);
        return EXIT.ours;
      case "rejected":
        throw new Error("a trace was taken for a program");
      case "done":
        sayLeftOut(format, end.summary, io);
        await writeOutput(
          out,
          format === "html"
            ? await makePage(await run.export("schedtrace"), end.summary.entry, file, io)
            : await run.export(format),
          io,
        );
        return EXIT.ok;
      default:
        return assertUnreachable(end);
    }
  } finally {
    run.dispose();
  }
}
