import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CommandLine } from "../badinput/commandLine";

const MAIN = `import { os } from "schedlens";
/** @simulate runtime=native */
export function main() {
  if (os.fork() === 0) os.exit(3);
  os.sleep("2ms");
  os.wait();
}
`;

let cli: CommandLine;
let folder: string;
beforeAll(async () => {
  cli = await CommandLine.make();
  folder = await mkdtemp(join(tmpdir(), "schedlens-ps-"));
  await cli.run({ "main.ts": MAIN }, ["run", "main.ts", "--trace", join(folder, "run.schedtrace")]);
});
afterAll(async () => {
  await cli.dispose();
  await rm(folder, { recursive: true });
});

const ps = (...args: readonly string[]) => cli.run({}, ["ps", join(folder, "run.schedtrace"), ...args]);

test("ps prints a line for each process, with its columns named", async () => {
  const { exitCode, stdout, stderr } = await ps("--at", "1ms");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const [head = "", ...rows] = stdout.trimEnd().split("\n");
  expect(head.trim().split(/ +/)).toEqual("UID PID PPID C STIME TTY TIME S NLWP RSS VSZ CMD".split(" "));
  expect(rows.map((row) => row.trim().split(/ +/)).map(([uid, pid, ppid]) => [uid, pid, ppid])).toEqual([
    ["0", "1", "0"],
    ["1000", "2", "1"],
    ["1000", "3", "2"],
  ]);
  expect(rows[2]).toMatch(/ Z .*\[main\] <defunct>$/);
});

test("the tree, and the end of the run where no time is given", async () => {
  expect((await ps("--at", "1ms", "--tree")).stdout).toBe(
    "init(1) S\n  main(2) S\n    [main] <defunct>(3) Z\n",
  );
  expect((await ps("--tree")).stdout).toBe("init(1) S\n  [main] <defunct>(2) Z\n");
});

test("the control block of a process's thread", async () => {
  const { exitCode, stdout } = await ps("--at", "1ms", "--pcb", "2");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^thread +main, tid 2\n/);
  expect(stdout).toMatch(/\nprogram counter main\.ts:5\n/);
  const missing = await ps("--at", "1ms", "--pcb", "9");
  expect([missing.exitCode, missing.stderr]).toEqual([
    65,
    expect.stringMatching(/no thread of process 9 at 1 ms\n$/),
  ]);
});

test.each([
  [["--pcb", "x"], 64, /^schedlens: --pcb must be a pid, not "x"\n/],
  [["--pcb", "2", "--tree"], 64, /^schedlens: --tree or --pcb, not both\n/],
  [["--at", "soon"], 64, /^schedlens: --at must be a duration .* such as 3ms, not "soon"\n/],
  [["another"], 64, /^schedlens: ps takes one TRACE\n/],
] as const)("ps %j is refused", async (args, code, message) => {
  const { exitCode, stdout, stderr } = await ps(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: "" });
  expect(stderr).toMatch(message);
});

test("a file that is no trace is refused by its name", async () => {
  const { exitCode, stderr } = await cli.run({ "main.ts": MAIN }, ["ps", "main.ts"]);
  expect(exitCode).toBe(65);
  expect(stderr).toMatch(/^schedlens: main\.ts: /);
});
