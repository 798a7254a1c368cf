import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { bundleRealm } from "../helpers/bundleRealm";
import { Executor } from "./execute";
import { readMetadata } from "./metadata";
import { Report } from "./report";
import { Suite } from "./suite";
import { UNDECLARED, UNSUPPORTED } from "./unsupported";
import type { Verdict } from "./verdict";

const suite = new Suite(fileURLToPath(new URL("fixtures", import.meta.url)));
const executor = new Executor(suite, await bundleRealm(join(process.cwd(), "test", "test262", "realm.ts")));

const EXPECTED: Readonly<Record<string, Verdict>> = {
  "async-fails": { kind: "fail", why: "late" },
  "async-forgets": { kind: "fail", why: "$DONE was called 0 times" },
  async: { kind: "pass" },
  changes: { kind: "skip", why: "changing built-in objects: they are the same for everything that runs" },
  fails: { kind: "fail", why: "Test262Error: one is two" },
  "from-text": { kind: "skip", why: "code from text: all code is compiled before the program runs" },
  "module-missing": { kind: "pass" },
  module: { kind: "pass" },
  "negative-missing": { kind: "fail", why: "no error of phase parse" },
  "negative-parse": { kind: "pass" },
  "negative-runtime": { kind: "pass" },
  passes: { kind: "pass" },
  sloppy: { kind: "skip", why: "sloppy mode: a program is a module, and modules are strict" },
  undeclared: { kind: "skip", why: UNDECLARED },
};

describe("a runner of tests in the format of the standard's suite", () => {
  test("finds the tests below a folder, without the modules that they import", () => {
    expect(suite.tests(["language"])).toEqual(Object.keys(EXPECTED).map((name) => `language/own/${name}.js`));
  });

  for (const [name, verdict] of Object.entries(EXPECTED))
    test(`${name}: ${verdict.kind}`, () => {
      expect(executor.execute(`language/own/${name}.js`)).toEqual(verdict);
    });

  test("knows whether the host fails a test, too", async () => {
    const paths = ["passes", "async", "fails", "async-fails", "negative-runtime"];
    const failing = await Promise.all(paths.map((name) => executor.hostFails(`language/own/${name}.js`)));
    expect(failing).toEqual([false, false, true, true, false]);
  });

  test("reads both forms of lists", () => {
    const { flags, features } = readMetadata(
      "/*---\nflags: [async, module]\nfeatures:\n  - Map\n  - Set\n---*/",
    );
    expect({ flags, features }).toEqual({ flags: ["async", "module"], features: ["Map", "Set"] });
  });

  test("counts by directory", () => {
    const report = new Report();
    report.add("language/own/deep/a.js", { kind: "pass" });
    report.add("language/own/b.js", { kind: "fail", why: "" });
    report.add("language/own/c.js", { kind: "skip", why: "sloppy" });
    expect(report.rate).toBe(0.5);
    expect(report.lines().map((line) => line.split(/\s+/))).toContainEqual([
      "language/own",
      "1",
      "1",
      "1",
      "50.0",
      "%",
    ]);
  });
});

test("every reason of the list says something", () => {
  const { flags, features, includes, paths, texts } = UNSUPPORTED;
  const reasons = [flags, features, includes, paths].flatMap((each) => Object.values(each));
  for (const reason of [...reasons, ...texts.map(([, each]) => each)]) expect(reason).toMatch(/\w{4}/);
});
