import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import { callsOf, placeOf } from "./debugging";
import { compile, makeHost, run, show } from "./harness";
import { COMMON, randomProgram } from "./random/program";

/** What all variables that can be seen hold before one statement. */
interface Sight {
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The value to some depth: generated programs may make values that contain each other, over and over. */
function textOf(value: unknown, depth = 2): string {
  if (typeof value === "function") return "fn";
  if (typeof value !== "object" || value === null || value instanceof Error) return show(value);
  if (depth === 0) return Array.isArray(value) ? "[]" : "{}";
  const parts: string[] = [];
  for (const [key, { value: part }] of Object.entries(Object.getOwnPropertyDescriptors(value)))
    parts.push(`${key}:${textOf(part, depth - 1)}`);
  return `${Array.isArray(value) ? "A" : "O"}{${parts.join()}}`;
}

/**
 * The program with a call of `$see` before each statement of each list, with readers of all variables that are in scope by the text.
 */
function instrument(source: string): string {
  const file = ts.createSourceFile("main.ts", source, ts.ScriptTarget.ESNext, true);
  const inserts: { at: number; text: string }[] = [];
  const names = (name: ts.BindingName): string[] =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((each) => (ts.isOmittedExpression(each) ? [] : names(each.name)));
  const isVar = (list: ts.VariableDeclarationList): boolean => (list.flags & ts.NodeFlags.BlockScoped) === 0;
  const declared = (list: ts.VariableDeclarationList): string[] =>
    list.declarations.flatMap((each) => names(each.name));
  const lexical = (statements: readonly ts.Statement[]): string[] =>
    statements.flatMap((each) => {
      if (ts.isVariableStatement(each) && !isVar(each.declarationList)) return declared(each.declarationList);
      if ((ts.isFunctionDeclaration(each) || ts.isClassDeclaration(each)) && each.name !== undefined)
        return [each.name.text];
      return [];
    });
  /** The var names of a function's body. */
  const vars = (node: ts.Node): string[] => {
    const own = ts.isVariableDeclarationList(node) && isVar(node) ? declared(node) : [];
    const inner: string[] = [];
    ts.forEachChild(node, (child) => {
      if (!ts.isFunctionLike(child) && !ts.isClassLike(child)) inner.push(...vars(child));
    });
    return [...own, ...inner];
  };
  const list = (statements: readonly ts.Statement[], around: readonly string[]): void => {
    for (const each of statements) {
      if (!isCompound(each)) {
        const at = each.getStart(file);
        const { line, character } = file.getLineAndCharacterOfPosition(at);
        const readers = [...new Set(around)].map((name) => `${name}:()=>${name}`).join(",");
        inserts.push({ at, text: `$see("${line + 1}:${character + 1}",{${readers}});` });
      }
      visit(each, around);
    }
  };
  const visit = (node: ts.Node, around: readonly string[]): void => {
    let inner = around;
    if (ts.isFunctionLike(node)) {
      const { body } = node as ts.FunctionLikeDeclaration;
      inner = [
        ...around,
        ...node.parameters.flatMap((each) => names(each.name)),
        ...(body === undefined ? [] : vars(body)),
      ];
    } else if (
      ts.isForStatement(node) &&
      node.initializer !== undefined &&
      ts.isVariableDeclarationList(node.initializer)
    ) {
      inner = [...around, ...declared(node.initializer)];
    } else if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer)) {
      inner = [...around, ...declared(node.initializer)];
    } else if (ts.isCatchClause(node) && node.variableDeclaration !== undefined) {
      inner = [...around, ...names(node.variableDeclaration.name)];
    }
    if (ts.isBlock(node) && ts.isAccessor(node.parent)) {
      inserts.push({ at: node.getStart(file) + 1, text: "$quiet(1);try{" });
      inserts.push({ at: node.getEnd() - 1, text: "}finally{$quiet(-1);}" });
    }
    if (ts.isBlock(node)) {
      list(node.statements, [...inner, ...lexical(node.statements)]);
    } else if (ts.isCaseBlock(node)) {
      const all = [...inner, ...node.clauses.flatMap((each) => lexical(each.statements))];
      for (const each of node.clauses) {
        if (ts.isCaseClause(each)) visit(each.expression, inner);
        list(each.statements, all);
      }
    } else {
      ts.forEachChild(node, (child) => visit(child, inner));
    }
  };
  list(file.statements, [...lexical(file.statements), ...vars(file)]);
  let text = source;
  for (const { at, text: added } of inserts.sort((a, b) => b.at - a.at))
    text = text.slice(0, at) + added + text.slice(at);
  return text;
}

/** Statements of which the engine pauses at the parts. */
function isCompound(node: ts.Statement): boolean {
  return (
    ts.isBlock(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isLabeledStatement(node) ||
    ts.isTryStatement(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isEmptyStatement(node) ||
    // It may be a directive.
    (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression))
  );
}

function seeNatively(source: string): Sight[] {
  const { outputText } = ts.transpileModule(instrument(source), {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS },
  });
  const seen: Sight[] = [];
  const { globals } = makeHost(false);
  const see = (place: string, readers: Readonly<Record<string, () => unknown>>): void => {
    if (quiet > 0) return;
    const values: Record<string, string> = {};
    for (const [name, read] of Object.entries(readers)) {
      try {
        values[name] = textOf(read());
      } catch {
        values[name] = "not initialized";
      }
    }
    seen.push({ place, values });
  };
  let quiet = 0;
  const count = (by: number): void => {
    quiet += by;
  };
  const names = Object.keys(globals);
  const body = Reflect.construct(Function, ["$see", "$quiet", ...names, `"use strict";${outputText}`]) as (
    ...values: unknown[]
  ) => void;
  try {
    body(see, count, ...names.map((name) => globals[name]));
  } catch {
    // The program ends as it likes: what it has shown until then is what counts.
  }
  return seen;
}

function seeInEngine(
  source: string,
  places: ReadonlySet<string>,
): { place: string; values: Record<string, string> }[] {
  const compiled = compile(source, { debug: true });
  // A built-in may call them, and then nothing can pause.
  const accessors = new Set(Array.from(source.matchAll(/\b[gs]et (\w+)\(/g), ([, name]) => name));
  const seen: { place: string; values: Record<string, string> }[] = [];
  run(compiled, {
    slice: Infinity,
    suspend: false,
    onPause: (routine) => {
      const calls = callsOf(routine);
      const [first] = calls;
      if (calls.some(({ fn }) => accessors.has(fn.replace(/^.*\./, "")))) return;
      const place = placeOf(compiled, first!).replace(/^.*?:(?=\d+:\d+$)/, "");
      if (!places.has(place)) return;
      const values: Record<string, string> = {};
      for (const { variables } of first!.scopes())
        for (const { name, state, value } of variables)
          values[name] ??=
            state === "value" ? textOf(value) : state === "uninitialized" ? "not initialized" : "-";
      seen.push({ place, values });
    },
  });
  return seen;
}

test("at every pause of random programs the variables are what they are in JavaScript", () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
      const source = COMMON + randomProgram(seed);
      const native = seeNatively(source);
      const engine = seeInEngine(source, new Set(native.map(({ place }) => place)));
      expect(engine.map(({ place }) => place)).toEqual(native.map(({ place }) => place));
      for (const [i, { place, values }] of native.entries()) {
        const own = engine[i]!.values;
        for (const [name, value] of Object.entries(values)) {
          expect(own[name], `${name} at ${place}: not there`).toBeDefined();
          // Only the function that has it could say.
          if (own[name] === "-") continue;
          expect(own[name], `${name} at ${place}`).toBe(value);
          compared++;
        }
      }
    }),
    { numRuns: 30, seed: 3 },
  );
  expect(compared).toBeGreaterThan(2000);
});
