import { applyTheme } from "../webview/theme/standIn";

/** Dark, light or of high contrast, as the person has set it for all pages; also when that changes. */
export function followSystemTheme(): void {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const contrast = window.matchMedia("(prefers-contrast: more)");
  const apply = (): void => {
    if (contrast.matches) applyTheme(dark.matches ? "hc" : "hc-light");
    else applyTheme(dark.matches ? "dark" : "light");
  };
  dark.addEventListener("change", apply);
  contrast.addEventListener("change", apply);
  apply();
}
