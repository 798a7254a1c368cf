import ts from "typescript";

/** Attributes and properties that people read. */
const READ = new Set(
  "title label aria-label aria-roledescription aria-valuetext placeholder empty text textContent readout detail caption note".split(
    " ",
  ),
);
/** Attributes, properties and variables that hold no text for people. */
const NOT_READ = new Set(
  "class className d viewBox role id type name points transform href rowClass key font anchor".split(" "),
);
const NOT_READ_CALLS =
  /(^|\.)(querySelector|querySelectorAll|closest|addEventListener|removeEventListener|add|remove|toggle|setProperty|removeProperty|getElementById|getPropertyValue|matchMedia|getContext|createElement|createElementNS|includes|startsWith|read|color|state|set|get|has|hasOwn|query)$/;
/** Two words with a space between them. */
const SENTENCE = /[\p{L}\d)’'"]{2,},?:?[ ]+[\p{L}@“(]{2,}/u;
/** A word as the beginning of a text. */
const WORD = /^\p{Lu}\p{Ll}{2,}/u;
/** Names of keys, and of types of events and objects of the browser. */
const NAMES = new Set(
  "Enter Escape ArrowLeft ArrowRight ArrowUp ArrowDown PageUp PageDown Home End Shift Wheel Drag Esc".split(
    " ",
  ),
);

/** A text in the source, with `0`, `1` … for the values of a template. */
export interface VisibleText {
  readonly node: ts.StringLiteralLike | ts.TemplateExpression;
  readonly text: string;
}

/** The texts of a file of the panel that people can read and that are not translated. */
export function untranslatedTexts(source: ts.SourceFile): VisibleText[] {
  const found: VisibleText[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && isVisible(node, text)) found.push(text);
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/** The messages that a file has translated: what its calls of `t` and `tParts` begin with. */
export function translatedTexts(
  source: ts.SourceFile,
): { readonly text: string; readonly isLiteral: boolean }[] {
  const found: { text: string; isLiteral: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node)) {
      const [message] = node.arguments;
      const isLiteral = message !== undefined && ts.isStringLiteralLike(message);
      found.push({ text: isLiteral ? message.text : node.getText(), isLiteral });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function isTranslation(node: ts.Node): boolean {
  return ts.isCallExpression(node) && /^(t|tParts)$/.test(node.expression.getText());
}

function textOf(node: ts.Node): VisibleText | undefined {
  if (ts.isStringLiteralLike(node)) return { node, text: node.text };
  if (!ts.isTemplateExpression(node)) return undefined;
  const rest = node.templateSpans.map(({ literal }, i) => `{${i}}${literal.text}`);
  return { node, text: [node.head.text, ...rest].join("") };
}

function isVisible(node: ts.Node, { text }: VisibleText): boolean {
  const bare = text.replaceAll(/\{\d+\}/g, " 0 ");
  if (!/\p{L}{2}/u.test(bare) || NAMES.has(text)) return false;
  let shown = SENTENCE.test(bare) || WORD.test(bare);
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    if (ts.isTypeNode(parent) || ts.isImportDeclaration(parent) || ts.isCaseClause(parent)) return false;
    if (ts.isModuleDeclaration(parent)) return false;
    if (ts.isElementAccessExpression(parent) && parent.argumentExpression === at) return false;
    if (ts.isPropertyAssignment(parent) && parent.name === at) return false;
    if (
      ts.isPropertyDeclaration(parent) &&
      parent.modifiers?.some((each) => each.kind === ts.SyntaxKind.StaticKeyword)
    )
      return false;
    if (ts.isBinaryExpression(parent)) {
      const sign = parent.operatorToken.kind;
      if (/^[!=]==$/.test(parent.operatorToken.getText())) return false;
      if (
        sign === ts.SyntaxKind.EqualsToken &&
        parent.right === at &&
        ts.isPropertyAccessExpression(parent.left)
      ) {
        if (NOT_READ.has(parent.left.name.text)) return false;
        if (READ.has(parent.left.name.text)) shown = true;
        if (parent.left.expression.getText().endsWith("style")) return false;
      }
    }
    if (ts.isPropertyAssignment(parent) && parent.initializer === at) {
      const name = ts.isStringLiteral(parent.name) ? parent.name.text : parent.name.getText();
      if (NOT_READ.has(name)) return false;
      if (READ.has(name)) shown = true;
    }
    if (ts.isCallExpression(parent) && parent.expression !== at) {
      const name = parent.expression.getText();
      if (isTranslation(parent)) return false;
      const position = parent.arguments.findIndex((each) => each === at);
      if (name === "h" || name === "s") {
        if (position === 0) return false;
        if (position >= 2 && !/^"(code|kbd)"$/.test(parent.arguments[0]?.getText() ?? "")) shown = true;
        return shown && !/^"(code|kbd)"$/.test(parent.arguments[0]?.getText() ?? "");
      }
      if (name === "setText") return position === 1;
      if (name === "setAttribute") {
        const attribute = parent.arguments[1];
        return (
          position === 2 &&
          attribute !== undefined &&
          ts.isStringLiteral(attribute) &&
          READ.has(attribute.text)
        );
      }
      if (NOT_READ_CALLS.test(name)) return false;
      return shown;
    }
    if (ts.isFunctionLike(parent) || ts.isBlock(parent)) break;
  }
  return shown;
}
