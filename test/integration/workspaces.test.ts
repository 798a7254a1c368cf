import assert from "node:assert/strict";
import * as vscode from "vscode";
import { MemoryFiles } from "./memoryFiles";
import { api, file, lensesWith, open, outputOf, simulate, test } from "./harness";

test("several roots: a JavaScript program in the second one", async () => {
  assert.equal(vscode.workspace.workspaceFolders?.length, 3);
  await open(file("second/src/plain.js"));
  const run = await simulate(file("second/src/plain.js"));
  assert.equal(run.status.kind, "ready", JSON.stringify(run.status));
  assert.match(await outputOf(run), /hello from JavaScript/);
});

test("a virtual file system: lens, imports, run", async () => {
  await api();
  const files = new MemoryFiles(
    new Map([
      [
        "/a folder/main.ts",
        'import { twice } from "./lib/twice";\n/** @simulate */\nexport function main() {\n  console.log(twice(21));\n}\n',
      ],
      ["/a folder/lib/twice.ts", "export const twice = (n: number): number => 2 * n;\n"],
    ]),
  );
  const registration = vscode.workspace.registerFileSystemProvider("memory-workspace", files, {
    isReadonly: true,
  });
  try {
    const uri = vscode.Uri.from({ scheme: "memory-workspace", authority: "host", path: "/a folder/main.ts" });
    await open(uri);
    assert.equal((await lensesWith(uri, "Simulate scheduling")).length, 1);
    const run = await simulate(uri);
    assert.equal(run.status.kind, "ready", JSON.stringify(run.status));
    assert.match(await outputOf(run), /^42$/m);
  } finally {
    registration.dispose();
  }
});
