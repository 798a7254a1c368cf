import { s } from "./dom";

/** Paths on a 16 × 16 grid, drawn with a line of 1.3. */
const PATHS = {
  rerun: "M13 8a5 5 0 1 1-1.6-3.7M13 2.2v2.9h-2.9",
  export: "M8 10.5v-8M5 5.5l3-3l3 3M2.5 9.5v4h11v-4",
  settings:
    "M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M8.5 4.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M4.5 11.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
  zoomIn: "M11 7a4 4 0 1 1-8 0a4 4 0 0 1 8 0M10 10l3.5 3.5M7 5v4M5 7h4",
  zoomOut: "M11 7a4 4 0 1 1-8 0a4 4 0 0 1 8 0M10 10l3.5 3.5M5 7h4",
  fit: "M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M5 8h6",
  previous: "M9.5 3.5L5 8l4.5 4.5",
  next: "M6.5 3.5L11 8l-4.5 4.5",
  back: "M6.5 4L3 7.5L6.5 11M3 7.5h7a3 3 0 0 1 0 6H8",
  forward: "M9.5 4L13 7.5L9.5 11M13 7.5H6a3 3 0 0 0 0 6h2",
  play: "M5 3.2v9.6L13 8z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  search: "M11 7a4 4 0 1 1-8 0a4 4 0 0 1 8 0M10 10l3.5 3.5",
  filter: "M2.5 3.5h11L9.5 8.5v4l-3 1.2V8.5z",
  close: "M4 4l8 8M12 4l-8 8",
  error: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
  warning: "M8 2.5l6 11H2zM8 6.5v3.2M8 11.4v.6",
  stopped: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M6 6h4v4H6z",
  lanes: "M2 4h7M11 4h3M2 8h3M7 8h7M2 12h9M13 12h1",
  steal: "M3 4h4v8h6M10.5 9.5L13 12l-2.5 2.5",
  picture: "M2 3h12v10H2zM2 11l3.5-3.5L8 10l2.5-2.5L14 11M10.6 5.6h.1",
  info: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M8 7v4M8 4.8v.4",
  up: "M8 13V3M4.5 6.5L8 3l3.5 3.5",
  down: "M8 3v10M4.5 9.5L8 13l3.5-3.5",
  key: "M2 4.5h12v7H2zM4.5 7h.5M7.7 7h.6M11 7h.5M5 9.3h6",
} as const;
export type IconName = keyof typeof PATHS;

/** An icon in the colour of its text; hidden from screen readers: its button carries the name. */
export function icon(name: IconName): SVGElement {
  return s(
    "svg",
    { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" },
    s("path", {
      d: PATHS[name],
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 1.3,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );
}
