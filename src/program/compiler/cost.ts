import { children, isClass, isFunction } from "./ast";
import type { Node } from "./ast";
import type { Cost } from "./ir";

/**
 * Virtual time of the program's own code, by the static rule: about 1 ns for a statement or an operation, a few for a call, more where
 * memory is allocated. A region is what runs through without a back-edge: a function body, a loop body, or a branch that is not small.
 * It is charged as a whole where it begins (a loop body: where it ends), so time never depends on where execution was interrupted.
 */
export const NO_COST: Cost = { ns: 0, steps: 0 };

/** Branches up to this cost are charged with what surrounds them: a check of their own would cost more than it tells. */
const SMALL_NS = 8;

/** On the node itself: to collect the garbage of a map of all nodes would take longer than all the rest. */
const COST = Symbol("cost");

/** Cost of the region that the nodes make, without the regions within it. */
export function regionCost(nodes: readonly (Node | null | undefined)[]): Cost {
  let ns = 0;
  let steps = 0;
  for (const node of nodes) {
    if (node == null) continue;
    const cost = costOf(node);
    ns += cost.ns;
    steps += cost.steps;
  }
  return { ns, steps };
}

/** Whether a branch is a region of its own. */
export function isOwnRegion(branch: Node): boolean {
  return costOf(branch).ns > SMALL_NS;
}

function costOf(node: Node & { [COST]?: Cost }): Cost {
  if (COST in node) return node[COST];
  const cost = measure(node);
  node[COST] = cost;
  return cost;
}

/** What a branch adds to the region around it. */
function branch(node: Node | null | undefined): Cost {
  if (node == null || isOwnRegion(node)) return NO_COST;
  return costOf(node);
}

function larger(a: Cost, b: Cost): Cost {
  return a.ns >= b.ns ? a : b;
}

function plus(a: Cost, ns: number, steps: number): Cost {
  return { ns: a.ns + ns, steps: a.steps + steps };
}

function measure(node: Node): Cost {
  if (isFunction(node)) return { ns: node.type === "FunctionDeclaration" ? 1 : 4, steps: 0 };
  if (isClass(node)) return { ns: 20, steps: 1 };
  switch (node.type) {
    case "IfStatement": {
      const chosen = larger(branch(node.consequent), branch(node.alternate));
      return plus(regionCost([node.test]), 1 + chosen.ns, 1 + chosen.steps);
    }
    case "ConditionalExpression": {
      const chosen = larger(costOf(node.consequent), costOf(node.alternate));
      return plus(regionCost([node.test]), 1 + chosen.ns, chosen.steps);
    }
    case "SwitchStatement":
      return plus(regionCost([node.discriminant, ...node.cases.map((each) => each.test)]), 1, 1);
    case "ForStatement":
      return plus(regionCost([node.init, node.test]), 1, 1);
    case "WhileStatement":
      return plus(regionCost([node.test]), 1, 1);
    case "DoWhileStatement":
      return { ns: 1, steps: 1 };
    case "ForOfStatement":
    case "ForInStatement":
      return plus(regionCost([node.right]), 4, 1);
    case "TryStatement":
      return plus(regionCost([node.block]), 1, 1);
    case "BlockStatement":
      return regionCost(node.body);
    case "VariableDeclaration":
      return plus(
        regionCost(node.declarations.flatMap((each) => [each.id, each.init])),
        node.declarations.length,
        1,
      );
    default:
      break;
  }
  const inner = regionCost(children(node));
  return plus(inner, ownNs(node), node.type.endsWith("Statement") ? 1 : 0);
}

/** The node's own share. */
function ownNs(node: Node): number {
  switch (node.type) {
    case "CallExpression":
    case "OptionalCallExpression":
    case "TaggedTemplateExpression":
      return 3;
    case "NewExpression":
      return 8;
    case "ArrayExpression":
    case "ObjectExpression":
      return 4;
    case "RegExpLiteral":
      return 10;
    case "TemplateLiteral":
      return 1 + 2 * node.expressions.length;
    case "SpreadElement":
      return 4;
    case "MemberExpression":
    case "OptionalMemberExpression":
    case "BinaryExpression":
    case "LogicalExpression":
    case "UnaryExpression":
    case "UpdateExpression":
    case "AssignmentExpression":
    case "AssignmentPattern":
    case "ArrayPattern":
    case "ObjectPattern":
    case "ReturnStatement":
    case "ThrowStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "ExpressionStatement":
      return 1;
    default:
      return 0;
  }
}
