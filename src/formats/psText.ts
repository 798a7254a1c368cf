import type { PsRow } from "../shared/psRow";

/** As in the analysis layer's ProcessNode. */
interface Tree {
  readonly row: PsRow;
  readonly children: readonly Tree[];
}

const COLUMNS = [
  ["UID", ({ uid }: PsRow) => String(uid)],
  ["PID", ({ pid }: PsRow) => String(pid)],
  ["PPID", ({ ppid }: PsRow) => String(ppid)],
  ["C", ({ c }: PsRow) => String(c)],
  ["STIME", ({ stime }: PsRow) => stime],
  ["TTY", ({ tty }: PsRow) => tty],
  ["TIME", ({ time }: PsRow) => time],
  ["S", ({ state }: PsRow) => state],
  ["NLWP", ({ threads }: PsRow) => String(threads)],
  ["RSS", ({ rss }: PsRow) => String(rss)],
  ["VSZ", ({ vsz }: PsRow) => String(vsz)],
  ["CMD", ({ cmd }: PsRow) => cmd],
] as const;

/** As `ps -ef` prints them, with the state, the number of threads and KiB of memory before the name. */
export function psText(rows: readonly PsRow[]): string {
  const lines = [
    COLUMNS.map(([name]) => name as string),
    ...rows.map((row) => COLUMNS.map(([, of]) => of(row))),
  ];
  const widths = COLUMNS.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? "").length)));
  const last = COLUMNS.length - 1;
  return lines
    .map(
      (line) =>
        `${line.map((cell, at) => (at === last ? cell : cell.padStart(widths[at] ?? 0))).join(" ")}\n`,
    )
    .join("");
}

/** As `pstree -p` shows it, one process a line. */
export function treeText({ row, children }: Tree, indent = ""): string {
  const own = `${indent}${row.cmd}(${row.pid}) ${row.state}\n`;
  return own + children.map((child) => treeText(child, `${indent}  `)).join("");
}
