import { describe, expect, test } from "vitest";
import { SPAN_KINDS } from "../../src/shared/trace/queries";
import { THEMES } from "../../webview/theme/standIn";
import {
  BLACK,
  WHITE,
  contrast,
  css,
  mix,
  oklch,
  parseColor,
  textOn,
  withContrast,
} from "../../webview/theme/color";
import { LEAST_CONTRAST, derivePalette, identityOf } from "../../webview/theme/palette";
import type { ThemeKind } from "../../webview/theme/palette";

function themed(variables: Readonly<Record<string, string>>, kind: ThemeKind | undefined) {
  return derivePalette((name) => variables[name] ?? "", kind);
}

const PALETTES = {
  dark: themed(THEMES.dark.variables, "dark"),
  light: themed(THEMES.light.variables, "light"),
  "high contrast": themed(THEMES.hc.variables, "hc-dark"),
  "high contrast light": themed(
    { "--vscode-editor-background": "#ffffff", "--vscode-editor-foreground": "#292929" },
    "hc-light",
  ),
  "without any variables": themed({}, undefined),
  "with colours that cannot be read": themed(
    { "--vscode-editor-background": "mauve", "--vscode-charts-green": "var(--x)" },
    "light",
  ),
  "with a grey background": themed({ "--vscode-editor-background": "#777777" }, "dark"),
};

describe.each(Object.entries(PALETTES))("the palette of a theme %s", (_, palette) => {
  test("every kind and identity stands out from the background", () => {
    for (const kind of SPAN_KINDS)
      expect(contrast(palette.kinds[kind], palette.background), kind).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    for (const color of palette.identities)
      expect(contrast(color, palette.background), css(color)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });

  test("text can be read: on the background, and on every fill", () => {
    expect(contrast(palette.foreground, palette.background)).toBeGreaterThanOrEqual(4.4);
    expect(contrast(palette.muted, palette.background)).toBeGreaterThanOrEqual(4.4);
    for (const fill of [...palette.identities, palette.kinds.running, palette.kinds.syscall])
      expect(contrast(textOn(fill, palette.dark ? BLACK : WHITE), fill), css(fill)).toBeGreaterThanOrEqual(
        4.5,
      );
  });
});

describe("identities", () => {
  test("are twelve, and differ from each other in themes that leave room", () => {
    for (const name of ["dark", "light", "high contrast"] as const) {
      const colors = PALETTES[name].identities;
      expect(colors).toHaveLength(12);
      for (const [i, a] of colors.entries())
        for (const b of colors.slice(i + 1))
          expect(Math.hypot(a.r - b.r, a.g - b.g, a.b - b.b), `${css(a)} ${css(b)}`).toBeGreaterThan(24);
    }
  });

  test("neighbours in number are far apart", () => {
    const colors = PALETTES.dark.identities;
    colors.forEach((a, i) => {
      const b = colors[(i + 1) % 12]!;
      expect(Math.hypot(a.r - b.r, a.g - b.g, a.b - b.b)).toBeGreaterThan(80);
    });
  });

  test("repeat", () => {
    expect([0, 5, 12, 100_007].map(identityOf)).toEqual([0, 5, 0, 11]);
  });
});

describe("colours", () => {
  test("are read as themes write them", () => {
    expect(parseColor("#fff")).toEqual(WHITE);
    expect(parseColor(" #1f1f1f ")).toEqual({ r: 31, g: 31, b: 31 });
    expect(parseColor("rgb(1, 2, 3)")).toEqual({ r: 1, g: 2, b: 3 });
    expect(parseColor("rgba(255, 255, 255, 0.5)", BLACK)).toEqual({ r: 128, g: 128, b: 128 });
    expect(parseColor("#ffffff80", BLACK)).toEqual({ r: 128, g: 128, b: 128 });
    for (const wrong of ["", "red", "#12", "#12345", "rgb(1,2)", "rgb(a,b,c)"])
      expect(parseColor(wrong)).toBeUndefined();
  });

  test("contrast is WCAG's", () => {
    expect(contrast(BLACK, WHITE)).toBeCloseTo(21);
    expect(contrast({ r: 119, g: 119, b: 119 }, WHITE)).toBeCloseTo(4.48, 1);
  });

  test("are moved only as far as needed", () => {
    expect(withContrast(BLACK, WHITE, 3)).toBe(BLACK);
    const moved = withContrast({ r: 250, g: 240, b: 200 }, WHITE, 3);
    expect(contrast(moved, WHITE)).toBeGreaterThanOrEqual(3);
    expect(contrast(moved, WHITE)).toBeLessThan(3.6);
  });

  test("OKLCH has the known corners", () => {
    expect(oklch(1, 0, 0)).toEqual(WHITE);
    expect(oklch(0, 0, 0)).toEqual(BLACK);
    expect(oklch(0.62796, 0.25768, 29.234)).toEqual({ r: 255, g: 0, b: 0 });
    expect(mix(BLACK, WHITE, 0.5)).toEqual({ r: 128, g: 128, b: 128 });
  });
});
