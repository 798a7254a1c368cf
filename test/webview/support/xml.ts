/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Of itself, without that of its children. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** Itself and all below it. */
  all(): XmlElement[];
}

const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const TOKEN = /<\?xml [^?]*\?>|<(\/)?([A-Za-z][\w.-]*)((?:\s+[A-Za-z_][\w:.-]*="[^"<]*")*)\s*(\/)?>|([^<]+)/y;

/** Reads well-formed XML without namespaces, comments and sections. @throws Error for anything else. */
export function parseXml(document: string): XmlElement {
  const bad = FORBIDDEN.exec(document);
  if (bad !== null) throw new Error(`a character that XML has no place for at ${bad.index}`);
  const open: { name: string; attributes: Map<string, string>; text: string; children: XmlElement[] }[] = [
    { name: "", attributes: new Map(), text: "", children: [] },
  ];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(document);
    if (match === null) throw new Error(`no XML at ${at}: ${document.slice(at, at + 60)}`);
    const [, closing, name, attributes = "", empty, text] = match;
    const top = open.at(-1);
    if (top === undefined) throw new Error("more ends than beginnings");
    if (text !== undefined) top.text += decode(text);
    else if (name === undefined) continue;
    else if (closing === undefined) {
      const all = new Map<string, string>();
      for (const [, key = "", value = ""] of attributes.matchAll(/([A-Za-z_][\w:.-]*)="([^"]*)"/g)) {
        if (all.has(key)) throw new Error(`${key} twice`);
        all.set(key, decode(value));
      }
      open.push({ name, attributes: all, text: "", children: [] });
      if (empty !== undefined) close(open, name);
    } else close(open, name);
  }
  const [root] = open[0]?.children ?? [];
  if (open.length !== 1 || root === undefined || open[0]?.children.length !== 1)
    throw new Error("no single root");
  return root;
}

function close(
  open: { name: string; attributes: Map<string, string>; text: string; children: XmlElement[] }[],
  name: string,
): void {
  const element = open.pop();
  if (element?.name !== name) throw new Error(`</${name}> ends ${element?.name ?? "nothing"}`);
  open.at(-1)?.children.push({
    ...element,
    all(): XmlElement[] {
      return [this, ...this.children.flatMap((child) => child.all())];
    },
  });
}

function decode(text: string): string {
  const rest = text.replace(/&#(\d+);/g, "");
  if (/&/.test(rest)) throw new Error(`an ampersand that is no reference: ${text}`);
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
