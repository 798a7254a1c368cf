/** `G4`, `G4 and G5`, `G4, G5 and 7 more`: at most `max` by name. */
export function listed(names: readonly string[], max = 4): string {
  if (names.length > max) return `${names.slice(0, max - 1).join(", ")} and ${names.length - max + 1} more`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** `1 goroutine`, `3 goroutines`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `1st`, `2nd`, `13th`. */
export function ordinal(n: number): string {
  const tens = n % 100;
  const suffix = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${suffix}`;
}
