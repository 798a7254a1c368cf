/**
 * The functions that stand in place of built-ins to check what they are asked to do (guards.ts). Whoever knows built-ins by their
 * identity has to know these, too: a program that runs in a hardened realm meets no others.
 */

const originals = new Map<unknown, unknown>();

export function addGuard(guard: unknown, original: unknown): void {
  originals.set(guard, original);
}

/** The built-in that a function stands in place of, or the function itself. */
export function builtinBehind(fn: unknown): unknown {
  return originals.get(fn) ?? fn;
}

/** A table by built-in functions, with what it says of each said of the function in its place as well. */
export function withGuards<V>(table: ReadonlyMap<unknown, V>): Map<unknown, V> {
  const all = new Map(table);
  for (const [guard, original] of originals) {
    const found = table.get(original);
    if (found !== undefined) all.set(guard, found);
  }
  return all;
}
