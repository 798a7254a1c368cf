import assert from "node:assert/strict";
import * as vscode from "vscode";
import { api, file, lensesWith, open, outputOf, simulate, test } from "./harness";

/** A read-only file system in memory, as a virtual workspace has. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(private readonly files: ReadonlyMap<string, string>) {}

  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.text(uri).length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return new TextEncoder().encode(this.text(uri));
  }

  private text(uri: vscode.Uri): string {
    const text = this.files.get(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return text;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}

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
  const registration = vscode.workspace.registerFileSystemProvider("memory", files, { isReadonly: true });
  try {
    const uri = vscode.Uri.from({ scheme: "memory", authority: "host", path: "/a folder/main.ts" });
    await open(uri);
    assert.equal((await lensesWith(uri, "Simulate scheduling")).length, 1);
    const run = await simulate(uri);
    assert.equal(run.status.kind, "ready", JSON.stringify(run.status));
    assert.match(await outputOf(run), /^42$/m);
  } finally {
    registration.dispose();
  }
});
