import type * as t from "@babel/types";
import { at, eachChild, patternNames, unwrapExport } from "./ast";
import type { Node } from "./ast";
import type { FileDiagnostics } from "./diagnostics";

/** A namespace, whose blocks may stand in several places. */
export interface Namespace {
  /** Names that some block exports. */
  readonly exported: Set<string>;
  /** The namespaces that it exports, by name. */
  readonly nested: Map<string, Namespace>;
}

/** Finds out which blocks belong to the same namespace. @param around the namespace that the statements are a block of. */
export function collectNamespaces(
  statements: readonly t.Statement[],
  around: Namespace | undefined,
  found: Map<t.TSModuleDeclaration, Namespace>,
): void {
  const own = new Map<string, Namespace>();
  for (const statement of statements) {
    const node = unwrapExport(statement);
    if (node.type !== "TSModuleDeclaration" || node.body.type !== "TSModuleBlock") continue;
    if (node.id.type !== "Identifier") continue;
    const table = around !== undefined && node !== statement ? around.nested : own;
    const namespace = table.get(node.id.name) ?? { exported: new Set(), nested: new Map() };
    table.set(node.id.name, namespace);
    found.set(node, namespace);
    const { body } = node.body;
    for (const each of body) if (each.type === "ExportNamedDeclaration") addNames(each, namespace.exported);
    collectNamespaces(body, namespace, found);
  }
}

function addNames({ declaration }: t.ExportNamedDeclaration, names: Set<string>): void {
  switch (declaration?.type) {
    case "VariableDeclaration":
      for (const { id } of declaration.declarations)
        patternNames(id, (name) => {
          names.add(name.name);
        });
      return;
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSEnumDeclaration":
    case "TSModuleDeclaration":
      if (declaration.id?.type === "Identifier") names.add(declaration.id.name);
      return;
    default:
      return;
  }
}

/** `namespace a.b { … }` becomes `namespace a { export namespace b { … } }`. */
export function eraseNamespace(
  node: t.TSModuleDeclaration,
  diagnostics: FileDiagnostics,
): t.TSModuleDeclaration | undefined {
  if (node.declare === true) return undefined;
  if (node.id.type !== "Identifier") {
    diagnostics.error(node.id, "a module of this kind only declares types: write declare before it");
    return undefined;
  }
  const { body } = node;
  if (body.type === "TSModuleDeclaration") {
    const inner = at<t.ExportNamedDeclaration>(body, {
      type: "ExportNamedDeclaration",
      declaration: body,
      specifiers: [],
      source: null,
    });
    node.body = at(body, { type: "TSModuleBlock", body: [inner] });
    return node;
  }
  for (const each of body.body) {
    const wrong =
      each.type === "ImportDeclaration" ||
      each.type === "ExportAllDeclaration" ||
      each.type === "ExportDefaultDeclaration" ||
      (each.type === "ExportNamedDeclaration" && each.declaration == null);
    if (wrong)
      diagnostics.error(
        each,
        "a namespace exports its own declarations only: write export before one, and import at the top of the file",
      );
  }
  return node;
}

/** `import a = b.c` becomes a variable; where only types are meant by it, nothing uses it. */
export function eraseImportEquals(
  node: t.TSImportEqualsDeclaration,
  diagnostics: FileDiagnostics,
  aliases: t.VariableDeclaration[],
): Node | undefined {
  if (node.importKind === "type") return undefined;
  const { moduleReference } = node;
  if (moduleReference.type === "TSExternalModuleReference") {
    diagnostics.error(node, 'import … = require(…) is not supported: use import … from "…"');
    return undefined;
  }
  const declaration = at<t.VariableDeclaration>(node, {
    type: "VariableDeclaration",
    kind: "var",
    declarations: [
      at<t.VariableDeclarator>(node, {
        type: "VariableDeclarator",
        id: node.id,
        init: qualified(moduleReference),
      }),
    ],
  });
  if (!node.isExport) {
    aliases.push(declaration);
    return declaration;
  }
  return at<t.ExportNamedDeclaration>(node, {
    type: "ExportNamedDeclaration",
    declaration,
    specifiers: [],
    source: null,
  });
}

function qualified(name: t.TSEntityName): t.Expression {
  switch (name.type) {
    case "Identifier":
      return name;
    case "TSQualifiedName":
      return at<t.MemberExpression>(name, {
        type: "MemberExpression",
        object: qualified(name.left),
        property: name.right,
        computed: false,
      });
    default:
      return at<t.ThisExpression>(name, { type: "ThisExpression" });
  }
}

/** Removes the aliases that no value is read through. */
export function dropUnusedAliases(program: t.Program, aliases: readonly t.VariableDeclaration[]): void {
  if (aliases.length === 0) return;
  const used = new Map<string, number>();
  const count = (node: Node): void => {
    if (node.type === "Identifier") used.set(node.name, (used.get(node.name) ?? 0) + 1);
    eachChild(node, count);
  };
  count(program);
  // Later ones may be what earlier ones are used by.
  for (const alias of [...aliases].reverse()) {
    const [declarator] = alias.declarations;
    if (declarator?.id.type !== "Identifier" || (used.get(declarator.id.name) ?? 0) > 1) continue;
    alias.declarations = [];
    for (let each: Node | null | undefined = declarator.init; each != null;) {
      if (each.type === "Identifier") used.set(each.name, (used.get(each.name) ?? 0) - 1);
      each = each.type === "MemberExpression" ? each.object : undefined;
    }
  }
}
