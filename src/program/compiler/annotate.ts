import { parseExpression } from "@babel/parser";
import type * as t from "@babel/types";
import type { FunctionAnnotations } from "../annotations/annotation";
import type { AnnotatedFunction } from "../annotations/scan";
import { at } from "./ast";
import type { Node } from "./ast";
import type { FileDiagnostics } from "./diagnostics";

/** Names under which the operations behind annotations are imported: no program can write them. */
const LOCAL = {
  effect: "%effect",
  goroutine: "%goroutine",
  thread: "%thread",
  begins: "%begins",
  process: "%process",
} as const;
type Operation = keyof typeof LOCAL;

/**
 * Rewrites annotated functions in place: effects become calls at the start of the body, @mock replaces it, @goroutine and its like
 * hand it over to be started.
 * @returns the names that functions made here have in stacks.
 */
export function applyAnnotations(
  program: t.Program,
  functions: ReadonlyMap<AnnotatedFunction, FunctionAnnotations>,
  diagnostics: FileDiagnostics,
): ReadonlyMap<Node, string> {
  const names = new Map<Node, string>();
  const used = new Set<Operation>();
  const topLevel = topLevelNames(program);
  for (const [fn, annotations] of functions) {
    if (annotations.effects.length > 0 || annotations.mock !== undefined)
      rewriteBody(fn, annotations, used, diagnostics);
    const start = annotations.goroutine
      ? "goroutine"
      : annotations.thread !== undefined
        ? "thread"
        : annotations.process
          ? "process"
          : undefined;
    if (start !== undefined && fn.generator === true)
      diagnostics.error(
        head(fn),
        `@${start} on a generator means nothing: call it within a function that has the tag`,
      );
    else if (start === "process") {
      const name = topLevel.get(fn);
      if (name === undefined)
        diagnostics.error(
          head(fn),
          "@process stands on a function that is not at the top level of the file: move it there",
        );
      else spawnInstead(fn, name, used, names);
    } else if (start !== undefined) {
      const { thread } = annotations;
      startInstead(fn, start, start === "thread" ? [thread?.stack ?? -1] : [], used, names);
    }
  }
  if (used.size > 0) program.body.unshift(importOperations(used));
  return names;
}

function identifier(place: Node, name: string): t.Identifier {
  return at(place, { type: "Identifier", name });
}

function call(place: Node, operation: Operation, args: t.Expression[]): t.CallExpression {
  return at(place, { type: "CallExpression", callee: identifier(place, LOCAL[operation]), arguments: args });
}

function block(place: Node, body: t.Statement[]): t.BlockStatement {
  return at(place, { type: "BlockStatement", body, directives: [] });
}

function giveBack(place: Node, argument: t.Expression): t.ReturnStatement {
  return at(place, { type: "ReturnStatement", argument });
}

/** Where an operation is shown to happen: at the function's head, not over the whole of it. */
function head(fn: AnnotatedFunction): Node {
  if ("id" in fn && fn.id != null) return fn.id;
  return "key" in fn ? fn.key : fn;
}

function statements(fn: AnnotatedFunction): t.Statement[] {
  return fn.body.type === "BlockStatement" ? fn.body.body : [giveBack(fn.body, fn.body)];
}

function rewriteBody(
  fn: AnnotatedFunction,
  annotations: FunctionAnnotations,
  used: Set<Operation>,
  diagnostics: FileDiagnostics,
): void {
  const place = head(fn);
  const effects = annotations.effects.map(({ kind, ns }) => {
    used.add("effect");
    const args = [
      at<t.StringLiteral>(place, { type: "StringLiteral", value: kind }),
      at<t.NumericLiteral>(place, { type: "NumericLiteral", value: ns }),
    ];
    return at<t.ExpressionStatement>(place, {
      type: "ExpressionStatement",
      expression: call(place, "effect", args),
    });
  });
  const { mock } = annotations;
  const rest = mock === undefined ? statements(fn) : mockBody(place, mock, diagnostics);
  fn.body = block(fn.body, [...effects, ...rest]);
}

function mockBody(
  place: Node,
  mock: { readonly text: string; readonly offset: number },
  diagnostics: FileDiagnostics,
): t.Statement[] {
  const { line, column } = diagnostics.lines.at(mock.offset);
  try {
    const expression = parseExpression(mock.text, {
      plugins: ["typescript"],
      startLine: line,
      startColumn: column - 1,
      startIndex: mock.offset,
    });
    return [giveBack(place, expression)];
  } catch {
    // Reading the annotations has reported it.
    return [];
  }
}

/** The names of the functions at the top level of a file. */
function topLevelNames(program: t.Program): ReadonlyMap<Node, string> {
  const names = new Map<Node, string>();
  for (const each of program.body) {
    const exported = each.type === "ExportNamedDeclaration" || each.type === "ExportDefaultDeclaration";
    const statement = exported ? each.declaration : each;
    if (statement?.type === "FunctionDeclaration" && statement.id != null)
      names.set(statement, statement.id.name);
    if (statement?.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations)
      if (id.type === "Identifier" && init != null) names.set(init, id.name);
  }
  return names;
}

const ARGUMENTS = "%arguments";

/** From now on the function takes whatever it is given, for its body to be called with. */
function takeArguments(fn: AnnotatedFunction, place: Node, body: t.Expression): void {
  fn.params = [at(place, { type: "RestElement", argument: identifier(place, ARGUMENTS) })];
  fn.body = block(fn.body, [giveBack(place, body)]);
}

/** The function runs its body where its process has been created for that call, and else hands itself over with the arguments. */
function spawnInstead(
  fn: AnnotatedFunction,
  name: string,
  used: Set<Operation>,
  names: Map<Node, string>,
): void {
  used.add("begins").add("process");
  const place = head(fn);
  const inner = bodyOf(fn, place, names);
  const own = (): t.Identifier => identifier(place, name);
  const args = at<t.SpreadElement>(place, {
    type: "SpreadElement",
    argument: identifier(place, ARGUMENTS),
  });
  takeArguments(
    fn,
    place,
    at<t.ConditionalExpression>(place, {
      type: "ConditionalExpression",
      test: call(place, "begins", [own()]),
      consequent: at<t.CallExpression>(place, { type: "CallExpression", callee: inner, arguments: [args] }),
      alternate: call(place, "process", [own(), identifier(place, ARGUMENTS)]),
    }),
  );
}

/** The function hands a closure over its body to the operation, with this, the arguments and some numbers. */
function startInstead(
  fn: AnnotatedFunction,
  operation: Operation,
  numbers: readonly number[],
  used: Set<Operation>,
  names: Map<Node, string>,
): void {
  used.add(operation);
  const place = head(fn);
  const inner = bodyOf(fn, place, names);
  const self =
    fn.type === "ArrowFunctionExpression"
      ? identifier(place, "undefined")
      : at<t.ThisExpression>(place, { type: "ThisExpression" });
  const values = numbers.map((value) => at<t.NumericLiteral>(place, { type: "NumericLiteral", value }));
  takeArguments(fn, place, call(place, operation, [inner, self, identifier(place, ARGUMENTS), ...values]));
}

/** A closure over the body, under the function's name. */
function bodyOf(fn: AnnotatedFunction, place: Node, names: Map<Node, string>): t.ArrowFunctionExpression {
  const inner = at<t.ArrowFunctionExpression>(fn, {
    type: "ArrowFunctionExpression",
    params: ordinaryParams(fn),
    body: fn.body,
    expression: false,
    async: fn.async === true,
    generator: false,
  });
  fn.async = false;
  if (place.type === "Identifier") names.set(inner, place.name);
  return inner;
}

/** The parameters that exist at run time. */
function ordinaryParams(fn: AnnotatedFunction): t.FunctionParameter[] {
  const params: t.FunctionParameter[] = [];
  for (const param of fn.params)
    if (param.type !== "TSParameterProperty" && !(param.type === "Identifier" && param.name === "this"))
      params.push(param);
  return params;
}

function importOperations(used: ReadonlySet<Operation>): t.ImportDeclaration {
  const nowhere = {} as Node;
  return at(nowhere, {
    type: "ImportDeclaration",
    specifiers: [...used].map((operation) => ({
      type: "ImportSpecifier",
      imported: identifier(nowhere, operation),
      local: identifier(nowhere, LOCAL[operation]),
    })),
    source: { type: "StringLiteral", value: "native:annotations" },
  });
}
