type Listener = (event: Event) => void;
type Attribute = string | number | boolean | undefined | Listener;
export type Child = Node | string | undefined;

const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element. Functions become listeners (`onclick`), `true` an empty attribute, `false` and `undefined` nothing.
 * Text is always text: nothing is parsed as HTML, so nothing that a program prints can become markup.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  decorate(element, attributes, children);
  return element;
}

/** Makes an SVG element: like `h`. */
export function s<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS(SVG, tag);
  decorate(element, attributes, children);
  return element;
}

function decorate(
  element: Element,
  attributes: Readonly<Record<string, Attribute>>,
  children: readonly Child[],
): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== undefined) element.append(child);
}

/** Sets a text only where it differs, so that nothing is laid out anew and screen readers are not disturbed. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets an attribute only where it differs. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
