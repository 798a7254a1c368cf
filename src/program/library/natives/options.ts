/**
 * The object of options of a call, or an empty one.
 * @param known the keys that mean something. @throws TypeError for what is no object, and for other keys
 */
export function optionsOf<const Key extends string>(
  options: unknown,
  call: string,
  known: readonly Key[],
): Readonly<Partial<Record<Key, unknown>>> {
  if (options === undefined) return {} as Readonly<Partial<Record<Key, unknown>>>;
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${call}: the options must be an object`);
  const names: readonly string[] = known;
  for (const key of Object.keys(options))
    if (!names.includes(key))
      throw new TypeError(`${call}: there is no option ${key}: known are ${known.join(", ")}`);
  return options as Readonly<Partial<Record<Key, unknown>>>;
}

/** What is on or off; off if it is not given. @throws TypeError */
export function flagOf(value: unknown, what: string, standard = false): boolean {
  if (value === undefined) return standard;
  if (typeof value === "boolean") return value;
  throw new TypeError(`${what} must be true or false`);
}
