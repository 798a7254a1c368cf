import type * as t from "@babel/types";
import { unwrapExport } from "../ast";
import type { Node } from "../ast";
import { isOwnRegion } from "../cost";
import type { FunctionBuilder } from "./builder";
import { lowerThrow } from "./calls";
import { lowerClass } from "./classes";
import { awaitValue } from "./coroutines";
import { lowerEffect, lowerExpression } from "./expressions";
import { hoistEnums, lowerEnum } from "./enums";
import { closure } from "./functions";
import { findTarget, jump } from "./jumps";
import { lowerDoWhile, lowerFor, lowerForIn, lowerForOf, lowerWhile } from "./loops";
import { initialize } from "./names";
import { exportFromNamespace, lowerNamespace } from "./namespaces";
import { bindPattern } from "./patterns";
import { lowerSwitch } from "./switches";
import { lowerTry } from "./tries";
import { addResource, isUsing, lowerDisposing } from "./using";
import { UNDEFINED } from "./value";
import { setVariable } from "./watching";

/** The statements of a function body, whose scope has been entered. */
export function lowerBody(b: FunctionBuilder, statements: readonly t.Statement[]): void {
  hoistFunctions(b, statements);
  const run = (): void => {
    for (const statement of statements) lowerStatement(b, statement);
  };
  const [first] = statements;
  if (first === undefined) return;
  lowerDisposing(b, first, statements, run);
}

/** A block with its own scope. */
export function lowerBlock(b: FunctionBuilder, node: Node, statements: readonly t.Statement[]): void {
  b.inScope(b.module.analysis.scopes.get(node), node, () => lowerBody(b, statements));
}

/** Function declarations have their values before the first statement runs. */
export function hoistFunctions(b: FunctionBuilder, statements: readonly t.Statement[]): void {
  hoistEnums(b, statements);
  for (const statement of statements) {
    const inner = unwrapExport(statement);
    if (inner.type !== "FunctionDeclaration") continue;
    const { references, defaultExport } = b.module.analysis;
    const binding = inner.id == null ? defaultExport : references.get(inner.id)?.binding;
    if (binding?.declaration !== inner) continue;
    b.exec(setVariable(b, binding, closure(b, inner), inner), inner);
    b.settle(binding);
  }
}

export function lowerStatement(b: FunctionBuilder, node: t.Statement, labels: readonly string[] = []): void {
  const mark = b.mark();
  if (STOPS.has(node.type)) b.stop(node);
  lower(b, node, labels);
  b.release(mark);
}

/** Statements before which the debug build can stop. Of the others the parts are such places: blocks, heads of loops. */
const STOPS: ReadonlySet<string> = new Set<t.Statement["type"]>([
  "ExpressionStatement",
  "VariableDeclaration",
  "ClassDeclaration",
  "TSEnumDeclaration",
  "ExportDefaultDeclaration",
  "ReturnStatement",
  "ThrowStatement",
  "IfStatement",
  "ForOfStatement",
  "ForInStatement",
  "SwitchStatement",
  "BreakStatement",
  "ContinueStatement",
  "DebuggerStatement",
]);

function lower(b: FunctionBuilder, node: t.Statement, labels: readonly string[]): void {
  switch (node.type) {
    case "ExpressionStatement":
      lowerEffect(b, node.expression);
      return;
    case "VariableDeclaration":
      lowerDeclaration(b, node);
      return;
    case "FunctionDeclaration":
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "EmptyStatement":
      return;
    case "ClassDeclaration":
      lowerClassDeclaration(b, node);
      return;
    case "TSEnumDeclaration":
      if (node.const !== true) lowerEnum(b, node);
      return;
    case "TSModuleDeclaration":
      lowerNamespace(b, node);
      return;
    case "ExportNamedDeclaration":
      if (node.declaration != null) {
        lowerStatement(b, node.declaration, labels);
        exportFromNamespace(b, node.declaration);
      }
      return;
    case "ExportDefaultDeclaration":
      lowerExportDefault(b, node);
      return;
    case "ReturnStatement":
      lowerReturn(b, node);
      return;
    case "ThrowStatement":
      lowerThrow(b, node.argument);
      return;
    case "IfStatement":
      lowerIf(b, node);
      return;
    case "BlockStatement":
      lowerLabelled(b, labels, () => lowerBlock(b, node, node.body));
      return;
    case "ForStatement":
      lowerFor(b, node, labels);
      return;
    case "ForOfStatement":
      lowerForOf(b, node, labels);
      return;
    case "ForInStatement":
      lowerForIn(b, node, labels);
      return;
    case "WhileStatement":
      lowerWhile(b, node, labels);
      return;
    case "DoWhileStatement":
      lowerDoWhile(b, node, labels);
      return;
    case "SwitchStatement":
      lowerSwitch(b, node, labels);
      return;
    case "LabeledStatement":
      lowerLabel(b, node, labels);
      return;
    case "BreakStatement":
    case "ContinueStatement":
      lowerJump(b, node);
      return;
    case "TryStatement":
      lowerLabelled(b, labels, () => lowerTry(b, node));
      return;
    case "WithStatement":
      return;
    default:
      b.error(node, `this statement (${node.type}) is not supported`);
  }
}

export function lowerDeclaration(b: FunctionBuilder, node: t.VariableDeclaration): void {
  for (const { id, init } of node.declarations) {
    const mark = b.mark();
    if (init == null) {
      if (node.kind !== "var" && !isMember(b, id)) bindPattern(b, id, UNDEFINED);
    } else {
      const name = id.type === "Identifier" ? id.name : undefined;
      const value = lowerExpression(b, init, name);
      bindPattern(b, id, isUsing(node) ? addResource(b, node, value) : value, init);
    }
    b.release(mark);
  }
}

/** A variable that a namespace exports: without a value it is no property yet. */
function isMember(b: FunctionBuilder, id: Node): boolean {
  return b.module.analysis.references.get(id)?.binding.holder !== undefined;
}

function lowerClassDeclaration(b: FunctionBuilder, node: t.ClassDeclaration): void {
  const value = lowerClass(b, node, "default");
  const binding = node.id == null ? undefined : b.module.analysis.references.get(node.id)?.binding;
  if (binding !== undefined) initialize(b, binding, value, node);
}

function lowerExportDefault(b: FunctionBuilder, node: t.ExportDefaultDeclaration): void {
  const { declaration } = node;
  const binding = b.module.analysis.defaultExport;
  if (declaration.type === "ClassDeclaration") {
    const value = lowerClass(b, declaration, "default");
    const own = declaration.id == null ? binding : b.module.analysis.references.get(declaration.id)?.binding;
    if (own !== undefined) initialize(b, own, value, node);
  } else if (binding !== undefined && declaration.type !== "FunctionDeclaration") {
    initialize(b, binding, lowerExpression(b, declaration, "default"), node);
  }
}

function lowerReturn(b: FunctionBuilder, node: t.ReturnStatement): void {
  const value = node.argument == null ? UNDEFINED : lowerExpression(b, node.argument);
  const awaited = b.coroutine === "asyncGenerator" && node.argument != null;
  jump(b, { kind: "return" }, node, awaited ? awaitValue(b, value, node) : value);
}

function lowerIf(b: FunctionBuilder, node: t.IfStatement): void {
  if (isLongChain(node)) {
    lowerIfChain(b, node);
    return;
  }
  const test = lowerExpression(b, node.test);
  const then = b.list(() => lowerBranch(b, node.consequent));
  const other = b.list(() => lowerBranch(b, node.alternate));
  b.out.push({ op: "if", test: test.text, then, else: other, loc: b.loc(node.test) });
}

function lowerBranch(b: FunctionBuilder, statement: t.Statement | null | undefined): void {
  if (statement == null) return;
  if (isOwnRegion(statement)) b.charge([statement]);
  lowerStatement(b, statement);
}

/** Else-ifs in a row from which on they are not emitted within one another: V8 takes seconds for some thousand levels. */
const LONG_CHAIN = 100;

function isLongChain(node: t.IfStatement): boolean {
  let length = 0;
  for (let each: Node = node; each.type === "IfStatement" && each.alternate != null; each = each.alternate)
    if (++length > LONG_CHAIN) return true;
  return false;
}

/** The same as nested ones: each branch leaves a block that is around all. */
function lowerIfChain(b: FunctionBuilder, first: t.IfStatement): void {
  const label = b.label();
  const body = b.list(() => {
    for (let node = first; ;) {
      const mark = b.mark();
      const test = lowerExpression(b, node.test);
      const then = b.list(() => {
        lowerBranch(b, node.consequent);
        b.out.push({ op: "break", label });
      });
      b.out.push({ op: "if", test: test.text, then, else: [], loc: b.loc(node.test) });
      b.release(mark);
      const { alternate } = node;
      if (alternate?.type !== "IfStatement") {
        lowerBranch(b, alternate);
        break;
      }
      if (isOwnRegion(alternate)) b.charge([alternate]);
      b.stop(alternate);
      node = alternate;
    }
  });
  b.out.push({ op: "block", label, body });
}

function lowerLabel(b: FunctionBuilder, node: t.LabeledStatement, labels: readonly string[]): void {
  const all = [...labels, node.label.name];
  const loops = ["ForStatement", "ForOfStatement", "ForInStatement", "WhileStatement", "DoWhileStatement"];
  const own = [...loops, "SwitchStatement", "LabeledStatement", "BlockStatement", "TryStatement"];
  if (own.includes(node.body.type)) lowerStatement(b, node.body, all);
  else lowerLabelled(b, all, () => lowerStatement(b, node.body));
}

/** A statement that a labelled break can leave. */
function lowerLabelled(b: FunctionBuilder, labels: readonly string[], emit: () => void): void {
  if (labels.length === 0) {
    emit();
    return;
  }
  const label = b.label();
  b.control.push({ kind: "target", labels, breakLabel: label, continueLabel: undefined, labelledOnly: true });
  const body = b.list(emit);
  b.control.pop();
  b.out.push({ op: "block", label, body });
}

function lowerJump(b: FunctionBuilder, node: t.BreakStatement | t.ContinueStatement): void {
  const kind = node.type === "BreakStatement" ? "break" : "continue";
  const target = findTarget(b, kind, node.label?.name);
  if (target !== undefined) jump(b, { kind, target }, node);
}
