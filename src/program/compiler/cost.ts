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
/** What a kind of statement or expression costs besides its parts. Names, literals and parentheses cost nothing. */
export interface OperationCost {
  readonly what: string;
  readonly ns: number;
  readonly nodes: readonly Node["type"][];
}

export const OPERATION_COSTS: readonly OperationCost[] = [
  {
    what: "operator, assignment, `++`",
    ns: 1,
    nodes: [
      "BinaryExpression",
      "LogicalExpression",
      "UnaryExpression",
      "UpdateExpression",
      "AssignmentExpression",
      "ConditionalExpression",
    ],
  },
  { what: "reading or writing a property", ns: 1, nodes: ["MemberExpression", "OptionalMemberExpression"] },
  { what: "template; 2 more for each value in it", ns: 1, nodes: ["TemplateLiteral"] },
  {
    what: "pattern, default",
    ns: 1,
    nodes: ["ArrayPattern", "ObjectPattern", "AssignmentPattern"],
  },
  { what: "declared variable", ns: 1, nodes: ["VariableDeclaration"] },
  {
    what: "statement; a loop once, and 1 more for each pass",
    ns: 1,
    nodes: [
      "ExpressionStatement",
      "ReturnStatement",
      "ThrowStatement",
      "BreakStatement",
      "ContinueStatement",
      "IfStatement",
      "SwitchStatement",
      "ForStatement",
      "WhileStatement",
      "DoWhileStatement",
      "TryStatement",
    ],
  },
  {
    what: "loop over an iterator or over keys; 1 more for each pass",
    ns: 4,
    nodes: ["ForOfStatement", "ForInStatement"],
  },
  { what: "call", ns: 3, nodes: ["CallExpression", "OptionalCallExpression", "TaggedTemplateExpression"] },
  { what: "`new`", ns: 8, nodes: ["NewExpression"] },
  { what: "array, object", ns: 4, nodes: ["ArrayExpression", "ObjectExpression"] },
  { what: "spread", ns: 4, nodes: ["SpreadElement"] },
  { what: "regular expression", ns: 10, nodes: ["RegExpLiteral"] },
  { what: "function declaration", ns: 1, nodes: ["FunctionDeclaration"] },
  {
    what: "closure",
    ns: 4,
    nodes: [
      "FunctionExpression",
      "ArrowFunctionExpression",
      "ObjectMethod",
      "ClassMethod",
      "ClassPrivateMethod",
    ],
  },
  { what: "class", ns: 20, nodes: ["ClassDeclaration", "ClassExpression"] },
];

const NS: ReadonlyMap<string, number> = new Map(
  OPERATION_COSTS.flatMap(({ nodes, ns }) => nodes.map((node) => [node, ns] as const)),
);

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
  const ns = ownNs(node);
  if (isFunction(node)) return { ns, steps: 0 };
  if (isClass(node)) return { ns, steps: 1 };
  switch (node.type) {
    case "IfStatement": {
      const chosen = larger(branch(node.consequent), branch(node.alternate));
      return plus(regionCost([node.test]), ns + chosen.ns, 1 + chosen.steps);
    }
    case "ConditionalExpression": {
      const chosen = larger(costOf(node.consequent), costOf(node.alternate));
      return plus(regionCost([node.test]), ns + chosen.ns, chosen.steps);
    }
    case "SwitchStatement":
      return plus(regionCost([node.discriminant, ...node.cases.map((each) => each.test)]), ns, 1);
    case "ForStatement":
      return plus(regionCost([node.init, node.test]), ns, 1);
    case "WhileStatement":
      return plus(regionCost([node.test]), ns, 1);
    case "DoWhileStatement":
      return { ns, steps: 1 };
    case "ForOfStatement":
    case "ForInStatement":
      return plus(regionCost([node.right]), ns, 1);
    case "TryStatement":
      return plus(regionCost([node.block]), ns, 1);
    case "BlockStatement":
      return regionCost(node.body);
    case "VariableDeclaration":
      return plus(
        regionCost(node.declarations.flatMap((each) => [each.id, each.init])),
        ns * node.declarations.length,
        1,
      );
    default:
      break;
  }
  const steps = node.type.endsWith("Statement") ? 1 : 0;
  if (node.type === "TemplateLiteral")
    return plus(regionCost(children(node)), ns * (1 + 2 * node.expressions.length), steps);
  return plus(regionCost(children(node)), ns, steps);
}

/** The node's own share. */
function ownNs(node: Node): number {
  return NS.get(node.type) ?? 0;
}
