/** The language of the page, with the texts that it has for the English ones. */
export interface Language {
  /** BCP 47. */
  readonly locale: string;
  readonly texts: Readonly<Record<string, string>>;
}

/** Of the page: its `lang`, and the element `l10n`, where there is one: a JSON object from English to that language. */
function ofPage(): Language {
  if (typeof document === "undefined") return { locale: "en", texts: {} };
  const [locale = "en"] = Intl.getCanonicalLocales(document.documentElement.lang || "en");
  const content = document.getElementById("l10n")?.textContent ?? "";
  if (content === "") return { locale, texts: {} };
  const texts = JSON.parse(content) as Readonly<Record<string, string>>;
  return { locale, texts };
}

export const LANGUAGE: Language = ofPage();
