import type { Entity } from "../../src/shared/trace/entity";
import { RING } from "../../src/shared/trace/steals";
import type { RingContent, StealRings } from "../../src/shared/trace/steals";
import { h, s } from "../dom";
import { t } from "../l10n/t";
import { round } from "../picture/svgWriter";
import { identityOf } from "../theme/palette";

const SIZE = 132;
const RADIUS = 46;
const THICK = 9;
/** Least angle of a slot that is drawn with a gap to the next one, in slots: of fuller rings the goroutines join. */
const GAP = 0.25;
/** Goroutines that the sentence names; the rings tell all of them. */
const MOST_NAMES = 12;

/** Both rings before and after a steal: 256 slots, those in use in the colours of their goroutines, what moved marked outside. */
export function stealRingsView(rings: StealRings): HTMLElement {
  const { thief, victim, moved, fromRunnext } = rings;
  const gone = new Set(moved.map(({ entity }) => entity));
  const more = moved.length - MOST_NAMES;
  const named = moved.slice(0, MOST_NAMES).map(({ label }) => label);
  const names = [...named, ...(more > 0 ? [t("and {0} more", more)] : [])].join(", ");
  const last = moved.at(-1)?.label ?? "";
  const text = fromRunnext
    ? t("{0} takes {1} from the runnext of {2}, and runs it.", thief, names, victim)
    : moved.length === 1
      ? t("{0} takes {1} from the head of the ring of {2}, and runs it.", thief, names, victim)
      : t(
          "{0} takes the first {1} from the ring of {2}: {3}. {4} runs at once.",
          thief,
          moved.length,
          victim,
          names,
          last,
        );
  return h(
    "section",
    { class: "steal-rings", "aria-label": t("The queues of the steal") },
    h("p", {}, text),
    h(
      "div",
      { class: "ring-pairs" },
      pair(t("Victim {0}", victim), rings.victimBefore, rings.victimAfter, gone),
      pair(t("Thief {0}", thief), rings.thiefBefore, rings.thiefAfter, gone),
    ),
  );
}

function pair(
  title: string,
  before: RingContent,
  after: RingContent,
  moved: ReadonlySet<Entity>,
): HTMLElement {
  return h(
    "figure",
    { class: "ring-pair" },
    h("figcaption", {}, title),
    ring(`${title}, ${t("before")}`, t("before"), before, moved),
    h("span", { class: "dim", "aria-hidden": "true" }, "→"),
    ring(`${title}, ${t("after")}`, t("after"), after, moved),
  );
}

function ring(name: string, when: string, content: RingContent, moved: ReadonlySet<Entity>): SVGElement {
  const { head, members } = content;
  const tail = (head + members.length) % RING;
  const label = t(
    "{0}: {1} of {2} slots, head at {3}, tail at {4}: {5}",
    name,
    members.length,
    RING,
    head,
    tail,
    members
      .map((member) => (moved.has(member.entity) ? t("{0} (moved)", member.label) : member.label))
      .join(", "),
  );
  const middle = SIZE / 2;
  return s(
    "svg",
    {
      class: "ring",
      viewBox: `0 0 ${SIZE} ${SIZE}`,
      width: SIZE,
      height: SIZE,
      role: "img",
      "aria-label": label,
    },
    s("title", {}, label),
    s("circle", { class: "ring-track", cx: middle, cy: middle, r: RADIUS, "stroke-width": THICK }),
    s("path", { class: "ring-ticks", d: ticks() }),
    ...members.map(({ entity }, i) => slot(head + i, entity, moved.has(entity))),
    mark(head, "head"),
    mark(tail, "tail"),
    s("text", { class: "ring-count", x: middle, y: middle + 1 }, String(members.length)),
    s("text", { class: "ring-when", x: middle, y: middle + 15 }, when),
  );
}

/** A point at `radius` at the beginning of a slot; slot 0 is at the top, and they go clockwise. */
function at(position: number, radius: number): readonly [x: number, y: number] {
  const angle = (position / RING) * 2 * Math.PI - Math.PI / 2;
  const middle = SIZE / 2;
  return [round(middle + radius * Math.cos(angle)), round(middle + radius * Math.sin(angle))];
}

function arc(from: number, to: number, radius: number): string {
  const [x0, y0] = at(from, radius);
  const [x1, y1] = at(to, radius);
  return `M${x0} ${y0}A${radius} ${radius} 0 ${to - from > RING / 2 ? 1 : 0} 1 ${x1} ${y1}`;
}

function slot(position: number, entity: Entity, isMoved: boolean): SVGElement {
  const body = s("path", {
    class: "ring-slot",
    d: arc(position, position + 1 - GAP, RADIUS),
    "stroke-width": THICK,
  });
  body.style.stroke = `var(--identity-${identityOf(entity)})`;
  const outer = arc(position, position + 1, RADIUS + THICK / 2 + 3);
  return s("g", {}, body, isMoved ? s("path", { class: "ring-moved", d: outer }) : undefined);
}

/** Every sixteenth slot. */
function ticks(): string {
  return Array.from({ length: 16 }, (_, i) => {
    const [x0, y0] = at(i * 16, RADIUS - THICK / 2 - 3);
    const [x1, y1] = at(i * 16, RADIUS - THICK / 2 - 1);
    return `M${x0} ${y0}L${x1} ${y1}`;
  }).join("");
}

/** The head as a filled triangle that points at its slot from inside, the tail as an empty one. */
function mark(position: number, kind: "head" | "tail"): SVGElement {
  const inner = RADIUS - THICK / 2 - 9;
  const [x, y] = at(position, RADIUS - THICK / 2 - 1);
  const [x0, y0] = at(position - 3.5, inner);
  const [x1, y1] = at(position + 3.5, inner);
  return s("path", { class: `ring-${kind}`, d: `M${x} ${y}L${x0} ${y0}L${x1} ${y1}z` });
}
