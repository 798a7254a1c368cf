import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pcbsAt } from "../analysis/processes/pcb";
import { processTreeAt, psAt } from "../analysis/processes/ps";
import { pcbText } from "../formats/pcbText";
import { psText, treeText } from "../formats/psText";
import { readSchedtrace } from "../formats/schedtrace";
import { formatDuration, parseDuration } from "../shared/duration";
import { parseOptions } from "./args";
import { cannotRead } from "./inputs";
import { EXIT, UsageError } from "./io";
import type { CliIo } from "./io";

export const PS_USAGE =
  "schedlens ps TRACE [--at TIME] [--tree | --pcb PID]      (at the end of the run if no TIME such as 3ms is given)";

/** `schedlens ps TRACE`: the processes at an instant of a run. Resolves to the exit code. @throws UsageError */
export async function psCommand(args: readonly string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, ["at", "tree", "pcb"], { switches: ["tree"] });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("ps takes one TRACE");
  const at = values.get("at");
  const time = at === undefined ? undefined : parseDuration(at);
  if (at !== undefined && time === undefined)
    throw new UsageError(`--at must be a duration since the start of the run such as 3ms, not "${at}"`);
  const pid = values.get("pcb");
  const tree = values.get("tree") === "on";
  if (pid !== undefined && !/^\d+$/.test(pid)) throw new UsageError(`--pcb must be a pid, not "${pid}"`);
  if (pid !== undefined && tree) throw new UsageError("--tree or --pcb, not both");
  const bytes = await readFile(resolve(io.cwd, file)).catch(() => undefined);
  if (bytes === undefined) throw await cannotRead(file, io);
  try {
    const log = readSchedtrace(bytes);
    const instant = time ?? log.endTime;
    if (pid !== undefined) {
      const blocks = pcbsAt(log, Number(pid), instant);
      if (blocks.length === 0) {
        io.stderr(`schedlens: ${file}: no thread of process ${pid} at ${formatDuration(instant)}\n`);
        return EXIT.diagnostics;
      }
      io.stdout(blocks.map(pcbText).join("\n"));
    } else if (tree) {
      const tree = processTreeAt(log, instant);
      io.stdout(tree === undefined ? "" : treeText(tree));
    } else {
      io.stdout(psText(psAt(log, instant)));
    }
    return EXIT.ok;
  } catch (error) {
    io.stderr(`schedlens: ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.diagnostics;
  }
}
