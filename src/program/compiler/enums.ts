import type * as t from "@babel/types";
import { at, mapChildren, staticKey, unwrapExport } from "./ast";
import type { Node } from "./ast";

export function enumMemberName(member: t.TSEnumMember): string {
  return member.id.type === "Identifier" ? member.id.name : member.id.value;
}

/** Within an enum, the name of a member means that member; of an enum in several parts, also one of an earlier part. */
export function nameEnumMembers(statements: readonly t.Statement[]): void {
  const members = new Map<string, Set<string>>();
  for (const statement of statements) {
    const node = unwrapExport(statement);
    if (node.type !== "TSEnumDeclaration") continue;
    const names = members.get(node.id.name) ?? new Set<string>();
    members.set(node.id.name, names);
    nameMembers(node, names);
  }
}

function nameMembers(declaration: t.TSEnumDeclaration, names: Set<string>): void {
  const enumName = declaration.id.name;
  const rename = (node: Node): Node => {
    if (node.type === "Identifier" && names.has(node.name))
      return at<t.MemberExpression>(node, {
        type: "MemberExpression",
        object: at<t.Identifier>(node, { type: "Identifier", name: enumName }),
        property: at<t.Identifier>(node, { type: "Identifier", name: node.name }),
        computed: false,
      });
    if (node.type !== "MemberExpression") mapChildren(node, rename);
    return node;
  };
  for (const member of declaration.members) {
    if (member.initializer != null) member.initializer = rename(member.initializer) as t.Expression;
    names.add(enumMemberName(member));
  }
}

/** A value as far as the text tells: `open` depends on names of the program, `computed` on what runs. */
export type KnownValue = { readonly value: number | string } | "open" | "computed";

/** What the text of an initializer says. @param known values of the members before it. */
export function enumValue(node: Node, enumName: string, known: ReadonlyMap<string, KnownValue>): KnownValue {
  switch (node.type) {
    case "NumericLiteral":
    case "StringLiteral":
      return { value: node.value };
    case "Identifier":
      return "open";
    case "MemberExpression": {
      const name = staticKey(node.property, node.computed);
      if (node.object.type === "Identifier" && node.object.name === enumName && name !== undefined)
        return known.get(name) ?? "open";
      return "open";
    }
    case "TemplateLiteral":
      return node.expressions.length === 0
        ? { value: node.quasis[0]?.value.cooked ?? "" }
        : text(node, enumName, known);
    case "UnaryExpression": {
      const argument = enumValue(node.argument, enumName, known);
      if (typeof argument === "string") return argument;
      return unary(node.operator, argument.value);
    }
    case "BinaryExpression": {
      if (node.left.type === "PrivateName") return "computed";
      const left = enumValue(node.left, enumName, known);
      const right = enumValue(node.right, enumName, known);
      if (left === "computed" || right === "computed") return "computed";
      if (left === "open" || right === "open") return "open";
      return binary(node.operator, left.value, right.value);
    }
    default:
      return "computed";
  }
}

function text(node: t.TemplateLiteral, enumName: string, known: ReadonlyMap<string, KnownValue>): KnownValue {
  let result = "";
  for (const [i, quasi] of node.quasis.entries()) {
    result += quasi.value.cooked ?? "";
    const expression = node.expressions[i];
    if (expression === undefined) continue;
    const part = enumValue(expression, enumName, known);
    if (typeof part === "string") return part;
    result += String(part.value);
  }
  return { value: result };
}

function unary(operator: string, value: number | string): KnownValue {
  if (typeof value === "string") return "computed";
  switch (operator) {
    case "-":
      return { value: -value };
    case "+":
      return { value };
    case "~":
      return { value: ~value };
    default:
      return "computed";
  }
}

function binary(operator: string, left: number | string, right: number | string): KnownValue {
  if (typeof left === "string" || typeof right === "string")
    return operator === "+" ? { value: `${left}${right}` } : "computed";
  switch (operator) {
    case "+":
      return { value: left + right };
    case "-":
      return { value: left - right };
    case "*":
      return { value: left * right };
    case "/":
      return { value: left / right };
    case "%":
      return { value: left % right };
    case "**":
      return { value: left ** right };
    case "|":
      return { value: left | right };
    case "&":
      return { value: left & right };
    case "^":
      return { value: left ^ right };
    case "<<":
      return { value: left << right };
    case ">>":
      return { value: left >> right };
    case ">>>":
      return { value: left >>> right };
    default:
      return "computed";
  }
}
