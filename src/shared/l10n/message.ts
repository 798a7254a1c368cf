/**
 * Fills a message: `{0}` stands for the first value, and `{0, plural, one {# lane} other {# lanes}}` for the branch of the count's plural
 * category in the language, or of exactly that count (`=0 {none}`); `#` in it is the count (a part of ICU MessageFormat).
 * @param count how a number is written.
 * @returns texts and, in their places, the values that are neither text nor number.
 */
export function fillMessage<Value>(
  message: string,
  values: readonly (Value | string | number)[],
  locale: string,
  count: (value: number) => string,
): (Value | string)[] {
  const parts: (Value | string)[] = [];
  const write = (text: string): void => {
    const last = parts.length - 1;
    const before = parts[last];
    if (typeof before === "string") parts[last] = before + text;
    else parts.push(text);
  };
  let at = 0;
  for (const place of placesOf(message)) {
    write(message.slice(at, place.start));
    at = place.end;
    const value = values[place.index];
    if (value === undefined) write(message.slice(place.start, place.end));
    else if (place.branches === undefined) {
      if (typeof value === "object") parts.push(value);
      else write(typeof value === "number" ? count(value) : String(value));
    } else {
      const n = Number(value);
      const branch =
        place.branches.get(`=${n}`) ??
        place.branches.get(new Intl.PluralRules(locale).select(n)) ??
        place.branches.get("other") ??
        "#";
      write(branch.replaceAll("#", count(n)));
    }
  }
  write(message.slice(at));
  return parts;
}

interface PlaceInMessage {
  readonly start: number;
  readonly end: number;
  readonly index: number;
  readonly branches: ReadonlyMap<string, string> | undefined;
}

function placesOf(message: string): PlaceInMessage[] {
  return [...message.matchAll(/\{(\d+)(?:, plural,((?: *(?:=\d+|[a-z]+) \{[^{}]*\})+))?\}/g)].map((match) => {
    const [whole, index = "", branches] = match;
    return {
      start: match.index,
      end: match.index + whole.length,
      index: Number(index),
      branches:
        branches === undefined
          ? undefined
          : new Map(
              [...branches.matchAll(/(=\d+|[a-z]+) \{([^{}]*)\}/g)].map(([, name = "", text = ""]) => [
                name,
                text,
              ]),
            ),
    };
  });
}
