import { encodeUtf8 } from "../shared/utf8";
import { base64 } from "./base64";
import { concatenated } from "./bytes";
import { ENGLISH } from "../shared/l10n/language";
import type { Language } from "../shared/l10n/language";
import { textsElement } from "./textsElement";

/** The bundled viewer: dist/viewer.js and dist/viewer.css. */
export interface Viewer {
  readonly script: string;
  readonly style: string;
}

/** A trace (a .schedtrace file) and what people call it. */
export interface PageTrace {
  readonly bytes: Uint8Array;
  readonly title: string;
}

const TRACE_TYPE = "application/vnd.schedlens.trace";

/** Base64 of the SHA-256 of a text's UTF-8. */
export type Sha256 = (text: string) => Promise<string>;

/**
 * A page that shows a trace by itself: the viewer and the trace are in it, it loads nothing, and its content security policy lets nothing
 * run but the viewer.
 * @param compared another run, to be shown beside it.
 * @throws Error where the viewer's files could not stand inside a page.
 */
export async function htmlPage(
  { bytes, title }: PageTrace,
  { script, style }: Viewer,
  sha256: Sha256,
  language: Language = ENGLISH,
  compared?: PageTrace,
): Promise<Uint8Array> {
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new Error("the viewer has text that ends the element that it is in");
  const policy = [
    "default-src 'none'",
    "img-src data:",
    `style-src 'sha256-${await sha256(style)}'`,
    `script-src 'sha256-${await sha256(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = `<!DOCTYPE html>
<html lang="${escape(language.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
${textsElement(language)}
<script type="${TRACE_TYPE}" id="trace">`;
  const between = `</script>
<script type="${TRACE_TYPE}" id="compared" title="${escape(compared?.title ?? "")}">`;
  const tail = `</script>
<script>${script}</script>
</body>
</html>
`;
  const other = compared ? [encodeUtf8(between), base64(compared.bytes)] : [];
  return concatenated([encodeUtf8(head), base64(bytes), ...other, encodeUtf8(tail)]);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
