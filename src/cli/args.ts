import { parseArgs } from "node:util";
import { UsageError } from "./io";

export interface ParsedArgs {
  readonly values: ReadonlyMap<string, string>;
  readonly positionals: readonly string[];
}

const SWITCH = ["on", "off"] as const;

/**
 * Reads the arguments of a command: options with a value each, and the rest. Of `switches` the value may be left out, which is `on`. `short`:
 * letters for some of them.
 * @throws UsageError for an unknown option, or one without its value.
 */
export function parseOptions(
  args: readonly string[],
  names: readonly string[],
  {
    switches = [],
    short = {},
  }: { switches?: readonly string[]; short?: Readonly<Record<string, string>> } = {},
): ParsedArgs {
  const given = args.map((arg, at) =>
    switches.some((name) => arg === `--${name}`) && !SWITCH.some((value) => value === args[at + 1])
      ? `${arg}=on`
      : arg,
  );
  try {
    const { values, positionals } = parseArgs({
      args: given,
      options: Object.fromEntries(
        names.map((name) => {
          const letter = short[name];
          return [name, { type: "string" as const, ...(letter === undefined ? {} : { short: letter }) }];
        }),
      ),
      allowPositionals: true,
      strict: true,
    });
    return {
      values: new Map(
        Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
      ),
      positionals,
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
