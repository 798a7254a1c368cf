import type { Language } from "../shared/l10n/language";

/**
 * The element of a page from which the viewer takes its texts in the person's language (webview/l10n/language.ts); nothing where they are
 * the English ones. It holds data, which a content security policy does not concern.
 */
export function textsElement({ texts }: Language): string {
  if (Object.keys(texts).length === 0) return "";
  const data = JSON.stringify(texts).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="l10n">${data}</script>`;
}
