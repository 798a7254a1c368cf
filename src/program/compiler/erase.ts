import type * as t from "@babel/types";
import { expandAccessors } from "./accessorFields";
import { mapChildren, unwrapExport } from "./ast";
import type { Node } from "./ast";
import type { FileDiagnostics } from "./diagnostics";
import { nameEnumMembers } from "./enums";
import { dropUnusedAliases, eraseImportEquals, eraseNamespace } from "./namespaces";

/**
 * Removes everything from the tree that exists for the type checker only, in place. What remains is JavaScript, enums, namespaces
 * and parameter properties. TypeScript that is neither is a diagnostic.
 */
export function eraseTypes(program: t.Program, diagnostics: FileDiagnostics): TypeNames {
  const types = new Set<string>();
  collectTypeNames(program, types);
  const aliases: t.VariableDeclaration[] = [];
  const erase = (node: Node): Node | undefined => {
    const kept = eraseNode(node, diagnostics, aliases);
    if (kept === undefined) return undefined;
    mapChildren(kept, erase);
    return finish(kept);
  };
  mapChildren(program, erase);
  nameEnumMembers(program.body);
  dropUnusedAliases(program, aliases);
  return types;
}

/** What its parts have become makes some nodes superfluous, and others are written anew. */
function finish(node: Node): Node | undefined {
  switch (node.type) {
    case "ExportNamedDeclaration":
      return node.declaration == null && node.specifiers.length === 0 && node.source == null
        ? undefined
        : node;
    case "TSModuleDeclaration":
      // Of types alone nothing is left.
      return node.body.type === "TSModuleBlock" && node.body.body.length === 0 ? undefined : node;
    case "BlockStatement":
    case "TSModuleBlock":
    case "StaticBlock":
      nameEnumMembers(node.body);
      return node;
    case "ClassBody":
      node.body = expandAccessors(node.body);
      return node;
    default:
      return node;
  }
}

/** Names of the module that are types and nothing else needs to exist for at run time. */
export type TypeNames = ReadonlySet<string>;

function collectTypeNames(program: t.Program, types: Set<string>): void {
  for (const statement of program.body) {
    const inner = unwrapExport(statement);
    if (inner.type === "TSInterfaceDeclaration" || inner.type === "TSTypeAliasDeclaration")
      types.add(inner.id.name);
    if (inner.type === "TSModuleDeclaration" && inner.id.type === "Identifier") types.add(inner.id.name);
    if (inner.type === "ImportDeclaration")
      for (const specifier of inner.specifiers)
        if (inner.importKind === "type" || isTypeSpecifier(specifier)) types.add(specifier.local.name);
  }
}

function isTypeSpecifier(specifier: Node): boolean {
  return specifier.type === "ImportSpecifier" && specifier.importKind === "type";
}

/** The node that stands in its place at run time. */
function eraseNode(
  node: Node,
  diagnostics: FileDiagnostics,
  aliases: t.VariableDeclaration[],
): Node | undefined {
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "ParenthesizedExpression":
      return eraseNode(node.expression, diagnostics, aliases);
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSDeclareFunction":
    case "TSDeclareMethod":
    case "TSIndexSignature":
      return undefined;
    case "DebuggerStatement":
      // It may be the whole body of a loop.
      return { ...node, type: "EmptyStatement" };
    case "VariableDeclaration":
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return node.declare === true ? undefined : node;
    case "TSEnumDeclaration":
      return node.declare === true && node.const !== true ? undefined : node;
    case "TSModuleDeclaration":
      return eraseNamespace(node, diagnostics);
    case "TSImportEqualsDeclaration":
      return eraseImportEquals(node, diagnostics, aliases);
    case "TSExportAssignment":
      diagnostics.error(node, "export = is not supported: use export default or named exports");
      return undefined;
    case "TSNamespaceExportDeclaration":
      return undefined;
    case "ClassProperty":
    case "ClassAccessorProperty":
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
      return node;
    case "ExportSpecifier":
      return node.exportKind === "type" ? undefined : node;
    case "ExportAllDeclaration":
      return node.exportKind === "type" ? undefined : node;
    case "ExportDefaultDeclaration":
      return eraseNode(node.declaration, diagnostics, aliases) === undefined ? undefined : node;
    case "Identifier":
      // A parameter named `this` declares a type.
      return node.name === "this" && node.typeAnnotation != null ? undefined : node;
    default:
      return node;
  }
}
