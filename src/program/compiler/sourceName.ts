import type { MemberNode, Node } from "./ast";

const INTERMEDIATE = "(intermediate value)";

/** Parts within one another that a name has at most: each call in a long chain has a name that holds all before it. */
const DEEPEST = 100;

/** How V8 names an expression in messages such as "obj.a.nope is not a function". */
export function sourceName(node: Node, depth = 0): string {
  if (depth > DEEPEST) return INTERMEDIATE;
  const inner = (part: Node): string => sourceName(part, depth + 1);
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
      return memberName(node, inner);
    case "CallExpression":
    case "OptionalCallExpression":
      return `${inner(node.callee)}(...)`;
    case "UnaryExpression":
      return node.operator === "-" && node.argument.type === "NumericLiteral"
        ? `-${node.argument.value}`
        : `(${node.operator} ${inner(node.argument)})`;
    case "BinaryExpression":
    case "LogicalExpression":
      return `(${inner(node.left)} ${node.operator} ${inner(node.right)})`;
    case "SequenceExpression":
      return `(${node.expressions.map(inner).join(" , ")})`;
    case "ArrayExpression":
      return `[${node.elements.map((element) => (element === null ? "" : inner(element))).join(",")}]`;
    case "ObjectExpression":
      return `{${node.properties.map(() => INTERMEDIATE).join("")}}`;
    case "SpreadElement":
      return `...${inner(node.argument)}`;
    default:
      return INTERMEDIATE;
  }
}

function memberName(node: MemberNode, inner: (part: Node) => string): string {
  const { object, property, computed } = node;
  const base = object.type === "Super" ? INTERMEDIATE : inner(object);
  const optional = node.optional === true;
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
  return `${base}${optional ? "?." : ""}[${inner(property)}]`;
}
