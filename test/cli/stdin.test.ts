import { afterAll, beforeAll, expect, test } from "vitest";
import { CommandLine } from "../badinput/commandLine";

/** `run --stdin`, through the command line as it is bundled. */

let cli: CommandLine;
beforeAll(async () => {
  cli = await CommandLine.make();
});
afterAll(() => cli.dispose());

const UPPER = `import { os } from "schedlens";
/** @simulate */
export function main() {
  for (let text = os.readText(0, 8); text !== ""; text = os.readText(0, 8)) os.write(1, text.toUpperCase());
}
`;

test("descriptor 0 reads the file, and ends where that ends; without one it is empty", async () => {
  const files = { "main.ts": UPPER, "in.txt": "first line\nsecond\n" };
  expect(await cli.run(files, ["run", "main.ts", "--stdin", "in.txt"])).toEqual({
    exitCode: 0,
    stdout: "FIRST LINE\nSECOND\n",
    stderr: "",
  });
  expect(await cli.run(files, ["run", "main.ts"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

test("a file that cannot be read is a usage error", async () => {
  const { exitCode, stderr } = await cli.run({ "main.ts": UPPER }, ["run", "main.ts", "--stdin", "none.txt"]);
  expect(exitCode).toBe(64);
  expect(stderr).toContain("cannot read none.txt: there is no such file");
});
