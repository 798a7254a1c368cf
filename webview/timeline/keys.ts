import { t } from "../l10n/t";

/** What a key does in the timeline. */
export type KeyCommand =
  | "zoomIn"
  | "zoomOut"
  | "left"
  | "right"
  | "up"
  | "down"
  | "pageUp"
  | "pageDown"
  | "fit"
  | "all"
  | "previousEvent"
  | "nextEvent"
  | "clear"
  | "mark"
  | "back"
  | "forward"
  | "play"
  | "search"
  | "involved"
  | "picture"
  | "toStart"
  | "toEnd";

/** Those that are not the timeline's own. */
export type TimelineCommand = Exclude<KeyCommand, "back" | "forward" | "search" | "picture">;

const KEYS: Readonly<Record<string, KeyCommand>> = {
  w: "zoomIn",
  "+": "zoomIn",
  "=": "zoomIn",
  s: "zoomOut",
  "-": "zoomOut",
  a: "left",
  d: "right",
  f: "fit",
  "0": "all",
  "[": "previousEvent",
  "]": "nextEvent",
  m: "mark",
  z: "back",
  y: "forward",
  p: "play",
  "/": "search",
  h: "involved",
  e: "picture",
  escape: "clear",
};

/** Keys that belong to whatever has the focus, and act on the timeline only when that is the timeline. */
const FOCUSED: Readonly<Record<string, KeyCommand>> = {
  arrowleft: "left",
  arrowright: "right",
  arrowup: "up",
  arrowdown: "down",
  pageup: "pageUp",
  pagedown: "pageDown",
  home: "toStart",
  end: "toEnd",
};

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The command of a key, or `undefined`. Combinations with Ctrl, Alt and Meta are the editor's. */
export function keyCommand(event: Key, focused: boolean): KeyCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const key = event.key.toLowerCase();
  return KEYS[key] ?? (focused ? FOCUSED[key] : undefined);
}

/** For the list of keys in the panel. */
export const KEY_HELP: readonly (readonly [keys: readonly string[], text: string])[] = [
  [["W", "S"], t("zoom in, out")],
  [["A", "D"], t("move left, right")],
  [["F"], t("fit the selection, then all")],
  [["0"], t("show all")],
  [["[", "]"], t("previous, next event")],
  [["P"], t("play, pause")],
  [["/"], t("search")],
  [["H"], t("hide what is not involved with the selection; show it again")],
  [["E"], t("save a picture of the view")],
  [["Z", "Y"], t("back, forward")],
  [["↑", "↓"], t("scroll the lanes")],
  [["M"], t("mark the selection, or what is in view, for statistics")],
  [[t("Esc")], t("show all lanes, then clear the selection and the mark")],
  [[t("Wheel")], t("zoom at the pointer")],
  [[t("Shift"), t("Wheel")], t("move")],
  [[t("Drag")], t("move; on the axis: the cursor")],
  [[t("Shift"), t("Drag")], t("mark a range for statistics")],
];
