import type {
  ArrowFunctionExpression,
  ClassMethod,
  ClassPrivateMethod,
  Comment,
  File,
  FunctionDeclaration,
  FunctionExpression,
  Node,
  ObjectMethod,
} from "@babel/types";
import type { ProgramDiagnostic } from "../../shared/messages/worker";
import type { FunctionAnnotations, SimulateTag } from "./annotation";
import { expressionProblem, parseSource } from "./parseSource";
import { LineMap, toDiagnostic } from "./problem";
import type { Problem } from "./problem";
import { readAnnotations, TAGS } from "./readAnnotations";

/** Nodes that a JSDoc comment can annotate. */
export type AnnotatedFunction =
  | FunctionDeclaration
  | FunctionExpression
  | ArrowFunctionExpression
  | ClassMethod
  | ClassPrivateMethod
  | ObjectMethod;

/** An entry point. Offsets and lines of its head, where the lens stands; lines count from 1. */
export interface Entry {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly tag: SimulateTag;
}

export interface Scan {
  readonly functions: ReadonlyMap<AnnotatedFunction, FunctionAnnotations>;
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Calls `visit` for every node, parents first. */
function walk(node: Node, visit: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  const stack: [Node, Node | undefined][] = [[node, parent]];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [current, above] = top;
    visit(current, above);
    const children: [Node, Node][] = [];
    for (const [key, value] of Object.entries(current)) {
      if (
        key === "loc" ||
        key.endsWith("Comments") ||
        key === "comments" ||
        key === "errors" ||
        key === "tokens"
      )
        continue;
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
        if (isNode(child)) children.push([child, current]);
    }
    stack.push(...children.reverse());
  }
}

/** The function that a comment before `node` speaks of, and its name. */
function functionOf(node: Node): { readonly fn: AnnotatedFunction; readonly name: string } | undefined {
  switch (node.type) {
    case "FunctionDeclaration":
      return { fn: node, name: node.id?.name ?? "default" };
    case "ExportNamedDeclaration":
      return node.declaration == null ? undefined : functionOf(node.declaration);
    case "ExportDefaultDeclaration":
      return functionOf(node.declaration);
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return { fn: node, name: "default" };
    case "VariableDeclaration": {
      const [only, ...more] = node.declarations;
      if (only === undefined || more.length > 0 || only.init == null || only.id.type !== "Identifier")
        return undefined;
      const inner = functionOf(only.init);
      return inner === undefined ? undefined : { fn: inner.fn, name: only.id.name };
    }
    case "ClassMethod":
    case "ObjectMethod":
    case "ClassPrivateMethod":
      if (node.kind !== "method") return undefined;
      return { fn: node, name: node.key.type === "Identifier" ? node.key.name : "method" };
    case "ClassProperty":
    case "ClassPrivateProperty":
    case "ObjectProperty":
      return node.value == null ? undefined : functionOf(node.value);
    default:
      return undefined;
  }
}

function checkEntry(
  name: string,
  fn: AnnotatedFunction,
  tag: SimulateTag,
  topLevel: boolean,
): Problem | undefined {
  const at = { start: tag.start, end: tag.start + "@simulate".length };
  if (!topLevel)
    return {
      ...at,
      message: "@simulate stands on a function that is not at the top level of the file: move it there",
      severity: "error",
    };
  const required = fn.params.find(
    (param) =>
      param.type !== "AssignmentPattern" &&
      param.type !== "RestElement" &&
      !("optional" in param && param.optional === true) &&
      !isThis(param),
  );
  if (required !== undefined) {
    const start = required.start ?? tag.start;
    return {
      start,
      end: required.end ?? start,
      message: `the entry function ${name} has a required parameter: give it a default value or remove it`,
      severity: "error",
    };
  }
  if (fn.generator === true)
    return {
      ...at,
      message: `the entry function ${name} is a generator: make it an ordinary function`,
      severity: "error",
    };
  return undefined;
}

function isThis(param: Node): boolean {
  return param.type === "Identifier" && param.name === "this";
}

/** Reads all annotations of a parsed file. */
export function scanFile(file: File, text: string): Scan {
  const lines = new LineMap(text);
  const functions = new Map<AnnotatedFunction, FunctionAnnotations>();
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const attached = new Set<number>();

  walk(file.program, (node, parent) => {
    const comment = node.leadingComments?.at(-1);
    if (comment?.type !== "CommentBlock" || comment.start == null || attached.has(comment.start)) return;
    const target = functionOf(node);
    if (target === undefined) return;
    attached.add(comment.start);
    const read = readComment(comment, text);
    problems.push(...read.problems);
    const annotations = read.annotations;
    if (annotations === undefined) return;
    functions.set(target.fn, annotations);
    if (annotations.mock !== undefined) {
      const wrong = expressionProblem(annotations.mock.text);
      const { offset, text: mock } = annotations.mock;
      if (wrong !== undefined)
        problems.push({
          start: offset + Math.min(wrong.at, mock.length - 1),
          end: offset + mock.length,
          message: `@mock: not an expression: ${wrong.message}`,
          severity: "error",
        });
    }
    if (annotations.simulate === undefined) return;
    const wrong = checkEntry(target.name, target.fn, annotations.simulate, parent?.type === "Program");
    if (wrong !== undefined) {
      problems.push(wrong);
      return;
    }
    const start = node.start ?? 0;
    entries.push({
      name: target.name,
      start,
      end: node.end ?? start,
      line: lines.at(start).line,
      tag: annotations.simulate,
    });
  });

  for (const comment of file.comments ?? []) {
    if (comment.type !== "CommentBlock" || comment.start == null || attached.has(comment.start)) continue;
    const read = readComment(comment, text);
    problems.push(...read.problems);
    if (read.annotations !== undefined) problems.push(...misplaced(comment, text));
  }
  return { functions, entries, problems };
}

function readComment(comment: Comment, text: string): ReturnType<typeof readAnnotations> {
  const start = comment.start ?? 0;
  return readAnnotations(text.slice(start, comment.end ?? start), start);
}

/** One problem for each of our tags in a comment that stands before nothing that can be called. */
function misplaced(comment: Comment, text: string): Problem[] {
  const start = comment.start ?? 0;
  const body = text.slice(start, comment.end ?? start);
  return [...body.matchAll(/@([A-Za-z]\w*)/g)]
    .filter((match) => (match[1] ?? "") in TAGS)
    .map((match) => {
      const at = start + match.index;
      return {
        start: at,
        end: at + match[0].length,
        message: `${match[0]} means nothing here: it belongs directly before a function or method`,
        severity: "error" as const,
      };
    });
}

/** A JSDoc comment and the head of the top-level function after it, found without a syntax tree. */
const ENTRY_HEAD =
  /(\/\*\*(?:[^*]|\*(?!\/))*\*\/)\s*^((?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\s+([\w$]+)|(?:const|let|var)\s+([\w$]+)\s*=))/gm;

/** Entry points of a text that no syntax tree can be made of, so that lenses stay while a person types. */
function scanHeads(text: string): Entry[] {
  const lines = new LineMap(text);
  const entries: Entry[] = [];
  for (const match of text.matchAll(ENTRY_HEAD)) {
    const [whole, comment = "", head = "", name, variable] = match;
    const tag = readAnnotations(comment, match.index).annotations?.simulate;
    if (tag === undefined) continue;
    const start = match.index + whole.length - head.length;
    entries.push({
      name: name ?? variable ?? "default",
      start,
      end: start + head.length,
      line: lines.at(start).line,
      tag,
    });
  }
  return entries;
}

/** What the editor and the command line need of a file that may be half-written: its entry points and everything wrong with its tags and syntax. */
export function scanText(
  text: string,
  uri: string,
): { readonly entries: readonly Entry[]; readonly diagnostics: readonly ProgramDiagnostic[] } {
  const { file, problems } = parseSource(text);
  const lines = new LineMap(text);
  const scan = file === undefined ? undefined : scanFile(file, text);
  const all = [...problems, ...(scan?.problems ?? [])];
  return {
    entries: scan?.entries ?? scanHeads(text),
    diagnostics: all.map((problem) => toDiagnostic(problem, uri, lines)),
  };
}
