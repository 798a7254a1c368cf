import type * as t from "@babel/types";
import type { CallNode, MemberNode, Node } from "../ast";
import type { FunctionBuilder } from "./builder";
import { finishCall, lowerCallee, methodCallee } from "./calls";
import type { Callee } from "./calls";
import { deletePlace, lowerExpression } from "./expressions";
import { lowerPlace, readPlace } from "./members";
import { sourceName } from "../sourceName";
import { UNDEFINED, constant } from "./value";
import type { Value } from "./value";

/** Whether `?.` stands somewhere along the members and calls that the expression is made of. */
export function isChain(node: Node): boolean {
  switch (node.type) {
    case "OptionalMemberExpression":
    case "OptionalCallExpression":
      return true;
    default:
      return false;
  }
}

/**
 * An optional chain: as soon as what stands before a `?.` is missing, the whole chain is undefined.
 * @param deleting the chain is the operand of delete.
 */
export function lowerChain(b: FunctionBuilder, node: Node, deleting = false): Value {
  const result = b.temp();
  const label = b.label();
  const missing = deleting ? "true" : "undefined";
  const body = b.list(() => {
    b.exec(`${result}=${missing}`, node);
    const end: End = { label };
    const value =
      deleting && (node.type === "OptionalMemberExpression" || node.type === "MemberExpression")
        ? deletePlace(b, node, linkObject(b, node, end))
        : link(b, node, end);
    b.exec(`${result}=${value.text}`, node);
  });
  b.out.push({ op: "block", label, body });
  return constant(result);
}

/** A chain in parentheses as a callee, `(a?.f)()`: the call keeps its object. */
export function chainCallee(b: FunctionBuilder, node: t.OptionalMemberExpression): Callee {
  const [fn, self] = [b.temp(), b.temp()];
  const label = b.label();
  const body = b.list(() => {
    b.exec(`${fn}=${self}=undefined`, node);
    const object = b.spill(linkObject(b, node, { label }), node);
    b.exec(`${self}=${object.text}`, node);
    b.exec(`${fn}=${readPlace(b, lowerPlace(b, node, object), node).text}`, node);
  });
  b.out.push({ op: "block", label, body });
  return { fn: constant(fn), self: constant(self), site: sourceName(node), builtin: undefined };
}

interface End {
  readonly label: string;
}

/** One link of the chain and everything before it. */
function link(b: FunctionBuilder, node: Node, end: End): Value {
  switch (node.type) {
    case "OptionalMemberExpression":
      return readPlace(b, lowerPlace(b, node, linkObject(b, node, end)), node);
    case "OptionalCallExpression":
      return linkCall(b, node, end);
    default:
      return lowerExpression(b, node);
  }
}

function linkObject(b: FunctionBuilder, node: MemberNode, end: End): Value {
  const object = link(b, node.object, end);
  if (node.optional !== true) return object;
  return leaveIfMissing(b, object, node, end);
}

function linkCall(b: FunctionBuilder, node: CallNode, end: End): Value {
  const callee = linkCallee(b, node.callee, end);
  if (node.optional !== true) return finishCall(b, callee, node.arguments, node);
  const self = b.spill(callee.self, node);
  const fn = leaveIfMissing(b, callee.fn, node, end);
  // The function has been put aside, so it cannot be called as the object's own text.
  return finishCall(b, { ...callee, self, fn, builtin: undefined }, node.arguments, node);
}

function linkCallee(b: FunctionBuilder, callee: Node, end: End): Callee {
  if (callee.type === "OptionalMemberExpression") return methodCallee(b, callee, linkObject(b, callee, end));
  if (callee.type === "OptionalCallExpression")
    return { fn: link(b, callee, end), self: UNDEFINED, site: sourceName(callee), builtin: undefined };
  return lowerCallee(b, callee);
}

function leaveIfMissing(b: FunctionBuilder, value: Value, node: Node, end: End): Value {
  const pinned = b.spill(value, node);
  b.out.push({
    op: "if",
    test: `${pinned.text}==null`,
    then: [{ op: "break", label: end.label }],
    else: [],
    loc: b.loc(node),
  });
  return pinned;
}
