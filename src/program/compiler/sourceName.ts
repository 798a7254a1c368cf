import type { Node } from "./ast";

const INTERMEDIATE = "(intermediate value)";

/** How V8 names an expression in messages such as "obj.a.nope is not a function". */
export function sourceName(node: Node): string {
  switch (node.type) {
    case "Identifier":
      return node.name;
    case "ThisExpression":
      return "this";
    case "NumericLiteral":
      return String(node.value);
    case "StringLiteral":
      return JSON.stringify(node.value);
    case "BooleanLiteral":
      return String(node.value);
    case "NullLiteral":
      return "null";
    case "MemberExpression":
    case "OptionalMemberExpression":
      return memberName(node.object, node.property, node.computed, node.optional === true);
    case "CallExpression":
    case "OptionalCallExpression":
      return `${sourceName(node.callee)}(...)`;
    case "UnaryExpression":
      return node.operator === "-" && node.argument.type === "NumericLiteral"
        ? `-${node.argument.value}`
        : `(${node.operator} ${sourceName(node.argument)})`;
    case "BinaryExpression":
    case "LogicalExpression":
      return `(${sourceName(node.left)} ${node.operator} ${sourceName(node.right)})`;
    case "SequenceExpression":
      return `(${node.expressions.map(sourceName).join(" , ")})`;
    case "ArrayExpression":
      return `[${node.elements.map((element) => (element === null ? "" : sourceName(element))).join(",")}]`;
    case "ObjectExpression":
      return `{${node.properties.map(() => INTERMEDIATE).join("")}}`;
    case "SpreadElement":
      return `...${sourceName(node.argument)}`;
    default:
      return INTERMEDIATE;
  }
}

function memberName(object: Node, property: Node, computed: boolean, optional: boolean): string {
  const base = object.type === "Super" ? INTERMEDIATE : sourceName(object);
  if (!computed) {
    const name =
      property.type === "PrivateName"
        ? `#${property.id.name}`
        : property.type === "Identifier"
          ? property.name
          : "";
    return `${base}${optional ? "?." : "."}${name}`;
  }
  if (property.type === "StringLiteral") return `${base}${optional ? "?." : "."}${property.value}`;
  return `${base}${optional ? "?." : ""}[${sourceName(property)}]`;
}
