/** console.table, as Node draws it. */

type Inspect = (value: unknown) => string;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Rows of a table: what stands in the index column, and the cells by column. */
interface Row {
  readonly index: string;
  readonly cells: ReadonlyMap<string, string>;
  /** For what has no columns of its own. */
  readonly value: string | undefined;
}

/** The table's text, or `undefined` for what is no table. @param columns which to show; all where there are none given. */
export function tableText(
  data: unknown,
  columns: readonly string[] | undefined,
  inspect: Inspect,
): string | undefined {
  if (!isObject(data)) return undefined;
  if (data instanceof Map) {
    const body = [...data].map(([key, value], i) => [String(i), inspect(key), inspect(value)]);
    return draw(["(iteration index)", "Key", "Values"], body);
  }
  if (data instanceof Set)
    return draw(
      ["(iteration index)", "Values"],
      [...data].map((value, i) => [String(i), inspect(value)]),
    );
  const rows = Object.keys(data).map((index) =>
    rowOf(index, (data as Readonly<Record<string, unknown>>)[index], columns, inspect),
  );
  // In the order of an object's keys: numbers come first.
  const found = Object.fromEntries(rows.flatMap((row) => [...row.cells.keys()]).map((name) => [name, true]));
  const names = columns ?? Object.keys(found);
  const withValues = columns === undefined && rows.some((row) => row.value !== undefined);
  return draw(
    ["(index)", ...names, ...(withValues ? ["Values"] : [])],
    rows.map((row) => [
      row.index,
      ...names.map((name) => row.cells.get(name) ?? ""),
      ...(withValues ? [row.value ?? ""] : []),
    ]),
  );
}

function rowOf(index: string, item: unknown, columns: readonly string[] | undefined, inspect: Inspect): Row {
  if (!isObject(item)) return { index, cells: new Map(), value: inspect(item) };
  const names = columns ?? Object.keys(item);
  const cells = new Map<string, string>();
  for (const name of names)
    if (Object.hasOwn(item, name))
      cells.set(name, inspect((item as Readonly<Record<string, unknown>>)[name]));
  return { index, cells, value: undefined };
}

function draw(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map(
    (text, i) => Math.max(...[head, ...body].map((row) => (row[i] ?? text).length)) + 2,
  );
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => "─".repeat(width)).join(middle) + right;
  const line = (cells: readonly string[]): string =>
    `│${cells.map((cell, i) => ` ${cell.padEnd((widths[i] ?? 0) - 1)}`).join("│")}│`;
  return [rule("┌", "┬", "┐"), line(head), rule("├", "┼", "┤"), ...body.map(line), rule("└", "┴", "┘")].join(
    "\n",
  );
}
