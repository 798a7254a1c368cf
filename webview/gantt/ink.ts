import { NONE } from "../../src/shared/ids";
import { SPAN_KINDS } from "../../src/shared/trace/queries";
import type { Grouping, SpanKind } from "../../src/shared/trace/queries";
import type { Palette } from "../theme/palette";
import { identityOf } from "../theme/palette";
import { mix } from "../theme/color";
import type { Rgb } from "../theme/color";

/** How a kind of slice looks besides its colour, so that colour never carries a state alone. */
export type Texture = "solid" | "hatched" | "dotted" | "striped" | "barred";

export interface KindLook {
  readonly texture: Texture;
  /** Share of the lane's height, from the bottom; `line`: a thin line through the middle. */
  readonly height: number | "line";
}

/** Looks by kind, in every grouping. */
export const LOOKS: Readonly<Record<SpanKind, KindLook>> = {
  running: { texture: "solid", height: 1 },
  runnable: { texture: "hatched", height: 0.62 },
  waiting: { texture: "solid", height: "line" },
  syscall: { texture: "dotted", height: 1 },
  scheduler: { texture: "striped", height: 0.5 },
  overhead: { texture: "barred", height: 1 },
  "off-core": { texture: "hatched", height: 1 },
};

/** From the bottom to the top of a column that holds several kinds. Waiting is the line behind them. */
export const STACK: readonly SpanKind[] = [
  "running",
  "off-core",
  "syscall",
  "overhead",
  "runnable",
  "scheduler",
];

export const kindCode = (kind: SpanKind): number => SPAN_KINDS.indexOf(kind);
export const kindAt = (code: number): SpanKind => SPAN_KINDS[code] ?? "running";

/** Whether running slices are coloured by who runs; where a lane is one goroutine, they are coloured by state. */
export function colouredByIdentity(grouping: Grouping): boolean {
  return grouping !== "g";
}

/** Colour of a slice. */
export function inkOf(palette: Palette, grouping: Grouping, kind: SpanKind, entity: number): Rgb {
  if (kind === "running" && colouredByIdentity(grouping) && entity !== NONE)
    return palette.identities[identityOf(entity)] ?? palette.kinds.running;
  return palette.kinds[kind];
}

/** The weaker colour between the lines of a texture. */
export function groundOf(palette: Palette, ink: Rgb, texture: Texture): Rgb {
  const share = { solid: 1, hatched: 0.3, dotted: 0.72, striped: 0.18, barred: 0.35 }[texture];
  return mix(palette.background, ink, palette.highContrast ? Math.max(0.12, share - 0.15) : share);
}

/** Whether the texture has ink at this device pixel; `unit` is the width of a line, in device pixels. */
export function inked(texture: Texture, x: number, y: number, unit: number): boolean {
  switch (texture) {
    case "solid":
      return true;
    case "hatched":
      return (x + y) % (5 * unit) < 2 * unit;
    case "dotted":
      return !(x % (4 * unit) < unit && y % (4 * unit) < unit);
    case "striped":
      return y % (3 * unit) < unit;
    case "barred":
      return x % (4 * unit) < 2 * unit;
  }
}
