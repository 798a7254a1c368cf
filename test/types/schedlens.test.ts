import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = new URL("../../", import.meta.url).pathname;

/** What the compiler says of a project, as an editor with strict settings would show it. */
function check(config: string): string[] {
  const path = `${ROOT}${config}`;
  const read = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
  const parsed = ts.parseJsonConfigFileContent(read.config, ts.sys, path.replace(/[^/]*$/, ""));
  const program = ts.createProgram(parsed.fileNames, { ...parsed.options, skipLibCheck: false });
  return ts.getPreEmitDiagnostics(program).map((each) => {
    const text = ts.flattenDiagnosticMessageText(each.messageText, "\n");
    if (each.file === undefined || each.start === undefined) return text;
    const { line } = each.file.getLineAndCharacterOfPosition(each.start);
    return `${each.file.fileName.slice(ROOT.length)}:${line + 1}: ${text}`;
  });
}

test("the module's types accept right programs and reject wrong ones", () => {
  expect(check("test/fixtures/types/tsconfig.json")).toEqual([]);
});

test("the examples have no type errors", () => {
  expect(check("examples/tsconfig.json")).toEqual([]);
});

test("the ported oracles have no type errors", () => {
  expect(check("test/oracles/go/ports/tsconfig.json")).toEqual([]);
});
