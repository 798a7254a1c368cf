/** Ends a switch over a union: adding a member without handling it does not compile. */
export function assertUnreachable(value: never): never {
  throw new Error(`unexpected value: ${String(value)}`);
}

/** States an invariant. Throws `Error` with `message` where it does not hold. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`invariant violated: ${message}`);
}

/** The value, or a thrown `Error` where it is absent: for look-ups that cannot miss unless we have a bug. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`invariant violated: no ${what}`);
  return value;
}
