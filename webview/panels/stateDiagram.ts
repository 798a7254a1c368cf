import type { EntityKind, TransitionEdge } from "../../src/shared/trace/queries";
import { t } from "../l10n/t";

/** A place in the diagram; the drawing is WIDTH × HEIGHT. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface StateNode extends Point {
  readonly state: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Drawn even where nobody was ever in it. */
  readonly always: boolean;
}

export interface DiagramEdge {
  readonly from: StateNode;
  readonly to: StateNode;
  readonly count: number;
  /** ns spent in `from` before, summed up. */
  readonly time: number;
  /** Reasons, most frequent first. */
  readonly reasons: readonly TransitionEdge[];
  /** The line, from box to box, as an SVG path. */
  readonly path: string;
  readonly label: Point;
  /** Width of the line: grows with the logarithm of the count. */
  readonly weight: number;
}

export const WIDTH = 500;
export const HEIGHT = 264;

function node(state: string, title: string, x: number, y: number, width = 132, always = true): StateNode {
  return { state, title, x, y, width, height: width < 100 ? 30 : 48, always };
}

/** The boxes of a diagram, and the ways between them: drawn pale where nobody went, so that the diagram keeps its shape. */
export interface Plan {
  readonly nodes: readonly StateNode[];
  readonly ways: readonly (readonly [from: string, to: string, bend: number])[];
}

/**
 * Runnable and Running face each other; what takes a goroutine off its P lies above and below, birth and end in the corners.
 * The state of a stack that is being copied has no box: it is in the table only.
 */
const GOROUTINE_NODES: readonly StateNode[] = [
  node("idle", t("created"), 78, 24, 70),
  node("runnable", t("Runnable"), 78, 132),
  node("running", t("Running"), 422, 132),
  node("syscall", t("Syscall"), 250, 26),
  node("waiting", t("Waiting"), 250, 238),
  node("dead", t("ended"), 422, 240, 70),
  node("preempted", t("Preempted"), 428, 26, 132, false),
];

const GOROUTINE_WAYS: Plan["ways"] = [
  ["idle", "runnable", 0],
  ["runnable", "running", -20],
  ["running", "runnable", -20],
  ["running", "waiting", 16],
  ["waiting", "runnable", 16],
  ["running", "syscall", 14],
  ["syscall", "running", 14],
  ["syscall", "runnable", -16],
  ["running", "dead", 0],
];

/** The same places for kernel threads: what has ended is a zombie until somebody has waited for it. */
const THREAD_NODES: readonly StateNode[] = [
  node("new", t("created"), 78, 24, 70),
  node("runnable", t("Runnable"), 78, 132),
  node("running", t("Running"), 422, 132),
  node("waiting", t("Waiting"), 250, 238),
  node("zombie", t("Zombie"), 422, 26),
  node("dead", t("ended"), 250, 26, 70),
];

const THREAD_WAYS: Plan["ways"] = [
  ["new", "runnable", 0],
  ["runnable", "running", -20],
  ["running", "runnable", -20],
  ["running", "waiting", 16],
  ["waiting", "runnable", 16],
  ["running", "zombie", 0],
  ["zombie", "dead", 0],
];

export const PLANS: Readonly<Record<EntityKind, Plan>> = {
  goroutine: { nodes: GOROUTINE_NODES, ways: GOROUTINE_WAYS },
  thread: { nodes: THREAD_NODES, ways: THREAD_WAYS },
};

/** Edges of the diagram with what was counted on them; transitions that it does not foresee get an edge of their own. */
export function diagram(kind: EntityKind, transitions: readonly TransitionEdge[]): readonly DiagramEdge[] {
  const { nodes, ways } = PLANS[kind];
  const groups = new Map<string, TransitionEdge[]>(ways.map(([from, to]) => [`${from} ${to}`, []]));
  for (const transition of transitions) {
    const key = `${nodeName(kind, transition.from)} ${nodeName(kind, transition.to)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [transition]);
    else group.push(transition);
  }
  const edges: DiagramEdge[] = [];
  for (const [key, reasons] of groups) {
    const [fromState = "", toState = ""] = key.split(" ");
    const from = nodes.find((each) => each.state === fromState);
    const to = nodes.find((each) => each.state === toState);
    if (from === undefined || to === undefined || from === to) continue;
    const bend = ways.find(([a, b]) => a === fromState && b === toState)?.[2] ?? 24;
    const count = reasons.reduce((sum, each) => sum + each.count, 0);
    edges.push({
      from,
      to,
      count,
      time: reasons.reduce((sum, each) => sum + each.time, 0),
      reasons: [...reasons].sort((a, b) => b.count - a.count),
      weight: count === 0 ? 1 : Math.min(4.5, 1.1 + Math.log10(count + 1) * 0.8),
      ...route(from, to, bend),
    });
  }
  return edges;
}

/** The diagram's name of a state: what the table shows too. */
export function stateTitle(kind: EntityKind, state: string): string {
  return PLANS[kind].nodes.find((each) => each.state === nodeName(kind, state))?.title ?? state;
}

/** Names the edge that a transition is counted on. */
export function edgeKey(kind: EntityKind, from: string, to: string): string {
  return `${nodeName(kind, from)}-${nodeName(kind, to)}`;
}

/** A goroutine that does not exist yet is where new ones come from. */
function nodeName(kind: EntityKind, state: string): string {
  return kind === "goroutine" && (state === "" || state === "new") ? "idle" : state;
}

/** A bent line between two boxes: from edge to edge, with the place of its label. */
function route(
  from: StateNode,
  to: StateNode,
  bend: number,
): { readonly path: string; readonly label: Point } {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const control = {
    x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bend * 2,
    y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bend * 2,
  };
  const at = (t: number): Point => ({
    x: (1 - t) ** 2 * from.x + 2 * (1 - t) * t * control.x + t ** 2 * to.x,
    y: (1 - t) ** 2 * from.y + 2 * (1 - t) * t * control.y + t ** 2 * to.y,
  });
  const steps = 200;
  let start = 0;
  while (start < steps && inside(at(start / steps), from, 2)) start++;
  let end = steps;
  while (end > start && inside(at(end / steps), to, 9)) end--;
  const [a, b] = [start / steps, end / steps];
  const first = at(a);
  const last = at(b);
  // The control point of the part of a quadratic curve between a and b is its blossom at (a, b).
  const middle = blossom(from, control, to, a, b);
  return {
    path: `M${round(first.x)} ${round(first.y)}Q${round(middle.x)} ${round(middle.y)} ${round(last.x)} ${round(last.y)}`,
    label: at((a + b) / 2),
  };
}

function blossom(from: Point, control: Point, to: Point, a: number, b: number): Point {
  const mixed = (p: number, q: number, r: number): number =>
    (1 - a) * (1 - b) * p + ((1 - a) * b + a * (1 - b)) * q + a * b * r;
  return { x: mixed(from.x, control.x, to.x), y: mixed(from.y, control.y, to.y) };
}

function inside(point: Point, box: StateNode, margin: number): boolean {
  return (
    Math.abs(point.x - box.x) <= box.width / 2 + margin &&
    Math.abs(point.y - box.y) <= box.height / 2 + margin
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
