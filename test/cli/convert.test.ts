import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeBase64 } from "../../viewer/decodeBase64";
import { CommandLine } from "../badinput/commandLine";
import { transitionCounts } from "../formats/support/goTraceCounts";
import { readPerfetto } from "../formats/support/perfettoTrace";
import { readGoTrace } from "../formats/support/goTraceOrder";

/** `convert`, and the formats of `run --trace`, through the command line as it is bundled. */

const MAIN = `import { chan, go } from "schedlens";
/** @simulate */
export function main() {
  const c = chan<number>();
  go(() => { c.send(1); });
  console.log(c.recv());
}
`;

let cli: CommandLine;
let folder: string;
beforeAll(async () => {
  cli = await CommandLine.make();
  folder = await mkdtemp(join(tmpdir(), "schedlens-traces-"));
  await cli.run({ "main.ts": MAIN }, ["run", "main.ts", "--trace", at("run.schedtrace")]);
});
afterAll(async () => {
  await cli.dispose();
  await rm(folder, { recursive: true });
});

function at(name: string): string {
  return join(folder, name);
}

/** Runs the command line without a program. */
function schedlens(...args: readonly string[]): ReturnType<CommandLine["run"]> {
  return cli.run({}, args);
}

test("a run and a conversion of its trace give the same Go execution trace", async () => {
  const ran = await cli.run({ "main.ts": MAIN }, [
    "run",
    "main.ts",
    "--trace",
    at("run.go"),
    "--format",
    "go",
  ]);
  expect(ran).toEqual({ exitCode: 0, stdout: "1\n", stderr: "" });
  const converted = await schedlens("convert", at("run.schedtrace"), "--to", "go", "-o", at("converted.go"));
  expect(converted).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  const bytes = await readFile(at("converted.go"));
  expect(bytes.equals(await readFile(at("run.go")))).toBe(true);
  const counts = transitionCounts(readGoTrace(new Uint8Array(bytes)), "G");
  expect(counts["Running->Waiting (chan receive)"]).toBe(1);
});

test("a trace converted for other viewers is a file of theirs", async () => {
  const chrome = await schedlens("convert", at("run.schedtrace"), "--to", "chrome");
  expect(JSON.parse(chrome.stdout)).toMatchObject({ displayTimeUnit: "ns" });
  await schedlens("convert", at("run.schedtrace"), "--to", "perfetto", "-o", at("run.pftrace"));
  const tracks = readPerfetto(new Uint8Array(await readFile(at("run.pftrace"))));
  expect(tracks.map(({ name }) => name)).toContain("G1 main");
});

test("a trace converted to its own format is the same file", async () => {
  await schedlens("convert", at("run.schedtrace"), "--to", "schedtrace", "-o", at("again.schedtrace"));
  const again = await readFile(at("again.schedtrace"));
  expect(again.equals(await readFile(at("run.schedtrace")))).toBe(true);
});

test("spans and stats, to standard output", async () => {
  const spans = await schedlens("convert", at("run.schedtrace"), "--to", "spans");
  expect(spans.stdout.split("\n")[0]).toBe("lane,entity,state,start_ns,end_ns");
  const stats = await schedlens("convert", at("run.schedtrace"), "--to", "stats", "-o", "-");
  expect(JSON.parse(stats.stdout)).toBeTypeOf("object");
});

test("a page with the viewer, the trace and a policy that lets nothing else run", async () => {
  await cli.addViewer();
  const made = await schedlens("convert", at("run.schedtrace"), "--to", "html", "-o", at("run.html"));
  expect(made).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  const page = await readFile(at("run.html"), "utf8");
  expect(page).toContain("<title>main · run.schedtrace</title>");
  const trace = /<script type="application\/vnd.schedlens.trace" id="trace">([^<]*)<\/script>/.exec(
    page,
  )?.[1];
  expect(decodeBase64(trace ?? "")).toEqual(new Uint8Array(await readFile(at("run.schedtrace"))));
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
  const hashOf = (element: string): string => {
    const text = new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)?.[1] ?? "";
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    "img-src data:",
    `style-src ${hashOf("style")}`,
    `script-src ${hashOf("script")}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page.match(/<(link|img|iframe)\b|<script[^>]*\bsrc/)).toBeNull();
});

test("a page with another run beside the first", async () => {
  await cli.addViewer();
  await cp(at("run.schedtrace"), at("other.schedtrace"));
  const args = ["convert", at("run.schedtrace"), "--to", "html", "-o", at("pair.html"), "--compare"];
  expect(await schedlens(...args, at("other.schedtrace"))).toMatchObject({ exitCode: 0, stderr: "" });
  const page = await readFile(at("pair.html"), "utf8");
  const trace = / id="compared" title="other\.schedtrace">([^<]*)<\/script>/.exec(page)?.[1];
  expect(decodeBase64(trace ?? "")).toEqual(new Uint8Array(await readFile(at("other.schedtrace"))));
  await writeFile(at("no-trace"), "text");
  const { exitCode, stderr } = await schedlens(...args, at("no-trace"));
  expect(exitCode).toBe(65);
  expect(stderr).toMatch(/no-trace: /);
});

describe("wrong use says what is wrong", () => {
  test.each([
    [
      "a run beside what is no page",
      ["convert", "x", "--to", "go", "--compare", "y"],
      /--compare is for --to html/,
    ],
    ["no trace", ["convert", "--to", "go"], /convert takes one TRACE/],
    ["no format", ["convert", "x"], /convert needs --to schedtrace\|go\|spans\|stats/],
    [
      "a format that there is not",
      ["convert", "x", "--to", "pprof"],
      /there is no format "pprof", only schedtrace, go, spans, stats, perfetto, chrome, html/,
    ],
    ["a trace that there is not", ["convert", "x", "--to", "go"], /cannot read x/],
    [
      "a folder that there is not",
      ["convert", "x", "--to", "go", "-o", "no/where"],
      /cannot write no\/where/,
    ],
    ["an empty name", ["convert", "x", "--to", "go", "-o", ""], /OUT is empty/],
    ["a format of a run without a trace", ["run", "main.ts", "--format", "go"], /add --trace/],
    [
      "a format of a run that there is not",
      ["run", "main.ts", "--trace", "-", "--format", "stats"],
      /only schedtrace, go/,
    ],
  ] as const)("%s", async (_, args, why) => {
    const { exitCode, stdout, stderr } = await schedlens(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: "" });
    expect(stderr.split("\n")[0]).toMatch(why);
  });

  test("a file that is no trace", async () => {
    await writeFile(at("text"), "text");
    const { exitCode, stderr } = await schedlens("convert", at("text"), "--to", "go");
    expect(exitCode).toBe(65);
    expect(stderr).toMatch(/^schedlens: .*text: not a .schedtrace file.*\n$/);
  });

  test("a run that the format cannot hold", async () => {
    const none = await cli.run({ "main.ts": MAIN }, [
      "run",
      "main.ts",
      "--events",
      "none",
      "--trace",
      "-",
      "--format",
      "go",
    ]);
    expect(none.exitCode).toBe(65);
    expect(none.stderr).toMatch(/^schedlens: a Go execution trace shows scheduling, .*events=none.*\n$/m);
  });
});

test("a switch may leave its value out", async () => {
  for (const given of [["--gc"], ["--gc", "on"], ["--gc=off"]]) {
    const ended = await cli.run({ "main.ts": MAIN }, ["run", ...given, "main.ts"]);
    expect(ended).toEqual({ exitCode: 0, stdout: "1\n", stderr: "" });
  }
  const wrong = await cli.run({ "main.ts": MAIN }, ["run", "--gc=maybe", "main.ts"]);
  expect(wrong.exitCode).toBe(64);
});

test("a Go execution trace is of the program's own process, and who is left out is said", async () => {
  const forking = `import { os } from "schedlens";
/** @simulate */
export function main() {
  if (os.fork() === 0) os.exit(0);
  os.wait();
}
`;
  const ran = await cli.run({ "main.ts": forking }, [
    "run",
    "main.ts",
    "--trace",
    at("fork.go"),
    "--format",
    "go",
  ]);
  expect(ran).toEqual({
    exitCode: 0,
    stdout: "",
    stderr:
      "schedlens: a Go execution trace is of one process, the program's own: the other process is left out\n",
  });
  const created = transitionCounts(readGoTrace(new Uint8Array(await readFile(at("fork.go")))), "G");
  expect(created["NotExist->Runnable"]).toBe(5);
});
