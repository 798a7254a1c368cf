/**
 * The element of a page from which the viewer takes its texts in the person's language (webview/l10n/language.ts); nothing where they are
 * the English ones. It holds data, which a content security policy does not concern.
 * @param texts by the English ones.
 */
export function textsElement(texts: Readonly<Record<string, string>> | undefined): string {
  if (texts === undefined) return "";
  const data = JSON.stringify(texts).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="l10n">${data}</script>`;
}
