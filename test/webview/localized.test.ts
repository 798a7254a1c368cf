import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fillMessage } from "../../src/shared/l10n/message";
import { viewerSources } from "./support/viewerSources";
import { untranslatedTexts } from "./support/visibleTexts";

/** Texts that are the same in every language: fonts, names of ps(1), of the kernel and of Go; markup, and identifiers of the page. */
const SAME = new Set([
  "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif",
  "'DejaVu Sans Mono', monospace",
  '<?xml version="1.0" encoding="UTF-8"?>\n{0}\n',
  ..."PID PPID UID TID STIME TIME LWP RSS VSZ CMD fd runnext arrow arrow-pale".split(" "),
]);

function untranslated(source: ts.SourceFile): string[] {
  return untranslatedTexts(source)
    .map(({ text }) => text)
    .filter((text) => !SAME.has(text));
}

describe("texts of the panel", () => {
  test.each(viewerSources())("$name has none that cannot be translated", ({ source }) => {
    expect(untranslated(source)).toEqual([]);
  });

  test.each([
    ['h("p", {}, "Nothing")', 1],
    ['h("p", {}, ended ? "gone" : name)', 1],
    ['h("button", { title: "Close" })', 1],
    ["setText(this.note, `${n} of them`)", 1],
    ['const NAMES = { core: "Cores" };', 1],
    ['fail(new Error("it was closed"))', 1],
    ['h("p", {}, t("Nothing"))', 0],
    ['h("p", { class: "dim wide" }, icon("close"))', 0],
    ['if (event.key === "Enter") go();', 0],
    ['element.classList.add("chosen");', 0],
  ])("the check sees texts that cannot be translated, and no others: %s", (text, found) => {
    expect(untranslated(ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true))).toHaveLength(found);
  });
});

describe("fillMessage", () => {
  const fill = (message: string, values: readonly (string | number)[], locale = "en"): string =>
    fillMessage<never>(message, values, locale, String).join("");

  test("puts values into their places", () => {
    expect(fill("{1} of {0}, {1}", ["a", 2])).toBe("2 of a, 2");
    expect(fill("no {3} there", ["a"])).toBe("no {3} there");
    expect(fill("{0}", ["{1} $&"])).toBe("{1} $&");
  });

  test("takes the branch of the plural", () => {
    const lanes = "{0, plural, =0 {no lane} one {# lane} other {# lanes}} here";
    expect([0, 1, 2].map((n) => fill(lanes, [n]))).toEqual(["no lane here", "1 lane here", "2 lanes here"]);
    const polish = "{0, plural, one {# pas} few {# pasy} many {# pasów} other {# pasa}}";
    expect([1, 3, 5, 22, 25].map((n) => fill(polish, [n], "pl"))).toEqual([
      "1 pas",
      "3 pasy",
      "5 pasów",
      "22 pasy",
      "25 pasów",
    ]);
    expect(fill("{0, plural, other {# 個}}", [1], "ja")).toBe("1 個");
  });

  test("keeps what is neither text nor number as it is", () => {
    const element = {};
    expect(fillMessage("From {0} to {1}.", [element, 7], "en", String)).toEqual(["From ", element, " to 7."]);
  });
});

describe("a page in another language", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  function speak(lang: string, texts: Readonly<Record<string, string>>): void {
    vi.resetModules();
    vi.stubGlobal("document", {
      documentElement: { lang },
      getElementById: () => ({ textContent: JSON.stringify(texts) }),
    });
  }

  test("has its texts, and English where it has none", async () => {
    speak("de", { "and {0} more": "und {0} weitere" });
    const { t } = await import("../../webview/l10n/t");
    expect(t("and {0} more", 12345)).toBe("und 12\u202f345 weitere");
    expect(t("Nothing is mapped.")).toBe("Nothing is mapped.");
    expect(t("constructor")).toBe("constructor");
  });

  test("writes numbers as the language does", async () => {
    speak("de", {});
    const time = await import("../../webview/model/time");
    expect(time.formatShort(1_230_000)).toBe("1,23\u00a0ms");
    expect(time.formatInstant(12_345_678, 1)).toBe("12,345\u202f678\u00a0ms");
    expect(time.formatShare(0.0123)).toBe("1,2\u202f%");
    expect(time.formatCount(1_234_567)).toBe("1\u202f234\u202f567");
  });
});

test("every plural of the bundle has the branch for all other counts", () => {
  const bundle = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../l10n/bundle.l10n.json"), "utf8"),
  ) as Record<string, string>;
  const plurals = Object.keys(bundle).filter((message) => message.includes("plural"));
  expect(plurals.length).toBeGreaterThan(5);
  for (const message of plurals)
    for (const part of message.split("plural,").slice(1))
      expect(part, message).toMatch(/^( (=\d|one) \{[^{}]*\})* other \{[^{}]*\}\}/);
});
