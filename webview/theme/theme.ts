import type { Palette, ThemeKind } from "./palette";
import { derivePalette } from "./palette";

const KINDS: Readonly<Record<string, ThemeKind>> = {
  "vscode-dark": "dark",
  "vscode-light": "light",
  "vscode-high-contrast": "hc-dark",
  "vscode-high-contrast-light": "hc-light",
};

/** The editor's theme as canvases need it; derived anew when the theme changes. */
export class Theme {
  palette: Palette;
  fontFamily = "sans-serif";
  private readonly listeners = new Set<() => void>();
  private readonly observer: MutationObserver;
  private key = "";

  constructor() {
    this.palette = this.read();
    this.observer = new MutationObserver(() => this.refresh());
    const options = {
      attributes: true,
      attributeFilter: ["class", "style", "data-vscode-theme-kind", "data-vscode-theme-id"],
    };
    this.observer.observe(document.body, options);
    this.observer.observe(document.documentElement, options);
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  dispose(): void {
    this.observer.disconnect();
    this.listeners.clear();
  }

  private refresh(): void {
    const before = this.key;
    const palette = this.read();
    if (this.key === before) return;
    this.palette = palette;
    for (const listener of this.listeners) listener();
  }

  private read(): Palette {
    const style = getComputedStyle(document.documentElement);
    const read = (name: string): string => style.getPropertyValue(name).trim();
    this.fontFamily =
      read("--vscode-font-family") || getComputedStyle(document.body).fontFamily || "sans-serif";
    const kind =
      KINDS[document.body.dataset["vscodeThemeKind"] ?? ""] ?? kindOfClass(document.body.classList);
    const palette = derivePalette(read, kind);
    this.key = `${this.fontFamily} ${JSON.stringify(palette)}`;
    return palette;
  }
}

function kindOfClass(classes: DOMTokenList): ThemeKind | undefined {
  if (classes.contains("vscode-high-contrast-light")) return "hc-light";
  if (classes.contains("vscode-high-contrast")) return "hc-dark";
  if (classes.contains("vscode-light")) return "light";
  return classes.contains("vscode-dark") ? "dark" : undefined;
}
