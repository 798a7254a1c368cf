import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "./io";
import type { CliIo } from "./io";

/** The text of a file that a program is to read. @throws UsageError */
export async function readInput(file: string, io: CliIo): Promise<string> {
  const text = await readFile(resolve(io.cwd, file), "utf8").catch(() => undefined);
  if (text === undefined) throw await cannotRead(file, io);
  return text;
}

/** What to say of a file that a command was to read and could not. */
export async function cannotRead(file: string, io: CliIo): Promise<UsageError> {
  const found = await stat(resolve(io.cwd, file)).catch(() => undefined);
  const why =
    found === undefined
      ? "there is no such file"
      : found.isDirectory()
        ? "it is a folder"
        : "its permissions do not allow it";
  return new UsageError(`cannot read ${file}: ${why}`);
}
