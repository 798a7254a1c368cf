import type * as t from "@babel/types";
import { children, isClass, isFunction } from "../ast";
import type { Node } from "../ast";
import { regionCost } from "../cost";
import type { Scope } from "../scope";
import { sourceName } from "../sourceName";
import type { FunctionBuilder } from "./builder";
import type { Control } from "./control";
import { openAsync, stepAsync } from "./asyncLoops";
import { openCursor, stepCursor } from "./cursors";
import { lowerEffect, lowerExpression } from "./expressions";
import { assignPattern, bindPattern } from "./patterns";
import { lowerDeclaration, lowerStatement } from "./statements";
import { runClosing } from "./tries";
import { addResource, isUsing, lowerDisposing } from "./using";
import { UNDEFINED, constant } from "./value";
import type { Value } from "./value";
import { readWhole } from "./watching";

/** Loops within one another in one function. V8 takes seconds to compile some thousand. */
const MOST_LOOPS = 256;

function isLoop(control: Control): boolean {
  return control.kind === "target" && control.continueLabel !== undefined;
}

interface Frame {
  readonly labels: readonly string[];
  readonly node: t.Statement;
}

/**
 * The frame of every loop: a `loop` that break leaves, and in it a block that continue leaves. The back-edge counts the time of one
 * pass and can stop.
 */
function lowerFrame(
  b: FunctionBuilder,
  frame: Frame,
  parts: {
    before(end: string): void;
    body(control: Control): void;
    after(end: string): void;
    cost: readonly (Node | null | undefined)[];
  },
): void {
  const end = b.label();
  const next = b.label();
  const target: Control = {
    kind: "target",
    labels: frame.labels,
    breakLabel: end,
    continueLabel: next,
    labelledOnly: false,
  };
  const body = b.list(() => {
    b.forgetting(frame.node, () => {
      parts.before(end);
      if (b.control.filter(isLoop).length === MOST_LOOPS)
        b.error(
          frame.node,
          `loops can be nested ${MOST_LOOPS} deep: put some of them into functions of their own`,
        );
      b.control.push(target);
      const inner = b.list(() => parts.body(target));
      b.control.pop();
      b.out.push({ op: "block", label: next, body: inner });
      parts.after(end);
    });
    const { ns, steps } = regionCost(parts.cost);
    b.check({ ns: ns + 1, steps: steps + 1 }, frame.node);
  });
  b.out.push({ op: "loop", label: end, body });
}

function breakUnless(b: FunctionBuilder, test: Node, end: string): void {
  const mark = b.mark();
  b.stop(test);
  const value = lowerExpression(b, test);
  b.out.push({
    op: "if",
    test: `!(${value.text})`,
    then: [{ op: "break", label: end }],
    else: [],
    loc: b.loc(test),
  });
  b.release(mark);
}

function makesFunction(node: Node): boolean {
  return isFunction(node) || isClass(node) || children(node).some(makesFunction);
}

function nothing(): void {
  // A loop without this part.
}

export function lowerWhile(b: FunctionBuilder, node: t.WhileStatement, labels: readonly string[]): void {
  lowerFrame(
    b,
    { labels, node },
    {
      before: (end) => breakUnless(b, node.test, end),
      body: () => lowerStatement(b, node.body),
      after: nothing,
      cost: [node.test, node.body],
    },
  );
}

export function lowerDoWhile(b: FunctionBuilder, node: t.DoWhileStatement, labels: readonly string[]): void {
  lowerFrame(
    b,
    { labels, node },
    {
      before: nothing,
      body: () => lowerStatement(b, node.body),
      after: (end) => breakUnless(b, node.test, end),
      cost: [node.test, node.body],
    },
  );
}

export function lowerFor(b: FunctionBuilder, node: t.ForStatement, labels: readonly string[]): void {
  const scope = b.module.analysis.scopes.get(node);
  b.inScope(scope, node, () => {
    lowerDisposing(b, node, node.init == null ? [] : [node.init], () =>
      lowerForParts(b, node, scope, labels),
    );
  });
}

function lowerForParts(
  b: FunctionBuilder,
  node: t.ForStatement,
  scope: Scope | undefined,
  labels: readonly string[],
): void {
  if (node.init != null) b.stop(node);
  if (node.init?.type === "VariableDeclaration") lowerDeclaration(b, node.init);
  else if (node.init != null) lowerEffect(b, node.init);
  // Functions made there keep the variables as they were before the first pass.
  if (scope !== undefined && node.init != null && makesFunction(node.init)) b.copyEnv(scope, node);
  lowerFrame(
    b,
    { labels, node },
    {
      before: (end) => {
        if (node.test != null) breakUnless(b, node.test, end);
      },
      body: () => lowerStatement(b, node.body),
      after: () => {
        if (scope !== undefined) b.copyEnv(scope, node);
        if (node.update == null) return;
        const mark = b.mark();
        b.stop(node.update);
        lowerEffect(b, node.update);
        b.release(mark);
      },
      cost: [node.test, node.body, node.update],
    },
  );
}

/** for-of and for await, over a cursor that is closed when the loop is left early. */
export function lowerForOf(b: FunctionBuilder, node: t.ForOfStatement, labels: readonly string[]): void {
  const value = lowerSubject(b, node);
  const site = iterableName(node.right);
  const cursor = node.await ? openAsync(b, value, site, node.right) : openCursor(b, value, site, node.right);
  lowerFrame(
    b,
    { labels, node },
    {
      before: nothing,
      body: (target) => {
        const end = target.kind === "target" ? (target.breakLabel ?? "") : "";
        const item = node.await
          ? stepAsync(b, cursor, node.right, end)
          : stepCursor(b, cursor, node.right, end);
        runClosing(b, { kind: "cursor", cursor, loop: target, awaits: node.await }, node, () => {
          b.inScope(b.module.analysis.scopes.get(node), node, () => {
            lowerDisposing(b, node, [node.left], () => {
              b.stop(node.left);
              bindHead(b, node.left, item.text);
              lowerStatement(b, node.body);
            });
          });
        });
      },
      after: nothing,
      cost: [node.left, node.body],
    },
  );
}

/** What is iterated: it sees the loop's names, which have no values yet. */
function lowerSubject(b: FunctionBuilder, node: t.ForOfStatement | t.ForInStatement): Value {
  const scope = b.module.analysis.scopes.get(node);
  const early = scope !== undefined && [...scope.bindings.values()].some((binding) => binding.checked);
  let value = UNDEFINED;
  b.inScope(early ? scope : undefined, node, () => {
    value = b.spill(lowerExpression(b, node.right), node.right);
  });
  return value;
}

/** V8 blames the function when what it returns is not iterable. */
function iterableName(node: Node): string {
  if (node.type === "CallExpression" && node.callee.type !== "Super")
    return `${sourceName(node.callee)} is not a function or its return value`;
  return sourceName(node);
}

function bindHead(b: FunctionBuilder, left: Node, item: string): void {
  const mark = b.mark();
  if (left.type === "VariableDeclaration") {
    const [declarator] = left.declarations;
    const value = isUsing(left) ? addResource(b, left, constant(item)) : constant(item);
    if (declarator !== undefined) bindPattern(b, declarator.id, value);
  } else {
    assignPattern(b, left, constant(item));
  }
  b.release(mark);
}

/** for-in: over the keys as they are at the start; a key that has been deleted meanwhile is left out. */
export function lowerForIn(b: FunctionBuilder, node: t.ForInStatement, labels: readonly string[]): void {
  const object = b.temp();
  const keys = b.temp();
  const index = b.temp();
  b.exec(`${object}=${lowerSubject(b, node).text}`, node.right);
  b.exec(`${keys}=$h.keysIn(${readWhole(b, object, node.right)})`, node.right);
  b.exec(`${index}=0`, node.right);
  lowerFrame(
    b,
    { labels, node },
    {
      before: (end) => {
        b.out.push({
          op: "if",
          test: `${index}>=${keys}.length`,
          then: [{ op: "break", label: end }],
          else: [],
          loc: b.loc(node),
        });
      },
      body: (target) => {
        const key = b.temp();
        b.exec(`${key}=${keys}[${index}++]`, node);
        const gone = target.kind === "target" ? target.continueLabel : undefined;
        if (gone !== undefined)
          b.out.push({
            op: "if",
            test: `!$h.hasKey(${object},${key})`,
            then: [{ op: "break", label: gone }],
            else: [],
            loc: b.loc(node),
          });
        b.inScope(b.module.analysis.scopes.get(node), node, () => {
          b.stop(node.left);
          bindHead(b, node.left, key);
          lowerStatement(b, node.body);
        });
      },
      after: nothing,
      cost: [node.left, node.body],
    },
  );
}
