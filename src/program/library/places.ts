import type { LogTables } from "../../shared/log/tables";

/**
 * How stacks of errors call a place: `file:line:column`, the file as seen from the folder of the program's own, so that it is the same on
 * every machine. `undefined` for what is not the program's.
 */
export function placesOf(
  tables: Pick<LogTables, "files" | "locs">,
  entryUri: string,
): (loc: number) => string | undefined {
  return (loc) => {
    const at = tables.locs[loc];
    const uri = at === undefined ? undefined : tables.files[at.file]?.uri;
    if (at === undefined || uri === undefined) return undefined;
    return `${relativePath(entryUri, uri)}:${at.line}:${at.column}`;
  };
}

function relativePath(from: string, to: string): string {
  const start = from.split("/").slice(0, -1);
  const parts = to.split("/");
  let common = 0;
  while (common < start.length && common < parts.length - 1 && start[common] === parts[common]) common++;
  return decodeURI([...start.slice(common).map(() => ".."), ...parts.slice(common)].join("/"));
}
