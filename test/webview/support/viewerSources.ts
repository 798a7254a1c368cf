import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../../..");

/** The source files of the panel and of the page that shows it by itself. */
export function viewerSources(): { readonly name: string; readonly source: ts.SourceFile }[] {
  return sourcesIn(["webview", "viewer"]).filter(({ name }) => !/\/(dev|l10n)\//.test(name));
}

/** All source files in some folders of the project. */
export function sourcesIn(
  folders: readonly string[],
): { readonly name: string; readonly source: ts.SourceFile }[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter((name) => /\.ts$/.test(name))
    .map((name) => {
      const text = readFileSync(join(root, name), "utf8");
      return { name, source: ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true) };
    });
}
