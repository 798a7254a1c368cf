import { NONE } from "../../src/shared/ids";
import { threadEntity, threadOf } from "../../src/shared/trace/entity";
import type { Entity } from "../../src/shared/trace/entity";
import type { EntityKind, Explanation, QueryArgs, TransitionEdge } from "../../src/shared/trace/queries";
import { h, s } from "../dom";
import { icon } from "../icons";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import { formatCount, formatShort } from "../model/time";
import type { Panel } from "../panel";
import type { DiagramEdge, StateNode } from "./stateDiagram";
import { HEIGHT, PLANS, WIDTH, diagram, edgeKey, stateTitle } from "./stateDiagram";
import { whyParts } from "./why";
import { t } from "../l10n/t";

const MOST_STATES = 2000;
const ALL: Readonly<Record<EntityKind, string>> = {
  goroutine: t("All goroutines"),
  thread: t("All threads"),
};

/** Who is in which state at an instant, as far as was asked for. */
interface Crowd {
  readonly total: number;
  readonly members: readonly { readonly entity: Entity; readonly state: string }[];
}

/** The states of goroutines, or of kernel threads, with how often each way was taken: of all, or of the one that is looked at. */
export class States {
  private readonly drawing = s("svg", {
    class: "diagram",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": t("State diagram; the table beside it has the same numbers"),
  });
  private readonly subject = h("div", { class: "states-subject" });
  private readonly whyBox = h("div", {
    class: "why states-why",
    role: "region",
    "aria-label": t("Why"),
    hidden: true,
  });
  private readonly rows = h("tbody");
  private readonly list: HTMLElement;
  readonly element: HTMLElement;
  private readonly transitions: Latest<QueryArgs<"transitions">, readonly TransitionEdge[]>;
  private readonly now: Latest<{ readonly of: EntityKind; readonly time: number }, Crowd>;
  private readonly why: Latest<QueryArgs<"explain">, Explanation | undefined>;
  /** What is shown where nobody is looked at; undefined until the person has chosen. */
  private chosen: EntityKind | undefined;
  private kind: EntityKind = "goroutine";
  private askedWhy = "";
  private counted: readonly TransitionEdge[] = [];
  private edges: readonly DiagramEdge[] = diagram("goroutine", []);
  private atCursor: Crowd = { total: 0, members: [] };
  private asked = "";
  private askedTime = "";

  constructor(private readonly panel: Panel) {
    this.list = h(
      "div",
      { class: "states-list", tabindex: 0, role: "region", "aria-label": t("Transitions") },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...[t("Transition"), t("Because"), t("Times"), t("Mean before")].map((title) =>
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
      (args) => panel.source.query("transitions", args),
      (transitions, { of }) => {
        this.kind = of;
        this.counted = transitions;
        this.edges = diagram(of, transitions);
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
      (args) => crowd(panel, args),
      (members) => {
        this.atCursor = members;
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
    this.ask(model);
    if (model.focus !== before.focus || model.tab !== before.tab) this.draw();
  }

  private ask(model: Model): void {
    const entity = model.focus?.entity ?? NONE;
    const of = this.kindOf(model);
    const wanted = `${model.run} ${of} ${entity}`;
    if (wanted !== this.asked) {
      this.asked = wanted;
      this.transitions.request({ of, entity });
    }
    const time = `${model.run} ${of} ${model.cursor}`;
    if (time !== this.askedTime) {
      this.askedTime = time;
      this.now.request({ of, time: model.cursor });
    }
    const why = `${time} ${entity}`;
    if (why !== this.askedWhy) {
      this.askedWhy = why;
      if (entity === NONE) this.showWhy(undefined);
      else this.why.request({ entity, time: Math.round(model.cursor) });
    }
  }

  /** Of whom the diagram is: of whom is looked at, else what was chosen, else goroutines where there are any. */
  private kindOf({ focus, overview }: Model): EntityKind {
    if (focus !== undefined) return threadOf(focus.entity) === NONE ? "goroutine" : "thread";
    return overview?.goroutines === 0 ? "thread" : (this.chosen ?? "goroutine");
  }

  private choose(kind: EntityKind): void {
    this.chosen = kind;
    this.ask(this.panel.store.model);
    this.draw();
  }

  /** Which kind is shown where nobody is looked at: both can be chosen where both exist. */
  private subjectOfAll(): HTMLElement {
    const { model } = this.panel.store;
    const shown = this.kindOf(model);
    if (model.overview?.goroutines === 0) return h("span", { class: "dim" }, t("All threads"));
    const button = (kind: EntityKind): HTMLElement =>
      h(
        "button",
        { type: "button", "aria-pressed": String(kind === shown), onclick: () => this.choose(kind) },
        ALL[kind],
      );
    return h("span", { class: "segmented small" }, button("goroutine"), button("thread"));
  }

  private draw(): void {
    const { focus } = this.panel.store.model;
    this.subject.replaceChildren(
      focus === undefined
        ? this.subjectOfAll()
        : h(
            "span",
            { class: "chip" },
            focus.label,
            h(
              "button",
              {
                type: "button",
                class: "chip-close",
                "aria-label": t("Show all"),
                title: t("Show all"),
                onclick: () => this.panel.store.dispatch({ type: "focus", focus: undefined }),
              },
              icon("close"),
            ),
          ),
    );
    this.drawDiagram();
    this.drawTable();
  }

  /** Why whoever is looked at is in its state at the cursor. */
  private showWhy(explanation: Explanation | undefined): void {
    const shown = explanation?.entity === this.panel.store.model.focus?.entity ? explanation : undefined;
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
    const nodes = PLANS[this.kind].nodes
      .filter((node) => node.always || used.has(node))
      .map((node) => this.drawNode(node));
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
      { "data-edge": edgeKey(this.kind, edge.from.state, edge.to.state) },
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
        "data-edge": edgeKey(this.kind, edge.from.state, edge.to.state),
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
    const key = edgeKey(this.kind, edge.from.state, edge.to.state);
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
    const here = this.atCursor.members.filter((each) => each.state === node.state);
    const focused = focus !== undefined && here.some((each) => each.entity === focus.entity);
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
    if (!small) group.append(s("text", { class: "node-now", x: 23, y: 37.5 }, this.nowText(here.length)));
    return group;
  }

  private nowText(here: number): string {
    const all = this.atCursor.members.length >= this.atCursor.total;
    return all ? t("{0} at the cursor", here) : t("at least {0} there", here);
  }

  private drawTable(): void {
    const rows = [...this.counted]
      .sort((a, b) => b.count - a.count)
      .map((transition) => {
        const key = edgeKey(this.kind, transition.from, transition.to);
        const row = h(
          "tr",
          { "data-edge": key },
          h("td", {}, `${stateTitle(this.kind, transition.from)} → ${stateTitle(this.kind, transition.to)}`),
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

async function crowd(
  { source }: Panel,
  { of, time }: { readonly of: EntityKind; readonly time: number },
): Promise<Crowd> {
  if (of === "goroutine") {
    const { total, goroutines } = await source.query("stateAt", { time, max: MOST_STATES });
    return { total, members: goroutines.map(({ g, state }) => ({ entity: g, state })) };
  }
  const { total, threads } = await source.query("threadsAt", { time, max: MOST_STATES });
  return { total, members: threads.map(({ task, state }) => ({ entity: threadEntity(task), state })) };
}

function edgeText(edge: DiagramEdge): string {
  const lines = edge.reasons.map(
    (reason) => `${reason.reason === "" ? "–" : reason.reason}: ${formatCount(reason.count)}`,
  );
  return [`${edge.from.title} → ${edge.to.title}: ${formatCount(edge.count)}`, ...lines].join("\n");
}
