import { describe, expect, it } from "vitest";
import {
  collectFiles,
  importCandidates,
  importKey,
  joinUri,
} from "../../src/program/annotations/collectFiles";

async function collect(files: Record<string, string>, root: string | undefined = "file:///w") {
  const reads: string[] = [];
  const collected = await collectFiles("file:///w/a.ts", files["file:///w/a.ts"] ?? "", {
    root,
    read: (uri) => {
      reads.push(uri);
      return Promise.resolve(files[uri]);
    },
  });
  return {
    uris: [...collected.files.keys()],
    resolved: collected.resolved,
    reads,
    problems: collected.diagnostics.map(
      (each) => `${each.line}:${each.column}-${each.endColumn} ${each.message}`,
    ),
  };
}

describe("imports of a program", () => {
  it("joins URIs and plain paths", () => {
    expect(joinUri("vscode-vfs://github/me/r/src/a.ts", "../lib/b")).toBe("vscode-vfs://github/me/r/lib/b");
    expect(joinUri("src/a.ts", "./b c")).toBe("src/b c");
    expect(joinUri("file:///w/a.ts", "./b c")).toBe("file:///w/b%20c");
  });

  it("tries what bundlers try, in their order", () => {
    expect(importCandidates("./x.js", "w/a.ts").slice(0, 2)).toEqual(["w/x.js", "w/x.ts"]);
    expect(importCandidates("./x", "w/a.ts")[0]).toBe("w/x.ts");
    expect(importCandidates("./dir", "w/a.ts")).toContain("w/dir/index.ts");
  });

  it("follows imports and exports from, cycles too, and reads each file once", async () => {
    const { uris, problems, reads } = await collect({
      "file:///w/a.ts":
        'import { go } from "schedlens";\nimport { b } from "./b.js";\nexport * from "./dir";\nimport type { T } from "./types";',
      "file:///w/b.ts": 'import "./a";',
      "file:///w/dir/index.ts": "export {};",
    });
    expect(problems).toEqual([]);
    expect(uris).toEqual(["file:///w/a.ts", "file:///w/b.ts", "file:///w/dir/index.ts"]);
    expect(reads.filter((uri) => uri.endsWith("a.ts"))).toEqual([]);
  });

  it("says which file each import is", async () => {
    const { resolved } = await collect({ "file:///w/a.ts": 'import "./b";', "file:///w/b.mts": "" });
    expect(resolved.get(importKey("file:///w/a.ts", "./b"))).toBe("file:///w/b.mts");
  });

  it("reports each import that cannot be had, on its specifier", async () => {
    const { problems } = await collect({
      "file:///w/a.ts": 'import "./no";\nimport fs from "node:fs";\nimport "schedlense";\nimport "../../x";',
    });
    expect(problems).toEqual([
      '1:8-14 cannot find "./no": there is no such TypeScript or JavaScript file beside a.ts',
      '2:16-25 cannot import "node:fs": only "schedlens" and files of this folder (./x, ../x) can be simulated. For a function that needs it, use @mock',
      '3:8-20 cannot import "schedlense": did you mean "schedlens"?',
      '4:8-17 cannot import "../../x": it is outside of the folder file:///w',
    ]);
  });

  it("gives an unsaved file no relative imports", async () => {
    const { problems } = await collectFiles("untitled:Untitled-1", 'import "./b";', {
      root: undefined,
      read: () => Promise.resolve(undefined),
    }).then((all) => ({
      problems: all.diagnostics.map((each) => each.message),
    }));
    expect(problems).toEqual(['cannot import "./b" from an unsaved file: save it first']);
  });
});
