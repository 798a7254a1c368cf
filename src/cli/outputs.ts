import { stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { RunSummary } from "../shared/messages/worker";
import type { FileFormat } from "./formats";
import { UsageError } from "./io";
import type { CliIo } from "./io";

/** Files that a command writes. `-` is standard output. */

/**
 * Before the work: a result that cannot be written would be lost.
 * @throws UsageError where `out` cannot be a file.
 */
export async function checkWritable(out: string, io: CliIo): Promise<void> {
  if (out === "") throw new UsageError("OUT is empty");
  if (out === "-") return;
  const path = resolve(io.cwd, out);
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true)
    throw new UsageError(`cannot write ${out}: there is no folder ${dirname(path)}`);
  const file = await stat(path).catch(() => undefined);
  if (file?.isDirectory() === true) throw new UsageError(`cannot write ${out}: it is a folder`);
}

/** What a format cannot hold of the run, on standard error. */
export function sayLeftOut(format: FileFormat, { processes }: RunSummary, io: CliIo): void {
  if (format !== "go" || processes < 2) return;
  const others = processes === 2 ? "the other process is" : `${processes - 1} other processes are`;
  io.stderr(`schedlens: a Go execution trace is of one process, the program's own: ${others} left out\n`);
}

/** @throws UsageError where `out` cannot be written. */
export async function writeOutput(out: string, bytes: Uint8Array, io: CliIo): Promise<void> {
  if (out === "-") {
    io.stdout(bytes);
    return;
  }
  await writeFile(resolve(io.cwd, out), bytes).catch((error: unknown) => {
    throw new UsageError(`cannot write ${out}: ${error instanceof Error ? error.message : String(error)}`);
  });
}
