import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeInput, readsInput, unescapeInput } from "../../src/host/input/inputText";

test("a typed line may have the escapes of a program", () => {
  expect(unescapeInput("a\\nb\\t\\\\n")).toBe("a\nb\t\\n");
  expect(unescapeInput("C:\\dir")).toBe("C:\\dir");
  expect(escapeInput("a\nb\\")).toBe("a\\nb\\\\");
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(unescapeInput(escapeInput(text))).toBe(text);
    }),
  );
});

test.each([
  ["os.read(0, 10)", true],
  ["os.readText( 0 , 10)", true],
  ["os.read(fd, 10)", false],
  ["os.read(10, 0)", false],
  ["buffer.read(0, 4)", false],
  ["", false],
] as const)("whether %j reads the standard input: %s", (text, reads) => {
  expect(readsInput(["", text])).toBe(reads);
});
