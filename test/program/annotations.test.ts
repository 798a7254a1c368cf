import { describe, expect, it } from "vitest";
import { readAnnotations } from "../../src/program/annotations/readAnnotations";
import { scanText } from "../../src/program/annotations/scan";

function read(comment: string) {
  const { annotations, problems } = readAnnotations(comment, 0);
  return {
    annotations,
    problems: problems.map((each) => [comment.slice(each.start, each.end), each.message] as const),
  };
}

function scan(text: string) {
  const { entries, diagnostics } = scanText(text, "a.ts");
  return {
    entries: entries.map((each) => [each.name, each.line]),
    problems: diagnostics.map((each) => `${each.line}:${each.column}-${each.endColumn} ${each.message}`),
  };
}

describe("tags of one comment", () => {
  it("reads every tag, several on a line", () => {
    const { annotations, problems } = read("/** @io network 30ms  @mock {id: 1} */");
    expect(problems).toEqual([]);
    expect(annotations?.effects).toEqual([{ kind: "network", ns: 30e6 }]);
    expect(annotations?.mock?.text).toBe("{id: 1}");
  });

  it("knows where a mock over several lines begins, without its stars", () => {
    const comment = "/**\n * @cpu 1.5us\n * @mock [\n *   1,\n * ]\n */";
    const { annotations } = read(comment);
    expect(comment.slice(annotations?.mock?.offset).startsWith("[")).toBe(true);
    expect(annotations?.mock?.text.replace(/\s+/g, "")).toBe("[1,]");
  });

  it("does not take an @ in a string of a mock for a tag", () => {
    expect(read('/** @syscall 5us @mock "me @cpu home" */').annotations?.mock?.text).toBe('"me @cpu home"');
  });

  it("keeps the order of effects", () => {
    expect(
      read("/** @cpu 1ms @io disk 2ms @syscall 3ms */").annotations?.effects.map((effect) => effect.kind),
    ).toEqual(["cpu", "disk", "syscall"]);
  });

  it.each([
    ["/** @simulate cores=0 */", "0", 'cores must be a whole number from 1 to 256, not "0"'],
    ["/** @simulate cores=many */", "many", 'cores must be a whole number from 1 to 256, not "many"'],
    ["/** @simulate coers=2 */", "coers", 'unknown key "coers": did you mean "cores"?'],
    ["/** @simulate fast */", "fast", 'expected key=value, found "fast"'],
    [
      "/** @simulate events=last */",
      "last",
      'events must be all, none, or last:N with N from 1 to 50000000, not "last"',
    ],
    [
      "/** @simulate events=last:0 */",
      "last:0",
      'events must be all, none, or last:N with N from 1 to 50000000, not "last:0"',
    ],
    ["/** @simulate steps=-1 */", "-1", 'steps must be a whole number from 1 to 9007199254740991, not "-1"'],
    ["/** @simulate cores=1 cores=2 */", "cores=2", "cores is given twice"],
    [
      "/** @simulate limit=5 */",
      "5",
      'limit must be a duration above zero such as 250ns, 10us, 3ms or 1.5s, not "5"',
    ],
    ["/** @cpu */", "@cpu", "@cpu needs a duration, as in @cpu 3ms"],
    ["/** @cpu soon */", "soon", '"soon" is no duration: write it like 250ns, 10us, 3ms or 1.5s'],
    [
      "/** @io tape 3ms */",
      "tape",
      "@io needs a device, network or disk, and a duration, as in @io network 30ms",
    ],
    ["/** @mock 5 */", "@mock", "@mock goes with @cpu, @io or @syscall: say what the call costs"],
    ["/** @gorutine */", "@gorutine", "unknown tag @gorutine: did you mean @goroutine?"],
    [
      "/** @simulate\n * @frobnicate */",
      "@frobnicate",
      "unknown tag @frobnicate: known are @simulate, @goroutine, @thread, @process, @cpu, @io, @syscall, @mock",
    ],
    ["/** @goroutine\n * @goroutine */", "@goroutine", "@goroutine stands here twice: remove one"],
  ])("%s", (comment, range, message) => {
    expect(read(comment).problems).toEqual([[range, message]]);
  });

  it("leaves other people's tags and prose alone", () => {
    expect(read("/** Sends to joe@cpu.example. @param n the number\n * @returns it @see io */")).toEqual({
      annotations: undefined,
      problems: [],
    });
    expect(read("/* @simulate */").annotations).toBeUndefined();
  });
});

describe("a file's entry points and problems", () => {
  it("finds entries of every form", () => {
    const { entries, problems } = scan(
      "/** @simulate */\nexport function a() {}\n/** @simulate cores=2 */\nfunction b(x = 1, ...rest) {}\n/** @simulate */\nexport const c = () => {};\n/** @simulate */\nexport default function () {}",
    );
    expect(problems).toEqual([]);
    expect(entries).toEqual([
      ["a", 2],
      ["b", 4],
      ["c", 6],
      ["default", 8],
    ]);
  });

  it("refuses an entry with required parameters, at the parameter", () => {
    expect(scan("/** @simulate */\nfunction main(n: number) {}")).toEqual({
      entries: [],
      problems: [
        "2:15-24 the entry function main has a required parameter: give it a default value or remove it",
      ],
    });
  });

  it("refuses an entry that is not at the top level", () => {
    expect(scan("function f() {\n  /** @simulate */\n  function g() {}\n}").problems).toEqual([
      "2:7-16 @simulate stands on a function that is not at the top level of the file: move it there",
    ]);
  });

  it("reports tags that stand on nothing", () => {
    expect(scan("/** @cpu 3ms */\nconst n = 3;").problems).toEqual([
      "1:5-9 @cpu means nothing here: it belongs directly before a function or method",
    ]);
  });

  it("reads tags on methods and object members", () => {
    expect(
      scan("class A {\n  /** @cpu 3ms */\n  run() {}\n}\nconst o = {\n  /** @goroutine */\n  f() {},\n};")
        .problems,
    ).toEqual([]);
  });

  it("reports a mock that is no expression at its place", () => {
    const [problem] = scan("/** @cpu 3ms @mock {id: */\nfunction f() {}").problems;
    expect(problem).toMatch(/^1:\d+-\d+ @mock: not an expression: /);
  });

  it("keeps its lenses while the file is half-written", () => {
    const { entries, problems } = scan("/** @simulate */\nfunction main() {\n  const x = ;\n}\n");
    expect(entries).toEqual([["main", 2]]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^3:13-\d+ syntax error: /);
  });

  it("says where a text cannot be parsed at all", () => {
    expect(scan("function (").problems[0]).toMatch(/^1:\d+-\d+ syntax error: /);
  });
});
