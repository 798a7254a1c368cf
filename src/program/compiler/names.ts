/** Name under which the home object of `super`, for a class the class itself, is declared: no identifier looks like it. */
export const HOME = "%home";
/** Name under which the object of a namespace is declared. */
export const HOLDER = "%namespace";

/** Words that cannot name a function expression in strict code. */
const RESERVED = new Set(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function if import in
  instanceof new null return super switch this throw true try typeof var void while with yield let static implements interface package
  private protected public await async eval arguments undefined NaN Infinity`.split(/\s+/),
);

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}\u200c\u200d]*$/u;

/** Whether emitted code may use the name as it is: our own names all begin with `$`. */
export function isPlainName(name: string): boolean {
  return IDENTIFIER.test(name) && !RESERVED.has(name);
}

/** Whether the name can follow a dot. */
function isPropertyName(name: string): boolean {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$\u200c\u200d]*$/u.test(name);
}

/** `object.name`, or `object["na-me"]`. */
export function member(object: string, name: string): string {
  // A number's point would be read as a decimal one.
  if (/^[\d.]/.test(object)) return member(`(${object})`, name);
  return isPropertyName(name) ? `${object}.${name}` : `${object}[${quote(name)}]`;
}

/** A key of an object literal. */
export function literalKey(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : isPropertyName(name) ? name : quote(name);
}

/** JavaScript text of a string. */
export function quote(text: string): string {
  return JSON.stringify(text)
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

/** A variable of emitted code: unique by number, readable by name. */
export function localName(name: string, id: number): string {
  return `${name.replace(/[^\p{ID_Continue}]/gu, "_").replace(/^(?=\d)/, "_")}$${id}`;
}
