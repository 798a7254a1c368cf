import { children, patternNames, staticKey } from "./ast";
import type { Node } from "./ast";
import type { ModuleUnit } from "./program";
import type { Binding } from "./scope";

/**
 * Methods by which the modules of the program have its objects converted to primitive values. JavaScript's operators call these from
 * within, where nothing can suspend (lower/conversions.ts).
 */
export interface Conversions {
  /** It may have a toString, valueOf or Symbol.toPrimitive. */
  readonly any: boolean;
  /** It may have a Symbol.hasInstance. */
  readonly instances: boolean;
  /** Variables that may hold an object. All others hold primitive values, whatever the program does. */
  readonly open: ReadonlySet<Binding>;
}

const NONE: Conversions = { any: false, instances: false, open: new Set() };
const CONVERTERS = new Set(["toString", "valueOf", "toPrimitive"]);

/** What the modules of the program declare, the library's apart. */
export function conversionsOf(modules: readonly ModuleUnit[]): Conversions {
  const names = new Set<string>();
  const own = modules.filter((module) => !module.library);
  for (const { program } of own) collectNames(program, names);
  const any = [...CONVERTERS].some((name) => names.has(name));
  const instances = names.has("hasInstance");
  if (!any) return instances ? { ...NONE, instances } : NONE;
  const sources = new Map<Binding, Node[]>();
  const open = new Set<Binding>();
  for (const module of own) collectSources(module, module.program, sources, open);
  for (let before = -1; before !== open.size;) {
    before = open.size;
    for (const module of own)
      for (const [binding, nodes] of sources)
        if (!open.has(binding) && nodes.some((node) => !isPrimitive(module, open, node))) open.add(binding);
  }
  return { any, instances, open };
}

/** Names under which something is declared or assigned, or that stand in the text as names of properties that are not called. */
function collectNames(node: Node, names: Set<string>): void {
  switch (node.type) {
    case "StringLiteral":
      names.add(node.value);
      break;
    case "ClassMethod":
    case "ClassProperty":
    case "ClassAccessorProperty":
    case "ObjectMethod":
    case "ObjectProperty":
      names.add(staticKey(node.key, node.computed) ?? "");
      break;
    case "AssignmentExpression":
      if (node.left.type === "MemberExpression") names.add(memberName(node.left));
      break;
    case "MemberExpression":
      if (node.object.type === "Identifier" && node.object.name === "Symbol") names.add(memberName(node));
      break;
    default:
      break;
  }
  for (const child of children(node)) collectNames(child, names);
}

function memberName(node: Node & { type: "MemberExpression" }): string {
  return staticKey(node.property, node.computed) ?? "";
}

/** What is assigned to each variable; `open` gets those that are given something else than the value of an expression. */
function collectSources(
  module: ModuleUnit,
  node: Node,
  sources: Map<Binding, Node[]>,
  open: Set<Binding>,
): void {
  const { references } = module.analysis;
  const give = (target: Node, source: Node | null | undefined): void => {
    const binding = references.get(target)?.binding;
    if (target.type !== "Identifier" || binding === undefined) {
      patternNames(target, (name) => {
        const part = references.get(name)?.binding;
        if (part !== undefined) open.add(part);
      });
    } else if (source != null) {
      const known = sources.get(binding);
      if (known === undefined) sources.set(binding, [source]);
      else known.push(source);
    }
  };
  const opens = (target: Node): void => {
    const binding = references.get(target)?.binding;
    if (binding === undefined) give(target, undefined);
    else open.add(binding);
  };
  switch (node.type) {
    case "VariableDeclaration":
      for (const { id, init } of node.declarations) give(id, init);
      break;
    case "AssignmentExpression":
      if (["=", "&&=", "||=", "??="].includes(node.operator)) give(node.left, node.right);
      break;
    case "ForOfStatement": {
      const { left } = node;
      for (const each of left.type === "VariableDeclaration" ? left.declarations.map(({ id }) => id) : [left])
        opens(each);
      break;
    }
    case "ForInStatement":
      if (node.left.type !== "VariableDeclaration") give(node.left, undefined);
      break;
    case "TSEnumDeclaration":
    case "TSModuleDeclaration":
      opens(node.id);
      break;
    default:
      break;
  }
  for (const child of children(node)) collectSources(module, child, sources, open);
}

const PRIMITIVE_FUNCTIONS = new Set(["Number", "String", "Boolean", "BigInt", "parseInt", "parseFloat"]);

/** Whether the expression certainly gives no object. */
export function isPrimitive(module: ModuleUnit, open: ReadonlySet<Binding>, node: Node): boolean {
  const all = (...nodes: readonly Node[]): boolean => nodes.every((each) => isPrimitive(module, open, each));
  switch (node.type) {
    case "NumericLiteral":
    case "StringLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "BigIntLiteral":
    case "TemplateLiteral":
    case "UnaryExpression":
    case "UpdateExpression":
    case "BinaryExpression":
      return true;
    case "Identifier": {
      const reference = module.analysis.references.get(node);
      if (reference === undefined) return ["undefined", "NaN", "Infinity"].includes(node.name);
      const { kind, holder } = reference.binding;
      if (holder !== undefined || (kind !== "var" && kind !== "let" && kind !== "const")) return false;
      return !open.has(reference.binding);
    }
    case "AssignmentExpression":
      if (node.operator === "=") return all(node.right);
      return !["&&=", "||=", "??="].includes(node.operator) || all(node.left, node.right);
    case "LogicalExpression":
      return all(node.left, node.right);
    case "ConditionalExpression":
      return all(node.consequent, node.alternate);
    case "SequenceExpression":
      return all(...node.expressions.slice(-1));
    case "CallExpression": {
      const { callee } = node;
      const name = callee.type === "MemberExpression" ? callee.object : callee;
      if (name.type !== "Identifier" || module.analysis.references.has(name)) return false;
      return callee.type === "MemberExpression" ? name.name === "Math" : PRIMITIVE_FUNCTIONS.has(name.name);
    }
    default:
      return false;
  }
}
