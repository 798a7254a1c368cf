import type * as t from "@babel/types";
import { at, mapChildren, unwrapExport } from "./ast";
import type { Node } from "./ast";
import type { FileDiagnostics } from "./diagnostics";

/**
 * Removes everything from the tree that exists for the type checker only, in place. What remains is JavaScript, enums and parameter
 * properties. TypeScript that is neither is a diagnostic.
 */
export function eraseTypes(program: t.Program, diagnostics: FileDiagnostics): TypeNames {
  const types = new Set<string>();
  collectTypeNames(program, types);
  const erase = (node: Node): Node | undefined => {
    const kept = eraseNode(node, diagnostics);
    if (kept === undefined) return undefined;
    mapChildren(kept, erase);
    if (kept.type === "TSEnumDeclaration") nameMembers(kept);
    return kept;
  };
  mapChildren(program, erase);
  return types;
}

/** Names of the module that are types and nothing else needs to exist for at run time. */
export type TypeNames = ReadonlySet<string>;

function collectTypeNames(program: t.Program, types: Set<string>): void {
  for (const statement of program.body) {
    const inner = unwrapExport(statement);
    if (inner.type === "TSInterfaceDeclaration" || inner.type === "TSTypeAliasDeclaration")
      types.add(inner.id.name);
    if (inner.type === "ImportDeclaration")
      for (const specifier of inner.specifiers)
        if (inner.importKind === "type" || isTypeSpecifier(specifier)) types.add(specifier.local.name);
  }
}

function isTypeSpecifier(specifier: Node): boolean {
  return specifier.type === "ImportSpecifier" && specifier.importKind === "type";
}

/** The node that stands in its place at run time. */
function eraseNode(node: Node, diagnostics: FileDiagnostics): Node | undefined {
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "ParenthesizedExpression":
      return eraseNode(node.expression, diagnostics);
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSDeclareFunction":
    case "TSDeclareMethod":
    case "TSIndexSignature":
    case "DebuggerStatement":
      return undefined;
    case "VariableDeclaration":
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSEnumDeclaration":
      return node.declare === true ? undefined : node;
    case "TSModuleDeclaration":
      if (node.declare === true) return undefined;
      diagnostics.error(
        node.id,
        "namespaces are not supported yet: move the members into a file and import it",
      );
      return undefined;
    case "TSImportEqualsDeclaration":
      diagnostics.error(node, 'import … = require(…) is not supported: use import … from "…"');
      return undefined;
    case "TSExportAssignment":
      diagnostics.error(node, "export = is not supported: use export default or named exports");
      return undefined;
    case "TSNamespaceExportDeclaration":
      return undefined;
    case "ClassProperty":
      return node.declare === true || node.abstract === true ? undefined : node;
    case "ClassMethod":
      return node.abstract === true ? undefined : node;
    case "ImportDeclaration":
      if (node.importKind === "type" || node.importKind === "typeof") return undefined;
      if (node.specifiers.length > 0 && node.specifiers.every(isTypeSpecifier)) return undefined;
      return node;
    case "ImportSpecifier":
      return isTypeSpecifier(node) ? undefined : node;
    case "ExportNamedDeclaration":
      if (node.exportKind === "type") return undefined;
      if (node.declaration != null && eraseNode(node.declaration, diagnostics) === undefined)
        return undefined;
      return node;
    case "ExportSpecifier":
      return node.exportKind === "type" ? undefined : node;
    case "ExportAllDeclaration":
      return node.exportKind === "type" ? undefined : node;
    case "ExportDefaultDeclaration":
      return eraseNode(node.declaration, diagnostics) === undefined ? undefined : node;
    case "Identifier":
      // A parameter named `this` declares a type.
      return node.name === "this" && node.typeAnnotation != null ? undefined : node;
    default:
      return node;
  }
}

/** Within an enum, the name of a member means that member. */
function nameMembers(declaration: t.TSEnumDeclaration): void {
  const names = new Set<string>();
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

export function enumMemberName(member: t.TSEnumMember): string {
  return member.id.type === "Identifier" ? member.id.name : member.id.value;
}
