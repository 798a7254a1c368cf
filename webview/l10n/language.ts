import { setLanguage } from "../../src/shared/l10n/language";
import type { Language } from "../../src/shared/l10n/language";

/** Of the page: its `lang`, and the element `l10n`, where there is one: a JSON object from English to that language. */
function ofPage(): Language | undefined {
  if (typeof document === "undefined") return undefined;
  const [locale = "en"] = Intl.getCanonicalLocales(document.documentElement.lang || "en");
  const content = document.getElementById("l10n")?.textContent ?? "";
  const texts = content === "" ? {} : (JSON.parse(content) as Language["texts"]);
  return { locale, texts };
}

const page = ofPage();
if (page !== undefined) setLanguage(page);
