import type { WaitGraph, WaitNode } from "../../src/shared/trace/findings";
import { h, s } from "../dom";
import type { Panel } from "../panel";
import { BOX_HEIGHT, BOX_WIDTH, layOut, placeName } from "./waitGraphLayout";
import { t } from "../l10n/t";

/** Characters of a line of text in a box. */
const TITLE_LENGTH = 24;
const PLACE_LENGTH = 26;

/** The wait-for graph of a finding. A click on a goroutine, or Enter, selects it and shows its line. */
export function findingGraph(panel: Panel, graph: WaitGraph): HTMLElement {
  const { width, height, nodes, edges } = layOut(graph);
  const picture = s(
    "svg",
    {
      class: "wait-graph",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "group",
      "aria-label": t("Who waits for whom: {0}", edges.map(({ title }) => title).join("; ")),
    },
    s(
      "defs",
      {},
      s(
        "marker",
        {
          id: "wait-arrow",
          viewBox: "0 0 8 8",
          refX: 7,
          refY: 4,
          markerWidth: 7,
          markerHeight: 7,
          orient: "auto",
        },
        s("path", { class: "arrow", d: "M0 0L8 4L0 8z" }),
      ),
    ),
    ...edges.map(({ path, label, text, title }) =>
      s(
        "g",
        { class: "wait-edge" },
        s("title", {}, title),
        s("path", { class: "edge", d: path, "marker-end": "url(#wait-arrow)" }),
        s("path", { class: "edge-hit", d: path }),
        s("text", { x: label.x, y: label.y, "text-anchor": label.anchor }, text),
      ),
    ),
    ...nodes.map(({ node, x, y }) => box(panel, node, x, y)),
  );
  return h(
    "figure",
    { class: "wait-figure" },
    h("div", { class: "wait-scroll" }, picture),
    graph.left === 0
      ? undefined
      : h(
          "figcaption",
          { class: "dim" },
          t("{0, plural, one {# more is} other {# more are}} not drawn.", graph.left),
        ),
  );
}

function box(panel: Panel, node: WaitNode, x: number, y: number): SVGElement {
  const ended = node.state === "ended";
  const where = node.at === undefined ? "" : placeName(node.at);
  const second = ended ? t("has ended") : where === "" ? node.reason : t("waits at {0}", where);
  const choose = (): void => {
    panel.store.dispatch({ type: "focus", focus: { entity: node.g, label: node.label } });
    if (node.at !== undefined) panel.reveal(node.at, false);
  };
  return s(
    "g",
    {
      class: ended ? "wait-node ended" : "wait-node",
      transform: `translate(${x} ${y})`,
      role: "button",
      tabindex: 0,
      "aria-label": `${node.label}, ${second}`,
      onclick: choose,
      onkeydown: (event) => {
        if (!(event instanceof KeyboardEvent) || (event.key !== "Enter" && event.key !== " ")) return;
        event.preventDefault();
        choose();
      },
    },
    s(
      "title",
      {},
      `${node.label}: ${ended ? second : where === "" ? node.reason : t("{0} at {1}", node.reason, where)}`,
    ),
    s("rect", { class: "node-box", width: BOX_WIDTH, height: BOX_HEIGHT, rx: 4 }),
    s("text", { class: "wait-title", x: 10, y: 17 }, cut(node.label, TITLE_LENGTH)),
    s("text", { class: "wait-reason", x: 10, y: 32 }, cut(second, PLACE_LENGTH)),
  );
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
