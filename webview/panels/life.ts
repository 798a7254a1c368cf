import { h } from "../dom";
import { t } from "../l10n/t";
import { formatShare, formatShort } from "../model/time";

const PARTS = {
  running: t("running"),
  runnable: t("runnable"),
  syscall: t("in system calls"),
  waiting: t("waiting"),
} as const;

/** Time in one state, ns. */
export type Part = readonly [state: keyof typeof PARTS, ns: number];

export interface Wait {
  readonly reason: string;
  readonly ns: number;
  readonly count: number;
}

/** A life's time in each state as parts of one bar, and in words. */
export function lifeBar(parts: readonly Part[]): HTMLElement {
  const shown = parts.filter(([, ns]) => ns > 0);
  const total = shown.reduce((sum, [, ns]) => sum + ns, 0);
  const text = shown.map(([part, ns]) => t("{0} {1}", PARTS[part], formatShare(ns / total))).join(", ");
  const bar = h("span", { class: "life", role: "img", "aria-label": text, title: text });
  for (const [part, ns] of shown) {
    const piece = h("span", { class: `life-part kind-${part}` });
    piece.style.flexGrow = String(ns / total);
    bar.append(piece);
  }
  return bar;
}

/** The longest wait; all of them as a title. */
export function waitsCell(waits: readonly Wait[]): HTMLElement {
  const [longest] = waits;
  const all = waits.map((wait) => `${wait.reason}: ${formatShort(wait.ns)}, ${wait.count}×`).join("\n");
  const more = waits.length > 1 ? `, +${waits.length - 1}` : "";
  const text = longest === undefined ? "" : `${longest.reason} ${formatShort(longest.ns)}${more}`;
  return h("span", { title: all }, text);
}

/** A state at the cursor with its mark: a wait by its reason. */
export function stateNow(state: string, reason: string, line: number | undefined): HTMLElement {
  return h(
    "span",
    { class: "state-now", title: reason },
    h("span", { class: `swatch kind-${state}` }),
    reason === "" || state !== "waiting" ? state : reason,
    h("span", { class: "dim" }, line === undefined ? "" : `:${line}`),
  );
}
