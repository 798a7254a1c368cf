import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { readSchedtrace } from "../formats/schedtrace";
import type { PageTrace } from "../formats/htmlPage";
import { TraceFormatError } from "../formats/traceFormatError";
import { assertUnreachable } from "../shared/assert";
import { parseOptions } from "./args";
import { CONVERT_FORMATS, parseFormat } from "./formats";
import { cannotRead } from "./inputs";
import { EXIT, UsageError } from "./io";
import type { CliIo } from "./io";
import { checkWritable, sayLeftOut, writeOutput } from "./outputs";
import { makePage } from "./page";
import { Run } from "./runClient";

export const CONVERT_USAGE = `schedlens convert TRACE --to ${CONVERT_FORMATS.join("|")} [--compare TRACE] [-o OUT]      (without OUT: standard output; --compare: beside it in the page)`;

/** `schedlens convert TRACE --to FORMAT [--compare TRACE] [-o OUT]`. Resolves to the exit code. @throws UsageError */
export async function convertCommand(args: readonly string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, ["to", "compare", "out"], { short: { out: "o" } });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("convert takes one TRACE");
  const to = values.get("to");
  if (to === undefined) throw new UsageError(`convert needs --to ${CONVERT_FORMATS.join("|")}`);
  const format = parseFormat("--to", to, CONVERT_FORMATS);
  const out = values.get("out") ?? "-";
  await checkWritable(out, io);
  const other = values.get("compare");
  if (other !== undefined && format !== "html") throw new UsageError("--compare is for --to html");
  const bytes = await bytesOf(file, io);
  let compared: PageTrace | undefined;
  if (other !== undefined)
    try {
      compared = comparedTrace(await bytesOf(other, io), other);
    } catch (error) {
      if (!(error instanceof TraceFormatError)) throw error;
      io.stderr(`schedlens: ${other}: ${error.message}\n`);
      return EXIT.diagnostics;
    }
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
            ? await makePage(
                {
                  bytes: await run.export("schedtrace"),
                  title: `${end.summary.entry} · ${basename(file)}`,
                },
                compared,
                io,
              )
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

async function bytesOf(file: string, io: CliIo): Promise<Uint8Array> {
  const bytes = await readFile(resolve(io.cwd, file)).catch(() => undefined);
  if (bytes === undefined) throw await cannotRead(file, io);
  return bytes;
}

/** @throws TraceFormatError where the file is no trace. */
function comparedTrace(bytes: Uint8Array, file: string): PageTrace {
  readSchedtrace(bytes);
  return { bytes, title: basename(file) };
}
