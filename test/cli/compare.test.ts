import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CommandLine } from "../badinput/commandLine";

const MAIN = `import { compute, sync } from "schedlens";
/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++) wg.go(() => compute("2ms"));
  wg.wait();
}
`;

let cli: CommandLine;
let folder: string;
beforeAll(async () => {
  cli = await CommandLine.make();
  folder = await mkdtemp(join(tmpdir(), "schedlens-compare-"));
  for (const cores of ["1", "4"])
    await cli.run({ "main.ts": MAIN }, [
      ...["run", "main.ts", "--cores", cores],
      ...["--trace", at(`${cores}.schedtrace`), "--stats", at(`${cores}.json`)],
    ]);
  await writeFile(at("other.json"), `{"version": 99}\n`);
});
afterAll(async () => {
  await cli.dispose();
  await rm(folder, { recursive: true });
});

function at(name: string): string {
  return join(folder, name);
}

const compare = (...args: readonly string[]) => cli.run({}, ["compare", ...args]);

test("a trace and its own figures are the same run", async () => {
  const { exitCode, stdout, stderr } = await compare(at("4.schedtrace"), at("4.json"), "--to", "json");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const { rows } = JSON.parse(stdout) as { rows: { a: number | null; b: number | null }[] };
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter(({ a, b }) => a !== b)).toEqual([]);
});

test("four cores against one: the table says what has changed", async () => {
  const { exitCode, stdout } = await compare(at("1.schedtrace"), at("4.schedtrace"));
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^A {2}\S*1\.schedtrace\nB {2}\S*4\.schedtrace\n/);
  expect(stdout).toMatch(/^run +end +8\.\d+ ms +2\.\d+ ms +−6\.\d+ ms +× 0\.\d+$/m);
});

test.each([
  [["only-one"], 64, /^schedlens: compare takes two runs, A and B\n/],
  [
    ["missing.schedtrace", "missing.json"],
    64,
    /^schedlens: cannot read missing\.schedtrace: there is no such file\n/,
  ],
  [["A", "B", "--to", "xml"], 64, /^schedlens: --to: there is no format "xml", only table, json, csv\n/],
] as const)("compare %j is refused", async (args, code, message) => {
  const { exitCode, stdout, stderr } = await compare(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: "" });
  expect(stderr).toMatch(message);
});

test("a file that is no run is refused by its name", async () => {
  const { exitCode, stderr } = await compare(at("4.json"), at("other.json"));
  expect(exitCode).toBe(65);
  expect(stderr).toMatch(/other\.json: not figures of a run in the form 2 that --stats writes/);
});
