import type { PictureFormat } from "../../src/shared/messages/panel";
import { h, setAttribute } from "../dom";
import { icon } from "../icons";
import { t } from "../l10n/t";
import type { Panel } from "../panel";
import { measureIn, pngOf, PNG_SCALE, svgBytes } from "../picture/raster";
import type { ViewPicture } from "../picture/viewPicture";
import { MOST_SLICES, viewSvg } from "../picture/viewSvg";

/** A button that saves what is seen as a picture, with a menu of what kind (the ARIA pattern of a menu button). */
export class PictureMenu {
  readonly button: HTMLButtonElement;
  readonly element: HTMLElement;

  /** @param views gives what is seen, of two runs the one above the other; nothing while there is no picture. */
  constructor(
    private readonly panel: Panel,
    private readonly views: () => readonly ViewPicture[],
  ) {
    this.button = h(
      "button",
      {
        type: "button",
        class: "tool",
        title: t("Save a picture of the view (E)"),
        "aria-label": t("Save a picture of the view"),
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-controls": "picture-menu",
        onclick: () => this.show(this.element.hidden === true),
      },
      icon("picture"),
    );
    const item = (format: PictureFormat, name: string, detail: string): HTMLElement =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          tabindex: -1,
          onclick: () => {
            this.show(false);
            void this.send(format, undefined);
          },
        },
        h("span", {}, name),
        h("span", { class: "dim" }, detail),
      );
    this.element = h(
      "div",
      {
        class: "menu",
        id: "picture-menu",
        role: "menu",
        "aria-label": t("Save a picture of the view"),
        hidden: true,
      },
      item("png", t("PNG"), t("pixels, at twice the size")),
      item("svg", t("SVG"), t("lines, boxes and text")),
    );
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (!(to instanceof Node && (this.element.contains(to) || this.button.contains(to))))
        this.show(false, false);
    });
  }

  open(): void {
    this.show(true);
  }

  /** Draws what is seen and sends it to the host; without anything where nothing is seen. */
  async send(format: PictureFormat, id: number | undefined): Promise<void> {
    let bytes: Uint8Array = new Uint8Array(0);
    try {
      const [first, ...more] = this.views();
      if (first !== undefined) bytes = await this.draw([first, ...more], format);
    } catch (error) {
      this.panel.failed(error);
    }
    if (id !== undefined || bytes.length > 0) this.panel.post({ type: "picture", id, format, bytes });
  }

  private async draw(views: Parameters<typeof viewSvg>[0], format: PictureFormat): Promise<Uint8Array> {
    const measure = measureIn(views[0].lanes.fontFamily);
    return format === "svg"
      ? svgBytes(viewSvg(views, { columnsPerPixel: 1, mostSlices: MOST_SLICES, measure }))
      : pngOf(viewSvg(views, { columnsPerPixel: PNG_SCALE, mostSlices: 0, measure }));
  }

  private get items(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }

  private show(open: boolean, back = true): void {
    if (this.element.hidden === !open) return;
    this.element.hidden = !open;
    setAttribute(this.button, "aria-expanded", String(open));
    if (open) this.items[0]?.focus();
    else if (back) this.button.focus();
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const { items } = this;
      const at = items.findIndex((item) => item === document.activeElement);
      items[(at + step + items.length) % items.length]?.focus();
    } else if (event.key === "Escape") {
      this.show(false);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
