import type { FromPanel, PanelStatus } from "../../src/shared/messages/panel";
import type { ProgramDiagnostic } from "../../src/shared/messages/worker";
import { assertUnreachable } from "../../src/shared/assert";
import type { Child } from "../dom";
import { h } from "../dom";
import type { IconName } from "../icons";
import { icon } from "../icons";
import { formatShort } from "../model/time";
import type { Panel } from "../panel";
import { t, tParts } from "../l10n/t";

type Command = Extract<FromPanel, { readonly type: "command" }>["command"];

/** What stands where the picture would be: every state says what to do next. */
export function screenOf(
  panel: Panel,
  status: Exclude<PanelStatus, { readonly kind: "ready" }>,
): HTMLElement {
  const button = (text: string, command: Command, primary: boolean): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: primary ? "primary" : "secondary",
        onclick: () => panel.post({ type: "command", command }),
      },
      text,
    );
  switch (status.kind) {
    case "empty":
      return screen("empty", "lanes", t("No run yet"), [
        h(
          "p",
          {},
          ...tParts(
            "Put {0} above a function of a TypeScript or JavaScript file and click {1} above it.",
            h("code", {}, "/** @simulate */"),
            h("b", {}, t("Simulate scheduling")),
          ),
        ),
        h(
          "p",
          {},
          t(
            "This panel then shows which core ran which goroutine at every nanosecond, why each of them waited, and who stole work from whom.",
          ),
        ),
        h(
          "div",
          { class: "screen-actions" },
          button(t("Open the examples"), "openExamples", true),
          button(t("Configure"), "configure", false),
        ),
      ]);
    case "opening":
      return screen("running", undefined, t("Opening {0}", status.label), [
        h(
          "div",
          { class: "progress", role: "progressbar", "aria-label": t("Opening") },
          h("div", { class: "progress-bar" }),
        ),
      ]);
    case "unreadable":
      return screen("failed", "error", t("{0} cannot be shown", status.label), [
        h("p", { class: "screen-message" }, status.message),
        h(
          "div",
          { class: "screen-actions host-only" },
          button(t("Try again"), "reopen", true),
          button(t("Open another trace"), "openTrace", false),
        ),
      ]);
    case "running":
      return screen("running", undefined, t("Simulating {0}", status.label), [
        h(
          "div",
          {
            class: "progress",
            role: "progressbar",
            "aria-label": t("Simulating"),
            "aria-valuetext": progressText(status),
          },
          h("div", { class: "progress-bar" }),
        ),
        h("p", { class: "progress-text" }, progressText(status)),
        h("div", { class: "screen-actions" }, button(t("Cancel"), "cancel", false)),
      ]);
    case "failed":
      return screen(
        "failed",
        "error",
        status.diagnostics.length === 0
          ? t("{0} failed", status.label)
          : t("{0} cannot run yet", status.label),
        [
          h("p", { class: "screen-message" }, status.message),
          status.diagnostics.length === 0 ? undefined : diagnosticList(panel, status.diagnostics),
          h(
            "div",
            { class: "screen-actions" },
            button(t("Run again"), "rerun", true),
            button(t("Show problems"), "showProblems", false),
          ),
        ],
      );
    case "cancelled":
      return screen("cancelled", "stopped", t("The run was cancelled"), [
        h(
          "p",
          {},
          t(
            "{0} was stopped before its end, so there is nothing to show. A run with fewer statements or a shorter limit ends sooner.",
            status.label,
          ),
        ),
        h(
          "div",
          { class: "screen-actions" },
          button(t("Run again"), "rerun", true),
          button(t("Configure"), "configure", false),
        ),
      ]);
    default:
      return assertUnreachable(status);
  }
}

/** The editor and the panel are of different versions. */
export function versionScreen(): HTMLElement {
  return screen("failed", "warning", t("Reload the window"), [
    h(
      "p",
      {},
      t(
        "This panel belongs to another version of the extension. “Developer: Reload Window” in the command palette brings them together.",
      ),
    ),
  ]);
}

/** The run is there but a question to it failed. */
export function problemBanner(panel: Panel, text: string): HTMLElement {
  return banner("warning", t("Something could not be shown: {0}", text), [
    h(
      "button",
      {
        type: "button",
        class: "secondary host-only",
        onclick: () => panel.post({ type: "command", command: "rerun" }),
      },
      t("Run again"),
    ),
    h(
      "button",
      {
        type: "button",
        class: "tool",
        "aria-label": t("Dismiss"),
        title: t("Dismiss"),
        onclick: () => panel.store.dispatch({ type: "problem", problem: undefined }),
      },
      icon("close"),
    ),
  ]);
}

export function staleBanner(panel: Panel): HTMLElement {
  return banner("info", t("The source has changed since this run: lines may be off."), [
    h(
      "button",
      {
        type: "button",
        class: "secondary host-only",
        onclick: () => panel.post({ type: "command", command: "rerun" }),
      },
      t("Run again"),
    ),
  ]);
}

/** How the run ended, where that was not a plain exit. */
export function endBanner(end: string, message: string): HTMLElement {
  return banner("warning", message === "" ? t("The run ended with: {0}.", end) : message, []);
}

/** The log does not hold the whole run. */
export function droppedBanner(text: string): HTMLElement {
  return banner("info", text, []);
}

function banner(name: IconName, text: string, actions: readonly Child[]): HTMLElement {
  return h(
    "div",
    { class: `banner ${name}`, role: "status" },
    icon(name),
    h("span", { class: "banner-text", title: text }, text),
    ...actions,
  );
}

function screen(
  kind: string,
  name: IconName | undefined,
  title: string,
  children: readonly Child[],
): HTMLElement {
  return h(
    "div",
    { class: `screen ${kind}` },
    h(
      "div",
      { class: "screen-card", role: kind === "failed" ? "alert" : "status" },
      name === undefined ? undefined : h("div", { class: "screen-icon" }, icon(name)),
      h("h2", {}, title),
      ...children,
    ),
  );
}

export function progressText(status: { readonly time: number; readonly events: number }): string {
  return t(
    "{0} of virtual time, {1, plural, one {# event} other {# events}}",
    formatShort(status.time),
    status.events,
  );
}

const MOST_DIAGNOSTICS = 100;

function diagnosticList(panel: Panel, diagnostics: readonly ProgramDiagnostic[]): HTMLElement {
  const items = diagnostics.slice(0, MOST_DIAGNOSTICS).map((diagnostic) => {
    const file = diagnostic.uri.slice(diagnostic.uri.lastIndexOf("/") + 1);
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: `diagnostic ${diagnostic.severity}`,
          title: t("Go to this place"),
          onclick: () =>
            panel.reveal(
              { uri: diagnostic.uri, line: diagnostic.line, column: diagnostic.column, fn: "" },
              false,
            ),
        },
        icon(diagnostic.severity),
        h("span", { class: "diagnostic-text" }, diagnostic.message),
        h("span", { class: "diagnostic-place" }, `${file}:${diagnostic.line}:${diagnostic.column}`),
      ),
    );
  });
  const more = diagnostics.length - MOST_DIAGNOSTICS;
  if (more > 0) items.push(h("li", { class: "dim" }, t("and {0} more", more)));
  return h("ul", { class: "diagnostics" }, ...items);
}
