import type * as t from "@babel/types";
import { eachChild, isFunction, staticKey } from "./ast";
import type { FunctionNode, Node } from "./ast";
import type { FileDiagnostics } from "./diagnostics";
import { adviceFor } from "./globals";

/** Reports every construct that cannot be compiled yet, on its range and with what to do instead. */
export function refuseUnsupported(program: t.Program, diagnostics: FileDiagnostics): void {
  const visit = (node: Node): void => {
    if (isFunction(node)) refuseFunction(node, diagnostics);
    else refuseNode(node, diagnostics);
    eachChild(node, visit);
  };
  visit(program);
}

function refuseFunction(node: FunctionNode, diagnostics: FileDiagnostics): void {
  if ("decorators" in node) refuseDecorators(node.decorators, diagnostics);
}

function refuseDecorators(
  decorators: readonly t.Decorator[] | null | undefined,
  diagnostics: FileDiagnostics,
): void {
  for (const decorator of decorators ?? [])
    diagnostics.error(decorator, "decorators are not supported: call the function on the class or method");
}

function refuseNode(node: Node, diagnostics: FileDiagnostics): void {
  switch (node.type) {
    case "ImportExpression":
      diagnostics.error(node, "import() is not supported: import at the top of the file");
      return;
    case "MetaProperty":
      if (node.meta.name === "import") diagnostics.error(node, "import.meta is not supported");
      return;
    case "WithStatement":
      diagnostics.error(node, "with is not supported: name the object");
      return;
    case "ClassDeclaration":
    case "ClassExpression":
    case "ClassProperty":
    case "ClassPrivateProperty":
      refuseDecorators(node.decorators, diagnostics);
      return;
    default:
      return;
  }
}

/** Reports what a program cannot do with `globalThis`. @param uses the places where that name is free. */
export function refuseGlobalObject(
  program: t.Program,
  uses: readonly Node[],
  diagnostics: FileDiagnostics,
): void {
  if (uses.length === 0) return;
  const visit = (node: Node): void => {
    // Whether something is there may be asked.
    if (node.type === "UnaryExpression" && node.operator === "typeof") return;
    if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression") {
      if (uses.includes(node.left.object))
        diagnostics.error(
          node.left,
          "globalThis cannot be changed in a simulation: use module-level variables",
        );
    } else if (node.type === "MemberExpression" && uses.includes(node.object)) {
      const advice = adviceFor(staticKey(node.property, node.computed) ?? "");
      if (advice !== undefined) diagnostics.error(node.property, advice);
    }
    eachChild(node, visit);
  };
  visit(program);
}

/**
 * Reports calls of the global `Function`, which would make code from text.
 * @param uses the places where that name is free.
 */
export function refuseCodeFromText(
  program: t.Program,
  uses: readonly Node[],
  diagnostics: FileDiagnostics,
): void {
  if (uses.length === 0) return;
  const visit = (node: Node): void => {
    if ((node.type === "CallExpression" || node.type === "NewExpression") && uses.includes(node.callee)) {
      diagnostics.error(
        node.callee,
        "Function cannot be called in a simulation: code cannot be made while the program runs: write it as a function",
      );
    }
    eachChild(node, visit);
  };
  visit(program);
}
