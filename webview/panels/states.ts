import type { Explanation, GoroutineAt, QueryResult, TransitionEdge } from "../../src/shared/trace/queries";
import { h, s } from "../dom";
import { icon } from "../icons";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import { formatCount, formatShort } from "../model/time";
import type { Panel } from "../panel";
import type { DiagramEdge, StateNode } from "./stateDiagram";
import { HEIGHT, NODES, WIDTH, diagram, edgeKey, stateTitle } from "./stateDiagram";
import { whyParts } from "./why";

const MOST_STATES = 2000;

/** The states of goroutines with how often each way was taken: of all, or of the one that is looked at. */
export class States {
  private readonly drawing = s("svg", {
    class: "diagram",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": "State diagram of goroutines; the table beside it has the same numbers",
  });
  private readonly subject = h("div", { class: "states-subject" });
  private readonly whyBox = h("div", {
    class: "why states-why",
    role: "region",
    "aria-label": "Why",
    hidden: true,
  });
  private readonly rows = h("tbody");
  private readonly list: HTMLElement;
  readonly element: HTMLElement;
  private readonly transitions: Latest<number, readonly TransitionEdge[]>;
  private readonly now: Latest<number, QueryResult<"stateAt">>;
  private readonly why: Latest<{ readonly g: number; readonly time: number }, Explanation | undefined>;
  private askedWhy = "";
  private counted: readonly TransitionEdge[] = [];
  private edges: readonly DiagramEdge[] = diagram([]);
  private atCursor: QueryResult<"stateAt"> = { total: 0, goroutines: [] };
  private asked = "";
  private askedTime = "";

  constructor(private readonly panel: Panel) {
    this.list = h(
      "div",
      { class: "states-list", tabindex: 0, role: "region", "aria-label": "Transitions" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...["Transition", "Because", "Times", "Mean before"].map((title) =>
              h("th", { scope: "col" }, title),
            ),
          ),
        ),
        this.rows,
      ),
    );
    this.element = h(
      "div",
      { class: "states" },
      h("div", { class: "states-picture" }, this.subject, this.whyBox, this.drawing),
      this.list,
    );
    this.transitions = new Latest(
      (g) => panel.source.query("transitions", { g }),
      (transitions) => {
        this.counted = transitions;
        this.edges = diagram(transitions);
        this.draw();
      },
      (error) => panel.failed(error),
    );
    this.why = new Latest(
      (args) => panel.source.query("explain", args),
      (explanation) => this.showWhy(explanation),
      (error) => panel.failed(error),
    );
    this.now = new Latest(
      (time) => panel.source.query("stateAt", { time, max: MOST_STATES }),
      (states) => {
        this.atCursor = states;
        this.drawDiagram();
      },
      (error) => panel.failed(error),
    );
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.transitions.drop();
      this.now.drop();
      this.why.drop();
      this.asked = "";
      this.askedWhy = "";
      this.askedTime = "";
    }
    if (model.tab !== "states" || model.overview === undefined) return;
    const g = model.focus?.g ?? -1;
    const wanted = `${model.run} ${g}`;
    if (wanted !== this.asked) {
      this.asked = wanted;
      this.transitions.request(g);
    }
    const time = `${model.run} ${model.cursor}`;
    if (time !== this.askedTime) {
      this.askedTime = time;
      this.now.request(model.cursor);
    }
    const why = `${time} ${g}`;
    if (why !== this.askedWhy) {
      this.askedWhy = why;
      if (g >= 0) this.why.request({ g, time: Math.round(model.cursor) });
      else this.showWhy(undefined);
    }
    if (model.focus !== before.focus || model.tab !== before.tab) this.draw();
  }

  private draw(): void {
    const { focus } = this.panel.store.model;
    this.subject.replaceChildren(
      focus === undefined
        ? h("span", { class: "dim" }, "All goroutines")
        : h(
            "span",
            { class: "chip" },
            focus.label,
            h(
              "button",
              {
                type: "button",
                class: "chip-close",
                "aria-label": "Show all goroutines",
                title: "Show all goroutines",
                onclick: () => this.panel.store.dispatch({ type: "focus", focus: undefined }),
              },
              icon("close"),
            ),
          ),
    );
    this.drawDiagram();
    this.drawTable();
  }

  /** Why the goroutine that is looked at is in its state at the cursor. */
  private showWhy(explanation: Explanation | undefined): void {
    const shown = explanation?.g === this.panel.store.model.focus?.g ? explanation : undefined;
    this.whyBox.hidden = shown === undefined;
    this.whyBox.replaceChildren(...(shown === undefined ? [] : whyParts(shown)));
  }

  private drawDiagram(): void {
    const defs = s(
      "defs",
      {},
      ...["arrow", "arrow-pale"].map((id) =>
        s(
          "marker",
          {
            id,
            viewBox: "0 0 8 8",
            refX: 5,
            refY: 4,
            markerWidth: 11,
            markerHeight: 11,
            orient: "auto",
            markerUnits: "userSpaceOnUse",
          },
          s("path", { d: "M0 0.6L8 4L0 7.4z", class: id }),
        ),
      ),
    );
    const used = new Set(this.edges.filter((edge) => edge.count > 0).flatMap((edge) => [edge.from, edge.to]));
    const edges = this.edges.map((edge) => this.drawEdge(edge));
    const labels = this.edges.filter((edge) => edge.count > 0).map((edge) => this.drawLabel(edge));
    const nodes = NODES.filter((node) => node.always || used.has(node)).map((node) => this.drawNode(node));
    this.drawing.replaceChildren(defs, ...edges, ...nodes, ...labels);
  }

  private drawEdge(edge: DiagramEdge): SVGElement {
    const pale = edge.count === 0;
    const path = s("path", {
      d: edge.path,
      class: pale ? "edge pale" : "edge",
      "stroke-width": edge.weight,
      "marker-end": pale ? "url(#arrow-pale)" : "url(#arrow)",
    });
    const hit = s("path", { d: edge.path, class: "edge-hit" });
    const group = s(
      "g",
      { "data-edge": edgeKey(edge.from.state, edge.to.state) },
      path,
      hit,
      s("title", {}, edgeText(edge)),
    );
    this.link(group, edge);
    return group;
  }

  private drawLabel(edge: DiagramEdge): SVGElement {
    const text = formatCount(edge.count);
    const width = 10 + text.length * 6.6;
    const group = s(
      "g",
      {
        class: "edge-label",
        "data-edge": edgeKey(edge.from.state, edge.to.state),
        transform: `translate(${edge.label.x} ${edge.label.y})`,
      },
      s("rect", { x: -width / 2, y: -8.5, width, height: 17, rx: 8.5 }),
      s("text", { y: 3.8 }, text),
      s("title", {}, edgeText(edge)),
    );
    this.link(group, edge);
    return group;
  }

  private link(element: SVGElement, edge: DiagramEdge): void {
    const key = edgeKey(edge.from.state, edge.to.state);
    element.addEventListener("pointerenter", () => this.highlight(key));
    element.addEventListener("pointerleave", () => this.highlight(undefined));
  }

  private highlight(key: string | undefined): void {
    for (const element of this.element.querySelectorAll("[data-edge]"))
      element.classList.toggle("lit", element.getAttribute("data-edge") === key);
    if (key !== undefined) this.rows.querySelector(".lit")?.scrollIntoView({ block: "nearest" });
  }

  private drawNode(node: StateNode): SVGElement {
    const { focus } = this.panel.store.model;
    const here = this.atCursor.goroutines.filter((each) => each.state === node.state);
    const focused = focus !== undefined && here.some((each) => each.g === focus.g);
    const [x, y] = [node.x - node.width / 2, node.y - node.height / 2];
    const small = node.width < 100;
    const group = s(
      "g",
      {
        class: `node kind-${node.state}${focused ? " here" : ""}${small ? " small" : ""}`,
        transform: `translate(${x} ${y})`,
      },
      s("rect", { class: "node-box", width: node.width, height: node.height, rx: small ? 16 : 6 }),
      small
        ? undefined
        : s("rect", { class: "node-mark", x: 8, y: 9, width: 5, height: node.height - 18, rx: 2.5 }),
      s("text", { class: "node-title", x: small ? node.width / 2 : 23, y: small ? 19 : 21 }, node.title),
    );
    if (!small) group.append(s("text", { class: "node-now", x: 23, y: 37.5 }, this.nowText(here)));
    return group;
  }

  private nowText(here: readonly GoroutineAt[]): string {
    const all = this.atCursor.goroutines.length >= this.atCursor.total;
    return `${all ? "" : "≥ "}${formatCount(here.length)} at the cursor`;
  }

  private drawTable(): void {
    const rows = [...this.counted]
      .sort((a, b) => b.count - a.count)
      .map((transition) => {
        const key = edgeKey(transition.from, transition.to);
        const row = h(
          "tr",
          { "data-edge": key },
          h("td", {}, `${stateTitle(transition.from)} → ${stateTitle(transition.to)}`),
          h("td", {}, transition.reason),
          h("td", { class: "numeric" }, formatCount(transition.count)),
          h(
            "td",
            { class: "numeric" },
            formatShort(Math.round(transition.time / Math.max(1, transition.count))),
          ),
        );
        row.addEventListener("pointerenter", () => this.highlight(key));
        row.addEventListener("pointerleave", () => this.highlight(undefined));
        return row;
      });
    this.rows.replaceChildren(...rows);
  }
}

function edgeText(edge: DiagramEdge): string {
  const lines = edge.reasons.map(
    (reason) => `${reason.reason === "" ? "–" : reason.reason}: ${formatCount(reason.count)}`,
  );
  return [`${edge.from.title} → ${edge.to.title}: ${formatCount(edge.count)}`, ...lines].join("\n");
}
