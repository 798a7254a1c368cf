import { describe, expect, test } from "vitest";
import { tagCompletions, tagHover, tagPosition } from "../../src/host/editor/tagHelp";

/** Labels offered at the `|`. */
function offered(text: string): string[] {
  const at = tagPosition(text.slice(0, text.indexOf("|")));
  return at === undefined ? [] : tagCompletions(at).map(({ label }) => label);
}

describe("completion inside comments", () => {
  test("our tags after @", () => {
    expect(offered("/** @|")).toEqual(
      expect.arrayContaining(["@simulate", "@goroutine", "@cpu", "@io", "@syscall", "@mock"]),
    );
    expect(offered("/**\n * Text.\n * @si|\n */")).toContain("@simulate");
  });

  test("keys after @simulate, each once", () => {
    expect(offered("/** @simulate |")).toContain("cores");
    const keys = offered("/** @simulate cores=4 |");
    expect(keys).not.toContain("cores");
    expect(keys).toContain("seed");
  });

  test("devices and durations", () => {
    expect(offered("/** @io |")).toEqual(["network", "disk"]);
    expect(offered("/** @io disk |")).toContain("1ms");
    expect(offered("/** @cpu |")).toContain("1ms");
    expect(offered("/** @simulate quantum=|")).toContain("1ms");
  });

  test("nothing outside of JSDoc comments, nor after foreign tags", () => {
    expect(offered("const a = '@|'")).toEqual([]);
    expect(offered("/** @simulate */ function f() { // @|")).toEqual([]);
    expect(offered("/** @param |")).toEqual([]);
  });
});

describe("hover inside comments", () => {
  const text = "/** @simulate cores=4 */\nfunction main() { const cores = 1; }";

  test("tags and keys", () => {
    const tag = tagHover(text, text.indexOf("simulate"));
    expect(text.slice(tag?.start, tag?.end)).toBe("@simulate");
    expect(tag?.doc).toContain("entry point");
    expect(tagHover(text, text.indexOf("cores") + 2)?.doc).toContain("Cores of the simulated machine");
  });

  test("not the same words elsewhere", () => {
    expect(tagHover(text, text.lastIndexOf("cores"))).toBeUndefined();
    expect(tagHover("/** cores=4 */", 6)).toBeUndefined();
  });
});
