import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "./cases";
import type { Case } from "./cases";
import { CommandLine } from "./commandLine";
import type { Ended } from "./commandLine";
import { ENDLESS } from "./endless";

/** Errors in the text: nothing runs, exit code 65, each with its place. */
const REJECTED: readonly Case[] = [
  {
    name: "a syntax error",
    program: "/** @simulate */\nexport function main( {\n  console.log(1);\n}\n",
    exitCode: 65,
    stderr: /^main\.ts:[345]:\d+: syntax error: .+\n/,
  },
  {
    name: "several syntax errors are all reported",
    program: "/** @simulate */\nfunction main() {\n  const a = 1, a = 2;\n  let b; let b;\n}\n",
    exitCode: 65,
    stderr: /^main\.ts:3:16: syntax error: .+\nmain\.ts:4:14: syntax error: .+\n$/,
  },
  {
    name: "no entry",
    program: "export function main() {}\n",
    exitCode: 65,
    stderr: /^main\.ts:1:1: .*@simulate/,
  },
  { name: "an empty file", program: "", exitCode: 65, stderr: /^main\.ts:1:1: .*@simulate/ },
  {
    name: "an unknown tag",
    program: "/** @simulat cores=2 */\nexport function main() {}\n",
    exitCode: 65,
    stderr: /^main\.ts:1:5: unknown tag @simulat: did you mean @simulate\?\n/,
  },
  {
    name: "an unknown key",
    program: main("", "@simulate core=2"),
    exitCode: 65,
    stderr: 'main.ts:2:15: unknown key "core": did you mean "cores"?\n',
  },
  {
    name: "cores=0",
    program: main("", "@simulate cores=0"),
    exitCode: 65,
    stderr: 'main.ts:2:21: cores must be a whole number from 1 to 256, not "0"\n',
  },
  {
    name: "cores=many",
    program: main("", "@simulate cores=many"),
    exitCode: 65,
    stderr: 'main.ts:2:21: cores must be a whole number from 1 to 256, not "many"\n',
  },
  {
    name: "an unknown policy",
    program: main("", "@simulate policy=fair"),
    exitCode: 65,
    stderr: /^main\.ts:2:\d+: .*policy.*"?fair"?.*eevdf/,
  },
  {
    name: "an unknown cost profile",
    program: main("", "@simulate costs=cheap"),
    exitCode: 65,
    stderr: /^main\.ts:2:\d+: .*cost.*"?cheap"?.*linux-x86/,
  },
  {
    name: "an entry with required parameters",
    program: "/** @simulate */\nexport function main(count: number) {}\n",
    exitCode: 65,
    stderr:
      "main.ts:2:22: the entry function main has a required parameter: give it a default value or remove it\n",
  },
  {
    name: "a malformed duration",
    program: "/** @cpu 3 parsecs */\nfunction f() {}\n" + main("f();"),
    exitCode: 65,
    stderr: /^main\.ts:1:10: "3" is no duration: write it like 250ns, 10us, 3ms or 1\.5s\n/,
  },
  {
    name: "a tag where it means nothing",
    program: main("/** @cpu 3ms */\nconst x = 1;"),
    exitCode: 65,
    stderr: /^main\.ts:4:5: @cpu means nothing here/,
  },
  {
    name: "an import that cannot be found",
    program: 'import { x } from "./nowhere";\n' + main("x();"),
    exitCode: 65,
    stderr: /^main\.ts:1:19: cannot find "\.\/nowhere"/,
  },
  {
    name: "an import of a package",
    program: 'import fs from "node:fs";\n' + main("fs.readFileSync('x');"),
    exitCode: 65,
    stderr: /^main\.ts:1:16: cannot import "node:fs": only "schedlens" and files of this folder .*@mock/,
  },
  {
    name: "an import out of the project",
    program: 'import { x } from "../other/x";\n' + main("x();"),
    exitCode: 65,
    stderr: /^main\.ts:1:19: cannot import "\.\.\/other\/x": it is outside of the folder/,
  },
  {
    name: "an error in an imported file",
    program: {
      "main.ts": 'import { f } from "./lib/f";\n' + main("f();"),
      "lib/f.ts": "export function f() {\n  return 1 +;\n}\n",
    },
    exitCode: 65,
    stderr: /^lib\/f\.ts:2:13: syntax error/,
  },
  {
    name: "a name that the module does not have",
    program: 'import { goo } from "schedlens";\n' + main("goo();"),
    exitCode: 65,
    stderr: /^main\.ts:1:10: .*goo/,
  },
  {
    name: "a name that a file does not export",
    program: { "main.ts": 'import { g } from "./f";\n' + main("g();"), "f.ts": "export function f() {}\n" },
    exitCode: 65,
    stderr: /^main\.ts:1:10: .*"?g"?/,
  },
  {
    name: "an entry that does not exist",
    program: main(""),
    args: ["--entry", "mian"],
    exitCode: 65,
    stderr: "main.ts:1:1: no @simulate function is called mian: did you mean main?\n",
  },
  {
    name: "several entries and none chosen",
    program: main("") + "/** @simulate */\nexport function other() {}\n",
    exitCode: 65,
    stderr: /^main\.ts:1:1: there are several entry functions: choose one of main, other/,
  },
  {
    name: "eval",
    program: main('  eval("1");'),
    exitCode: 65,
    stderr: /^main\.ts:4:3: .*eval/,
  },
  {
    name: "the Function constructor",
    program: main('  const f = new Function("return 1");\n  f();'),
    exitCode: 65,
    stderr: /^main\.ts:4:\d+: .*Function/,
  },
  {
    name: "a name of the outside world",
    program: main('  fetch("https://example.com");'),
    exitCode: 65,
    stderr: /^main\.ts:4:3: .*fetch.*@mock/,
  },
  {
    name: "a construct that is not supported",
    program: main('  const m = import("./x");\n  console.log(m);'),
    exitCode: 65,
    stderr: /^main\.ts:4:13: .*import/,
  },
];

/** Programs that run and fail. */
const FAILING: readonly Case[] = [
  {
    name: "an exception in main",
    program: main('  work();\n}\nfunction work() {\n  throw new Error("no more paper");'),
    exitCode: 2,
    stderr: /^panic: no more paper\n\ngoroutine 1 \[running\]:\n(.*\n)*.*main\.ts:7.*\n(.*\n)*.*main\.ts:4/,
  },
  {
    name: "an exception of another class",
    program: main('  throw new RangeError("too far");'),
    exitCode: 2,
    stderr: /^panic: RangeError: too far\n\ngoroutine 1 \[running\]:\n/,
  },
  {
    name: "a trap of a proxy that throws",
    program: main('  const p: any = new Proxy({}, { get() { throw new Error("no such thing"); } });\n  p.x;'),
    exitCode: 2,
    stderr: /^panic: no such thing\n\ngoroutine 1 \[running\]:\n(.*\n)*.*main\.ts:4\n(.*\n)*.*main\.ts:5/,
  },
  {
    name: "a thrown text",
    program: main('  throw "just so";'),
    exitCode: 2,
    stderr: /^panic: just so\n\ngoroutine 1 \[running\]:\n/,
  },
  {
    name: "a mistake in the program, with V8's message",
    program: main("  const box: any = { a: {} };\n  box.a.open();"),
    exitCode: 2,
    stderr: /^panic: TypeError: box\.a\.open is not a function\n\ngoroutine 1 \[running\]:\n/,
  },
  {
    name: "an exception in another goroutine, and what was printed before",
    program: main(
      '  console.log("before");\n  go(() => { throw new Error("inner"); });\n  time.sleep("1ms");',
    ),
    exitCode: 2,
    stdout: "before\n",
    stderr: /^panic: inner\n\ngoroutine \d+ \[running\]:\n/,
  },
  {
    name: "a duration that is none",
    program: main('  compute("3 parsecs" as any);'),
    exitCode: 2,
    stderr: /^panic: TypeError: invalid duration "3 parsecs"/,
  },
  {
    name: "a deadlock",
    program: main(
      '  const c = chan<number>();\n  go(() => c.send(1));\n  time.sleep("1ms");\n  new sync.Mutex().lock();\n  chan().recv();',
    ),
    exitCode: 2,
    stderr:
      /^fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 \[chan receive\]:\n(.*\n)*?.*main\.ts:8(.*\n)*?\ngoroutine \d+ \[chan send\]:\n(.*\n)*?.*main\.ts:5/,
  },
  {
    name: "unlock of an unlocked mutex, which cannot be caught",
    program: main('  try { new sync.Mutex().unlock(); } catch { console.log("caught"); }'),
    exitCode: 2,
    stdout: "",
    stderr: /^fatal error: sync: unlock of unlocked mutex\n\ngoroutine 1 \[running\]:\n/,
  },
  {
    name: "endless recursion",
    program: main(
      '  function f(n: number): number { return 1 + f(n + 1); }\n  try { f(0); } catch { console.log("caught"); }',
    ),
    exitCode: 2,
    stdout: "",
    stderr: /stack overflow/,
  },
  {
    name: "an exit code of its own",
    program: main('  console.log("bye");\n  try { os.exit(300); } finally { console.log("never"); }'),
    exitCode: 44,
    stdout: "bye\n",
    stderr: "",
  },
  {
    name: "a program that never ends, within a limit",
    program: main("  console.log(1);\n  for (;;) {}"),
    args: ["--limit", "20ms"],
    exitCode: 124,
    stdout: "1\n",
    stderr: /limit/,
  },
  {
    name: "a program that sleeps for ever, within the default limit",
    program: main('  for (;;) time.sleep("60s");'),
    exitCode: 124,
    stderr: /limit/,
  },
  {
    name: "goroutines without end",
    program: main("  const never = chan<void>();\n  for (;;) go(() => never.recv());", "@simulate cores=1"),
    exitCode: 124,
    stdout: "",
    stderr: /memory|limit/,
  },
];

/** What looks like too much and is no error. */
const LARGE: readonly Case[] = [
  {
    name: "a million lines",
    program: main("  for (let i = 0; i < 1_000_000; i++) console.log(i);"),
    exitCode: 0,
    stdout: /^0\n1\n2\n[\d\n]*\n999999\n$/,
    stderr: "",
  },
  {
    name: "a million goroutines that end",
    program: main(
      "  const wg = new sync.WaitGroup();\n  let n = 0;\n  for (let i = 0; i < 1_000_000; i++) wg.go(() => { n++; });\n  wg.wait();\n  console.log(n);",
      "@simulate cores=1",
    ),
    exitCode: 0,
    stdout: "1000000\n",
    stderr: "",
  },
  {
    name: "a recursion of a million calls",
    program: main(
      "  function depth(n: number): number { return n === 0 ? 0 : 1 + depth(n - 1); }\n  console.log(depth(1_000_000));",
    ),
    exitCode: 0,
    stdout: "1000000\n",
    stderr: "",
  },
];

interface Usage {
  readonly name: string;
  readonly args: readonly string[];
  readonly stderr: RegExp;
}

const USAGE: readonly Usage[] = [
  { name: "no command", args: [], stderr: /command is missing/ },
  { name: "an unknown command", args: ["go", "main.ts"], stderr: /unknown command "go"/ },
  { name: "no file", args: ["run"], stderr: /FILE is missing/ },
  { name: "two files", args: ["run", "main.ts", "other.ts"], stderr: /other\.ts/ },
  { name: "a file that is not there", args: ["run", "nowhere.ts"], stderr: /nowhere\.ts/ },
  { name: "an unknown option", args: ["run", "main.ts", "--core", "2"], stderr: /--core/ },
  { name: "an option without its value", args: ["run", "main.ts", "--cores"], stderr: /--cores/ },
  {
    name: "a wrong value",
    args: ["run", "main.ts", "--cores", "0"],
    stderr: /cores must be a whole number from 1 to 256, not "0"/,
  },
  {
    name: "a wrong duration",
    args: ["run", "main.ts", "--limit", "soon"],
    stderr: /limit must be a duration .*"soon"/,
  },
  {
    name: "a wrong way to cap the log",
    args: ["run", "main.ts", "--events", "last:many"],
    stderr: /--events must be all, none, or last:N .*"last:many"/,
  },
  {
    name: "a policy that does not exist",
    args: ["run", "main.ts", "--policy", "fair"],
    stderr: /policy.*fair/,
  },
  {
    name: "a cost profile that does not exist",
    args: ["run", "main.ts", "--costs", "cheap"],
    stderr: /cost.*cheap/,
  },
  {
    name: "a trace that is not there",
    args: ["validate", "nowhere.schedtrace"],
    stderr: /nowhere\.schedtrace/,
  },
  { name: "validate without a trace", args: ["validate"], stderr: /one TRACE/ },
];

let cli: CommandLine;
beforeAll(async () => {
  cli = await CommandLine.make();
});
afterAll(() => cli.dispose());

function expectText(got: string, want: string | RegExp): void {
  if (typeof want === "string") expect(got).toBe(want);
  else expect(got).toMatch(want);
}

async function check(each: Case): Promise<Ended> {
  const files = typeof each.program === "string" ? { "main.ts": each.program } : each.program;
  const ended = await cli.run(files, ["run", "main.ts", ...(each.args ?? [])]);
  expectText(ended.stderr, each.stderr);
  expectText(ended.stdout, each.stdout ?? (each.exitCode === 65 ? "" : /^/));
  expect(ended.exitCode).toBe(each.exitCode);
  return ended;
}

describe("errors in the text are reported with their place, and nothing runs", () => {
  for (const each of REJECTED) test(each.name, () => check(each));
});

describe("programs that fail say why, and where", () => {
  for (const each of FAILING)
    test(each.name, async () => {
      const { stderr } = await check(each);
      // No word of ours from inside: only the program's own functions and files.
      expect(stderr).not.toMatch(/node:|worker\.node|internal error|\bat [A-Z]\w+\./);
    });
});

describe("programs that never end, or ask for too much at once, end at a limit", () => {
  for (const each of ENDLESS) test(each.name, () => check(each));
});

describe("much is no error", () => {
  for (const each of LARGE) test(each.name, () => check(each));
});

describe("a wrong command line is exit code 64, with the usage", () => {
  for (const { name, args, stderr } of USAGE)
    test(name, async () => {
      const ended = await cli.run({ "main.ts": main("") }, args);
      expect(ended.stderr).toMatch(stderr);
      expect(ended.stderr).toMatch(/usage:/);
      expect(ended.stdout).toBe("");
      expect(ended.exitCode).toBe(64);
    });

  test("a file that is no trace", async () => {
    const ended = await cli.run({ "main.ts": main("") }, ["validate", "main.ts"]);
    expect(ended.stderr).toMatch(/main\.ts: /);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
    expect(ended.exitCode).not.toBe(0);
  });
});
