import { RUN_OPTIONS } from "../program/annotations/options";
import { compareCommand, COMPARE_USAGE } from "./compare";
import { convertCommand, CONVERT_USAGE } from "./convert";
import { EXIT, ExportError, UsageError } from "./io";
import type { CliIo } from "./io";
import { psCommand, PS_USAGE } from "./ps";
import { runCommand, RUN_USAGE } from "./run";
import { validateCommand } from "./validate";

const COMMANDS = `usage:
  ${RUN_USAGE}
  schedlens validate TRACE
  ${PS_USAGE}
  ${CONVERT_USAGE}
  ${COMPARE_USAGE}
`;

const USAGE = `${COMMANDS}
the options of a run win over its @simulate tag:
${RUN_OPTIONS.map(({ key, placeholder, doc }) => `  --${key} ${placeholder}\n      ${doc}`).join("\n")}

exit codes: the program's own; 2 panic, deadlock or fatal error; 64 wrong usage; 65 errors in the program; 124 a limit was reached
`;

/** Runs one command line. Resolves to the exit code; never rejects. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const [command, ...rest] = argv;
  if (rest.includes("--help") || rest.includes("-h")) {
    io.stdout(USAGE);
    return EXIT.ok;
  }
  try {
    switch (command) {
      case "run":
        return await runCommand(rest, io);
      case "validate":
        return await validateCommand(rest, io);
      case "convert":
        return await convertCommand(rest, io);
      case "compare":
        return await compareCommand(rest, io);
      case "ps":
        return await psCommand(rest, io);
      case "--help":
      case "-h":
      case "help":
        io.stdout(USAGE);
        return EXIT.ok;
      case undefined:
        throw new UsageError("a command is missing");
      default:
        throw new UsageError(`unknown command "${command}"`);
    }
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr(
        `schedlens: ${error.message}\n\n${COMMANDS}\nschedlens --help explains the options of a run\n`,
      );
      return EXIT.usage;
    }
    if (error instanceof ExportError) {
      io.stderr(`schedlens: ${error.message}\n`);
      return EXIT.diagnostics;
    }
    io.stderr(`schedlens: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.ours;
  }
}
