import fc from "fast-check";
import { expect, test } from "vitest";
import { base64 } from "../../src/formats/base64";
import { htmlPage } from "../../src/formats/htmlPage";
import { decodeBase64 } from "../../viewer/decodeBase64";

const sha256 = (): Promise<string> => Promise.resolve("x");
const viewer = { script: "run()", style: "a{}" };
const EMPTY = { bytes: new Uint8Array(), title: "" };

test("base64 is that of Node, both ways", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = new TextDecoder().decode(base64(bytes));
      expect(text).toBe(Buffer.from(bytes).toString("base64"));
      expect(decodeBase64(text)).toEqual(bytes);
    }),
  );
  expect(() => decodeBase64("<>")).toThrow("damaged");
});

test("what people name their programs cannot end an element", async () => {
  const page = new TextDecoder().decode(
    await htmlPage({ bytes: Uint8Array.of(1), title: `</title><script>alert("&")</script>` }, viewer, sha256),
  );
  expect(page).not.toContain('alert("');
  expect(page).toContain("&#60;/title&#62;&#60;script&#62;alert(&#34;&#38;&#34;)");
});

test.each([
  { ...viewer, script: `x = "</SCRIPT>"` },
  { ...viewer, script: "a <!--b" },
  { ...viewer, style: `a::after { content: "</style>" }` },
])("a viewer that would end its element is refused: %j", async (broken) => {
  await expect(htmlPage(EMPTY, broken, sha256)).rejects.toThrow("ends the element");
});

test("the page has the texts of its language, which cannot end their element", async () => {
  const texts = { "<b>": "</script><!--" };
  const page = new TextDecoder().decode(await htmlPage(EMPTY, viewer, sha256, { locale: "de", texts }));
  expect(page).toContain('<html lang="de">');
  const data = /<script type="application\/json" id="l10n">(.*?)<\/script>/.exec(page)?.[1] ?? "";
  expect(JSON.parse(data)).toEqual(texts);
  const english = new TextDecoder().decode(await htmlPage(EMPTY, viewer, sha256));
  expect(english).toContain('<html lang="en">');
  expect(english).not.toContain('id="l10n"');
});

test("a run beside the first is in the page too, with its name", async () => {
  const compared = { bytes: Uint8Array.of(1, 2, 3), title: `b"><script>` };
  const page = new TextDecoder().decode(await htmlPage(EMPTY, viewer, sha256, undefined, compared));
  expect(page).toContain(` id="compared" title="b&#34;&#62;&#60;script&#62;">AQID</script>`);
  expect(page.match(/<script/g)).toHaveLength(3);
  const alone = new TextDecoder().decode(await htmlPage(EMPTY, viewer, sha256));
  expect(alone).not.toContain(`id="compared"`);
});
