import type { Rgb } from "../theme/color";

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Writes SVG: elements with their attributes, everything escaped, numbers with at most two digits. */
export class SvgWriter {
  private readonly parts: string[] = [];

  /** An element without content. */
  add(tag: string, attributes: Attributes): void {
    this.parts.push(`<${tag}${attributesText(attributes)}/>`);
  }

  text(x: number, y: number, content: string, attributes: Attributes): void {
    if (content !== "")
      this.parts.push(`<text${attributesText({ x, y, ...attributes })}>${escapeXml(content)}</text>`);
  }

  /** An element whose content is what `write` adds. */
  group(tag: string, attributes: Attributes, write: () => void): void {
    this.parts.push(`<${tag}${attributesText(attributes)}>`);
    write();
    this.parts.push(`</${tag}>`);
  }

  /** An element that holds a text for people who do not see the picture. */
  describe(tag: "title" | "desc", content: string): void {
    this.parts.push(`<${tag}>${escapeXml(content)}</${tag}>`);
  }

  toString(): string {
    return this.parts.join("\n");
  }
}

function attributesText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => {
      if (value === undefined) return "";
      return ` ${name}="${typeof value === "number" ? round(value) : escapeXml(value)}"`;
    })
    .join("");
}

/** At most two digits behind the point. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** As text or in an attribute. What XML 1.0 has no place for, such as control characters and halves of characters, becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function hex({ r, g, b }: Rgb): string {
  return `#${[r, g, b].map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
