/** A language for people, with the texts that it has for the English ones. */
export interface Language {
  /** BCP 47. */
  readonly locale: string;
  /** From English to that language. What is not in it stays English. */
  readonly texts: Readonly<Record<string, string>>;
}

export const ENGLISH: Language = { locale: "en", texts: {} };

let spoken = ENGLISH;

/** In which texts for people are written in this thread: English until another one is set. */
export function language(): Language {
  return spoken;
}

/**
 * Sets the language of this thread. A page does before anything else of it is loaded; a worker when it is told, so that what runs there may
 * not keep texts that are made while its modules are loaded.
 */
export function setLanguage(language: Language): void {
  spoken = language;
}

/** Does `work` in a language: what it makes must not be made only later. */
export function speaking<Result>(language: Language, work: () => Result): Result {
  const before = spoken;
  spoken = language;
  try {
    return work();
  } finally {
    spoken = before;
  }
}
