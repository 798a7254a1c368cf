import type * as t from "@babel/types";

export type Node = t.Node;

/** Nodes that make a function of their own. */
export type FunctionNode =
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ArrowFunctionExpression
  | t.ClassMethod
  | t.ClassPrivateMethod
  | t.ObjectMethod;

export type ClassNode = t.ClassDeclaration | t.ClassExpression;
export type MemberNode = t.MemberExpression | t.OptionalMemberExpression;
export type CallNode = t.CallExpression | t.OptionalCallExpression;

/** Keys of a node that hold no program code: places, comments and types. */
const NOT_CODE = new Set([
  "loc",
  "extra",
  "leadingComments",
  "trailingComments",
  "innerComments",
  "typeAnnotation",
  "typeParameters",
  "typeArguments",
  "returnType",
  "superTypeParameters",
  "superTypeArguments",
  "implements",
  "predicate",
]);

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The node's parts in source order, without types. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  eachChild(node, (child) => {
    found.push(child);
  });
  return found;
}

/** Calls `visit` for each of the node's parts, without types, in source order. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== "object" || value === null || NOT_CODE.has(key)) continue;
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (isNode(item)) visit(item);
    } else if (isNode(value)) {
      visit(value);
    }
  }
}

/** Replaces the node's parts by what `change` makes of them; `undefined` removes a part from its list, or empties its place. */
export function mapChildren(node: Node, change: (child: Node) => Node | undefined): void {
  const fields = node as unknown as Record<string, unknown>;
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== "object" || value === null || NOT_CODE.has(key)) continue;
    if (Array.isArray(value)) {
      fields[key] = mapped(value as unknown[], change);
    } else if (isNode(value)) {
      fields[key] = change(value) ?? null;
    }
  }
}

/** The list itself where nothing has changed. */
function mapped(list: unknown[], change: (child: Node) => Node | undefined): unknown[] {
  let result = list;
  list.forEach((item, i) => {
    const now = isNode(item) ? change(item) : item;
    if (now !== item && result === list) result = list.slice(0, i);
    if (result !== list && now !== undefined) result.push(now);
  });
  return result;
}

export function isFunction(node: Node): node is FunctionNode {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "ClassMethod":
    case "ClassPrivateMethod":
    case "ObjectMethod":
      return true;
    default:
      return false;
  }
}

export function isClass(node: Node): node is ClassNode {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

/** Calls `visit` for every name that a pattern binds. */
export function patternNames(pattern: Node, visit: (name: t.Identifier) => void): void {
  switch (pattern.type) {
    case "Identifier":
      visit(pattern);
      return;
    case "AssignmentPattern":
      patternNames(pattern.left, visit);
      return;
    case "RestElement":
      patternNames(pattern.argument, visit);
      return;
    case "ArrayPattern":
      for (const element of pattern.elements) if (element !== null) patternNames(element, visit);
      return;
    case "ObjectPattern":
      for (const part of patternParts(pattern)) patternNames(part, visit);
      return;
    case "TSParameterProperty":
      patternNames(pattern.parameter, visit);
      return;
    default:
      return;
  }
}

/** Calls `visit` for every name that a pattern binds, with the end of the text that gives it its value. */
export function patternEnds(pattern: Node, visit: (name: t.Identifier, end: number) => void): void {
  if (pattern.type === "AssignmentPattern" && pattern.left.type === "Identifier") {
    visit(pattern.left, pattern.end ?? 0);
    return;
  }
  if (pattern.type === "Identifier") visit(pattern, pattern.end ?? 0);
  else for (const part of patternParts(pattern)) patternEnds(part, visit);
}

export function patternParts(pattern: Node): Node[] {
  switch (pattern.type) {
    case "AssignmentPattern":
      return [pattern.left];
    case "RestElement":
      return [pattern.argument];
    case "ArrayPattern":
      return pattern.elements.filter((element) => element !== null);
    case "ObjectPattern":
      // A tree with syntax errors may have methods there.
      return pattern.properties.flatMap((each: Node) => {
        if (each.type === "ObjectProperty") return [each.value];
        return each.type === "RestElement" ? [each] : [];
      });
    case "TSParameterProperty":
      return [pattern.parameter];
    default:
      return [];
  }
}

/** The declaration that an export statement wraps, or the statement itself. */
export function unwrapExport(statement: t.Statement): t.Statement {
  if (statement.type === "ExportNamedDeclaration") return statement.declaration ?? statement;
  if (statement.type === "ExportDefaultDeclaration") {
    const { declaration } = statement;
    if (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration")
      return declaration;
  }
  return statement;
}

/** Name of a property key that is known without running anything. */
export function staticKey(key: Node, computed: boolean): string | undefined {
  if (!computed && key.type === "Identifier") return key.name;
  switch (key.type) {
    case "StringLiteral":
      return key.value;
    case "NumericLiteral":
      return String(key.value);
    case "BigIntLiteral":
      return BigInt(key.value).toString();
    case "TemplateLiteral":
      return key.expressions.length === 0 ? (key.quasis[0]?.value.cooked ?? undefined) : undefined;
    default:
      return undefined;
  }
}

/** A node made by the compiler, at the place of one of the text. */
export function at<T extends Node>(place: Node, node: Partial<T> & Pick<T, "type">): T {
  return { ...node, loc: place.loc, start: place.start, end: place.end } as unknown as T;
}
