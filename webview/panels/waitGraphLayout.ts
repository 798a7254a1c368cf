import type { WaitGraph, WaitNode } from "../../src/shared/trace/findings";
import type { Place } from "../../src/shared/trace/queries";
import { t } from "../l10n/t";

/** Sizes in px of the drawing. */
export const BOX_WIDTH = 176;
export const BOX_HEIGHT = 40;
const ROW_GAP = 46;
const COLUMN_GAP = 112;
const MARGIN = 12;
/** Room at the right for arcs and their labels. */
const ARC_ROOM = 108;

export interface PlacedNode {
  readonly node: WaitNode;
  /** Left upper corner of its box. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  /** As an SVG path. */
  readonly path: string;
  readonly label: { readonly x: number; readonly y: number; readonly anchor: "start" | "middle" | "end" };
  readonly text: string;
  /** The whole sentence, for tooltips and screen readers. */
  readonly title: string;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/**
 * Places a wait-for graph in columns. The rightmost one holds the circles, and who waits for nobody; each of the others, from right to left,
 * holds those who wait for the column before. Within a circle each stands below the one that waits for it.
 */
export function layOut(graph: WaitGraph): GraphLayout {
  const targets = graph.nodes.map((_, at) =>
    graph.edges.filter(({ from }) => from === at).map(({ to }) => to),
  );
  const level = levels(targets);
  const columns: number[][] = [];
  for (const at of inOrder(targets)) (columns[level[at] ?? 0] ??= []).push(at);
  const last = columns.length - 1;
  const row = graph.nodes.map((_, at) => columns[level[at] ?? 0]?.indexOf(at) ?? 0);
  const x = (at: number): number => MARGIN + (last - (level[at] ?? 0)) * (BOX_WIDTH + COLUMN_GAP);
  const y = (at: number): number => MARGIN + (row[at] ?? 0) * (BOX_HEIGHT + ROW_GAP);
  const edges = graph.edges.map(({ from, to, object, at, heldAt }): PlacedEdge => {
    const [a, b] = [graph.nodes[from]?.label ?? "", graph.nodes[to]?.label ?? ""];
    return {
      ...line({ x: x(from), y: y(from) }, { x: x(to), y: y(to) }),
      text: object,
      title: edgeTitle(a, b, object, at, heldAt),
    };
  });
  const arcs = graph.edges.some(
    ({ from, to }) => level[from] === level[to] && Math.abs((row[to] ?? 0) - (row[from] ?? 0)) !== 1,
  );
  const tallest = Math.max(...columns.map((column) => column.length), 1);
  return {
    width: 2 * MARGIN + (arcs ? ARC_ROOM : 0) + columns.length * BOX_WIDTH + Math.max(0, last) * COLUMN_GAP,
    height: 2 * MARGIN + tallest * BOX_HEIGHT + (tallest - 1) * ROW_GAP,
    nodes: graph.nodes.map((node, at) => ({ node, x: x(at), y: y(at) })),
    edges,
  };
}

/** `lock.ts:14` */
export function placeName(place: Place): string {
  return `${place.uri.slice(place.uri.lastIndexOf("/") + 1)}:${place.line}`;
}

function edgeTitle(
  waiter: string,
  holder: string,
  object: string,
  at: Place | undefined,
  heldAt: Place | undefined,
): string {
  if (at === undefined)
    return heldAt === undefined
      ? t("{0} waits for {1}, which only {2} could use", waiter, object, holder)
      : t("{0} waits for {1}, which {2} took at {3}", waiter, object, holder, placeName(heldAt));
  return heldAt === undefined
    ? t("{0} waits at {3} for {1}, which only {2} could use", waiter, object, holder, placeName(at))
    : t(
        "{0} waits at {3} for {1}, which {2} took at {4}",
        waiter,
        object,
        holder,
        placeName(at),
        placeName(heldAt),
      );
}

/** 0: waits for nobody or is in a circle; else one more than the nearest of those it waits for. */
function levels(targets: readonly (readonly number[])[]): number[] {
  const level: number[] = targets.map((list, at) => (list.length === 0 || reaches(targets, at) ? 0 : -1));
  for (let depth = 0, open = true; open; depth++) {
    open = false;
    for (const [at, list] of targets.entries()) {
      if (level[at] !== -1 || !list.some((to) => level[to] === depth)) continue;
      level[at] = depth + 1;
      open = true;
    }
  }
  return level.map((each) => Math.max(0, each));
}

/** Whether somebody waits for itself, directly or through others. */
function reaches(targets: readonly (readonly number[])[], start: number): boolean {
  const seen = new Set<number>();
  const queue = [...(targets[start] ?? [])];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === start) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    queue.push(...(targets[at] ?? []));
  }
  return false;
}

/** Each before the one it waits for, as far as circles allow. */
function inOrder(targets: readonly (readonly number[])[]): number[] {
  const order = new Set<number>();
  for (let start = 0; start < targets.length; start++)
    for (let at: number | undefined = start; at !== undefined && !order.has(at); at = targets[at]?.[0])
      order.add(at);
  return [...order];
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function line(from: Corner, to: Corner): Pick<PlacedEdge, "path" | "label"> {
  const [a, b] = [from.y + BOX_HEIGHT / 2, to.y + BOX_HEIGHT / 2];
  if (from.x !== to.x) {
    const [start, end] = [from.x + BOX_WIDTH, to.x];
    const bend = (end - start) / 2;
    const path = `M${start} ${a}C${start + bend} ${a} ${end - bend} ${b} ${end - 2} ${b}`;
    return { path, label: { x: (start + end) / 2, y: (a + b) / 2 - 6, anchor: "middle" } };
  }
  const step = Math.round((to.y - from.y) / (BOX_HEIGHT + ROW_GAP));
  if (step === 1) {
    const x = from.x + BOX_WIDTH / 2 - 34;
    const path = `M${x} ${from.y + BOX_HEIGHT}L${x} ${to.y - 2}`;
    return { path, label: { x: x - 7, y: (from.y + BOX_HEIGHT + to.y) / 2 + 4, anchor: "end" } };
  }
  if (step === -1) {
    const x = from.x + BOX_WIDTH / 2 + 34;
    const path = `M${x} ${from.y}L${x} ${to.y + BOX_HEIGHT + 2}`;
    return { path, label: { x: x + 7, y: (from.y + to.y + BOX_HEIGHT) / 2 + 4, anchor: "start" } };
  }
  const x = from.x + BOX_WIDTH;
  const out = x + 34;
  if (step === 0) {
    const path = `M${x} ${a - 9}C${out} ${a - 24} ${out} ${a + 24} ${x + 2} ${a + 9}`;
    return { path, label: { x: out - 4, y: a + 4, anchor: "start" } };
  }
  const path = `M${x} ${a}C${out} ${a} ${out} ${b} ${x + 2} ${b}`;
  return { path, label: { x: out - 4, y: (a + b) / 2 + 4, anchor: "start" } };
}
