import { threadOf } from "../../src/shared/trace/entity";
import type { Entity } from "../../src/shared/trace/entity";
import type { SpanKind } from "../../src/shared/trace/queries";
import type { Rgb } from "./color";
import { WHITE, luminance, mix, oklch, parseColor, withContrast } from "./color";

export type ThemeKind = "dark" | "light" | "hc-dark" | "hc-light";

/** Every colour that a canvas draws with, derived from the theme's own. */
export interface Palette {
  readonly kind: ThemeKind;
  readonly background: Rgb;
  readonly foreground: Rgb;
  readonly muted: Rgb;
  readonly grid: Rgb;
  readonly accent: Rgb;
  readonly highContrast: boolean;
  readonly dark: boolean;
  /** Twelve identities, told apart from each other and from the background. */
  readonly identities: readonly Rgb[];
  readonly kinds: Readonly<Record<SpanKind, Rgb>>;
}

/** Least contrast of anything that carries meaning against the background (WCAG 2.2, 1.4.11). */
export const LEAST_CONTRAST = 3;

/** Neighbouring numbers get hues seven steps of 30° apart, beginning with blue. */
const HUES = Array.from({ length: 12 }, (_, i) => (252 + i * 210) % 360);

/** Position in `identities` of an entity, NONE excepted; the same entity has the same colour in every view. */
export function identityOf(entity: Entity): number {
  return (entity < 0 ? threadOf(entity) : entity) % HUES.length;
}

/**
 * @param read gives the value of a CSS variable of the theme, or an empty text.
 * @param kind what the editor says the theme is; where it says nothing, the background decides.
 */
export function derivePalette(read: (variable: string) => string, kind: ThemeKind | undefined): Palette {
  const supposedDark = kind !== "light" && kind !== "hc-light";
  const background =
    parseColor(read("--vscode-editor-background")) ?? (supposedDark ? { r: 30, g: 30, b: 30 } : WHITE);
  const dark = luminance(background) < 0.18;
  const themeKind = kind ?? (dark ? "dark" : "light");
  const highContrast = themeKind === "hc-dark" || themeKind === "hc-light";
  const color = (variable: string, otherwise: Rgb, ratio: number): Rgb =>
    withContrast(parseColor(read(variable), background) ?? otherwise, background, ratio);

  const foreground = color(
    "--vscode-editor-foreground",
    dark ? { r: 212, g: 212, b: 212 } : { r: 40, g: 40, b: 40 },
    4.5,
  );
  const muted = withContrast(mix(background, foreground, 0.62), background, 4.5);
  const identities = HUES.map((hue, i) => {
    const lift = i % 2 === 0 ? 0 : 0.05;
    const chosen = dark
      ? oklch((highContrast ? 0.8 : 0.73) + lift, highContrast ? 0.15 : 0.118, hue)
      : oklch((highContrast ? 0.45 : 0.66) - lift, highContrast ? 0.15 : 0.14, hue);
    return withContrast(chosen, background, highContrast ? 4.6 : LEAST_CONTRAST);
  });
  // On a light background states are dark enough for white labels.
  const stateContrast = dark && !highContrast ? LEAST_CONTRAST : 4.6;
  const state = (variable: string, hue: number): Rgb =>
    color(variable, dark ? oklch(0.74, 0.13, hue) : oklch(0.53, 0.13, hue), stateContrast);
  const grey = (share: number): Rgb =>
    withContrast(mix(background, foreground, share), background, LEAST_CONTRAST);

  return {
    kind: themeKind,
    background,
    foreground,
    muted,
    grid: mix(background, foreground, highContrast ? 0.28 : 0.1),
    accent: color(
      "--vscode-focusBorder",
      dark ? oklch(0.72, 0.14, 250) : oklch(0.5, 0.16, 250),
      LEAST_CONTRAST,
    ),
    highContrast,
    dark,
    identities,
    kinds: {
      running: state("--vscode-charts-green", 150),
      runnable: state("--vscode-charts-orange", 65),
      waiting: grey(dark ? 0.5 : 0.58),
      syscall: state("--vscode-charts-purple", 310),
      scheduler: grey(dark ? 0.46 : 0.54),
      overhead: grey(dark ? 0.66 : 0.74),
      "off-core": state("--vscode-charts-red", 25),
    },
  };
}
