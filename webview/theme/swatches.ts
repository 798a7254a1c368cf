import { SPAN_KINDS } from "../../src/shared/trace/queries";
import { css, mix } from "./color";
import type { Palette } from "./palette";

/** Gives style sheets the colours that are derived from the theme. */
export function paintSwatches(palette: Palette): void {
  const { style } = document.documentElement;
  const set = (name: string, value: string): void => {
    if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
  };
  for (const kind of SPAN_KINDS) set(`--kind-${kind}`, css(palette.kinds[kind]));
  palette.identities.forEach((color, i) => set(`--identity-${i}`, css(color)));
  set("--muted", css(palette.muted));
  set("--track", css(mix(palette.background, palette.foreground, palette.highContrast ? 0.1 : 0.05)));
  set("--rule", css(mix(palette.background, palette.foreground, palette.highContrast ? 0.6 : 0.14)));
  set("--raised", css(mix(palette.background, palette.foreground, palette.highContrast ? 0 : 0.045)));
  set("--accent", css(palette.accent));
}
