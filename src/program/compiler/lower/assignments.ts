import type * as t from "@babel/types";
import type { MemberNode, Node } from "../ast";
import type { FunctionBuilder } from "./builder";
import { numericIn, toOperands } from "./conversions";
import { lowerExpression, shortCircuit } from "./expressions";
import { lowerPlace, pinPlace, readPlace, writePlace } from "./members";
import type { Place } from "./members";
import { readName, writeName } from "./names";
import { assignPattern } from "./patterns";
import { computed, constant } from "./value";
import type { Value } from "./value";

/** Between the read and the write of `x++` and its like another core may come: the write may undo what it has done. */
const BETWEEN = { ns: 1, steps: 0 } as const;

export function lowerAssignment(b: FunctionBuilder, node: t.AssignmentExpression): Value {
  const { left, right, operator } = node;
  if (left.type === "ArrayPattern" || left.type === "ObjectPattern")
    return lowerDestructuring(b, left, right);
  const target = targetOf(b, left, node);
  if (target === undefined) return constant("undefined");
  const name = left.type === "Identifier" && left.extra?.["parenthesized"] !== true ? left.name : undefined;
  if (operator === "=") return target.assign(right, name);
  if (operator === "&&=" || operator === "||=" || operator === "??=")
    return lowerLogicalAssignment(b, target, node, name);
  return lowerCompound(b, target, node);
}

export function lowerUpdate(b: FunctionBuilder, node: t.UpdateExpression): Value {
  const target = targetOf(b, node.argument, node);
  if (target === undefined) return constant("undefined");
  if (target.local !== undefined) {
    numericIn(b, target.local, node.argument);
    return computed(node.prefix ? `(${node.operator}${target.local})` : `(${target.local}${node.operator})`);
  }
  const pinned = target.pin();
  const value = b.temp();
  b.exec(`${value}=${pinned.read().text}`, node);
  numericIn(b, value, node.argument);
  b.check(BETWEEN, node);
  if (node.prefix) return pinned.write(computed(`${node.operator}${value}`));
  const old = b.temp();
  b.exec(`${old}=${value}${node.operator}`, node);
  b.exec(pinned.write(constant(value)).text, node);
  return constant(old);
}

/** Something that is assigned to, before its parts are evaluated. */
interface Target {
  /** Text of a variable of this function only: no other core can see it. */
  readonly local: string | undefined;
  assign(right: Node, name: string | undefined): Value;
  pin(): PinnedTarget;
}

interface PinnedTarget {
  read(): Value;
  write(value: Value): Value;
}

function targetOf(b: FunctionBuilder, left: Node, node: Node): Target | undefined {
  if (left.type === "Identifier") return nameTarget(b, left);
  if (left.type === "MemberExpression" || left.type === "OptionalMemberExpression")
    return memberTarget(b, left, node);
  b.error(left, "this cannot be assigned to");
  return undefined;
}

function nameTarget(b: FunctionBuilder, left: t.Identifier): Target {
  const binding = b.module.analysis.references.get(left)?.binding;
  const value = readName(b, left, left.name);
  const writable = binding !== undefined && binding.kind !== "const" && binding.kind !== "self";
  const own = binding?.holder === undefined && binding?.target === undefined;
  const local = writable && own && !binding.captured && !binding.checked;
  const pinned = { read: () => value, write: (to: Value) => writeName(b, left, left.name, to) };
  return {
    local: local ? value.text : undefined,
    assign: (right, name) => pinned.write(lowerExpression(b, right, name)),
    pin: () => pinned,
  };
}

function memberTarget(b: FunctionBuilder, left: MemberNode, node: Node): Target {
  return {
    local: undefined,
    assign: (right) => {
      let place: Place | undefined;
      const parts = placeParts(b, left, (found) => {
        place = found;
      });
      const values = b.operands(
        [...parts.map(() => left), right],
        [...parts, () => lowerExpression(b, right)],
      );
      const value = values.at(-1) ?? constant("undefined");
      return place === undefined ? value : writePlace(b, withParts(place, values), value, node);
    },
    pin: () => {
      const place = pinPlace(b, lowerPlace(b, left), node);
      return { read: () => readPlace(b, place, node), write: (to) => writePlace(b, place, to, node) };
    },
  };
}

/** The object and the key of a member as operands of their own; `found` gets the place that they belong to. */
function placeParts(b: FunctionBuilder, left: MemberNode, found: (place: Place) => void): (() => Value)[] {
  let place: Place | undefined;
  const once = (): Place => {
    place ??= lowerPlace(b, left);
    found(place);
    return place;
  };
  const first = (): Value => {
    const found = once();
    return found.kind === "super" ? found.key : found.object;
  };
  const second = (): Value => {
    const found = once();
    return found.kind === "keyed" ? found.key : constant("undefined");
  };
  return [first, second];
}

function withParts(place: Place, values: readonly Value[]): Place {
  const [first = constant("undefined"), second = constant("undefined")] = values;
  switch (place.kind) {
    case "named":
    case "private":
      return { ...place, object: first };
    case "keyed":
      return { ...place, object: first, key: second };
    case "super":
      return { ...place, key: first };
  }
}

function lowerCompound(b: FunctionBuilder, target: Target, node: t.AssignmentExpression): Value {
  const operator = node.operator.slice(0, -1);
  if (target.local !== undefined) {
    const { local } = target;
    const [old, right] = b.operands(
      [node.left, node.right],
      [() => ({ text: local, stable: false, atom: true }), () => lowerExpression(b, node.right)],
    );
    const [first, second] = toOperands(
      b,
      operator,
      [old ?? constant(local), right ?? constant("undefined")],
      [node.left, node.right],
    );
    return computed(`(${local}=${first.text} ${operator} ${second.text})`);
  }
  const pinned = target.pin();
  const old = b.spill(computed(pinned.read().text), node);
  const right = b.spill(lowerExpression(b, node.right), node);
  const [first, second] = toOperands(b, operator, [old, right], [node.left, node.right]);
  b.check(BETWEEN, node);
  return pinned.write(computed(`${first.text} ${operator} ${second.text}`));
}

function lowerLogicalAssignment(
  b: FunctionBuilder,
  target: Target,
  node: t.AssignmentExpression,
  name: string | undefined,
): Value {
  const pinned = target.pin();
  const result = b.temp();
  b.exec(`${result}=${pinned.read().text}`, node);
  const then = b.list(() => {
    b.exec(`${result}=${lowerExpression(b, node.right, name).text}`, node);
    if (target.local === undefined) b.check(BETWEEN, node);
    b.exec(pinned.write(constant(result)).text, node);
  });
  b.out.push({ op: "if", test: shortCircuit(node.operator, result), then, else: [], loc: b.loc(node) });
  return constant(result);
}

function lowerDestructuring(b: FunctionBuilder, left: t.ArrayPattern | t.ObjectPattern, right: Node): Value {
  if (left.type === "ArrayPattern" && right.type === "ArrayExpression") {
    const swapped = lowerSwap(b, left, right);
    if (swapped !== undefined) return swapped;
  }
  const value = b.spill(lowerExpression(b, right), right);
  assignPattern(b, left, value, right);
  return value;
}

/** `[a, b] = [b, a]`: without the array. Its value is only known to be used where it is asked for, so it is made there. */
function lowerSwap(b: FunctionBuilder, left: t.ArrayPattern, right: t.ArrayExpression): Value | undefined {
  if (left.elements.length !== right.elements.length) return undefined;
  const pairs: [Node, Node][] = [];
  for (const [i, target] of left.elements.entries()) {
    const source = right.elements[i];
    if (target === null || source == null || target.type === "RestElement" || source.type === "SpreadElement")
      return undefined;
    pairs.push([target, source]);
  }
  const values = b
    .operands(
      pairs.map(([, source]) => source),
      pairs.map(
        ([, source]) =>
          () =>
            lowerExpression(b, source),
      ),
    )
    .map((value, i) => b.spill(computed(value.text), pairs[i]?.[1] ?? right));
  for (const [i, [target, source]] of pairs.entries())
    assignPattern(b, target, values[i] ?? constant("undefined"), source);
  return computed(`[${values.map((value) => value.text).join(",")}]`);
}
