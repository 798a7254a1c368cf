import { h } from "../dom";
import { formatCount, formatShare, formatShort } from "../model/time";
import { t } from "../l10n/t";

/** A part of a whole, as a bar and a row of its own show it. */
export interface Share {
  readonly what: string;
  readonly ns: number;
  readonly count: number;
  /** One of SPAN_KINDS, which gives it its colour; "" has none. */
  readonly kind: string;
  readonly onChoose?: () => void;
}

/** The kind that a text such as `waiting: sleep` begins with. */
export function kindOf(what: string): string {
  return what.split(":", 1)[0] ?? "";
}

/** All parts in one bar. The table beside it says the same. */
export function shareBar(shares: readonly Share[], label: string): HTMLElement {
  const total = shares.reduce((sum, { ns }) => sum + ns, 0);
  const bar = h("div", { class: "share-bar", role: "img", "aria-label": label });
  for (const { what, ns, kind } of shares) {
    if (ns <= 0) continue;
    const piece = h("span", {
      class: `life-part kind-${kind}`,
      title: `${what}: ${formatShort(ns)}, ${formatShare(ns / total)}`,
    });
    piece.style.flexGrow = String(ns / total);
    bar.append(piece);
  }
  return bar;
}

/** Each part with its share of the whole, its time and how often it came. */
export function shareTable(title: string, shares: readonly Share[], most: number): HTMLElement {
  const total = shares.reduce((sum, { ns }) => sum + ns, 0);
  const rows = shares.slice(0, most).map(({ what, ns, count, kind, onChoose }) => {
    const name =
      onChoose === undefined
        ? h("span", {}, what)
        : h("button", { type: "button", class: "link", onclick: onChoose }, what);
    return h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        h("span", { class: kind === "" ? "swatch none" : `swatch kind-${kind}` }),
        name,
      ),
      h("td", {}, total === 0 ? "" : formatShare(ns / total)),
      h("td", {}, formatShort(ns)),
      h("td", { class: "dim" }, `${formatCount(count)}×`),
    );
  });
  const left = shares.length - rows.length;
  return h(
    "table",
    { class: "shares" },
    h("caption", {}, title),
    h("tbody", {}, ...rows),
    left > 0 ? h("tfoot", {}, h("tr", {}, h("td", { colspan: 4 }, t("and {0} more", left)))) : undefined,
  );
}
