import type { SourceFile } from "../src/shared/entities";
import type { Place } from "../src/shared/trace/queries";
import { h } from "../webview/dom";
import { icon } from "../webview/icons";
import { t } from "../webview/l10n/t";

/** The program beside the timeline, where an editor would show it. Hidden until a place is to be seen. */
export class SourceView {
  private readonly name = h("h2", { class: "source-name" });
  private readonly lines = h("ol", { class: "source-lines" });
  private shown: SourceFile | undefined;
  private marked: Element | undefined;
  readonly element: HTMLElement;

  constructor(private readonly files: readonly SourceFile[]) {
    const close = h(
      "button",
      {
        type: "button",
        class: "tool",
        title: t("Close the source"),
        "aria-label": t("Close the source"),
        onclick: () => {
          this.element.hidden = true;
        },
      },
      icon("close"),
    );
    this.element = h(
      "aside",
      { class: "source", "aria-label": t("Source") },
      h("div", { class: "source-head" }, this.name, close),
      this.lines,
    );
    this.element.hidden = true;
  }

  /** Shows a place of the program. The focus stays where it is. */
  show({ uri, line }: Place): void {
    const file = this.files.find((each) => each.uri === uri);
    if (file === undefined) return;
    if (file !== this.shown) {
      this.shown = file;
      this.name.textContent = decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
      this.name.title = uri;
      this.lines.replaceChildren(...file.text.split(/\r\n|\r|\n/).map((text) => h("li", {}, text)));
    }
    this.element.hidden = false;
    this.marked?.removeAttribute("aria-current");
    this.marked = this.lines.children[line - 1];
    this.marked?.setAttribute("aria-current", "location");
    this.marked?.scrollIntoView({ block: "center" });
  }
}
