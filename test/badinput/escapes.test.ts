import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GROUPS } from "./attempts";
import type { Attempt } from "./attempts";
import { CommandLine } from "./commandLine";
import { ENDLESS } from "./endless";

const ALL = Object.values(GROUPS).flat();

function programOf(attempts: readonly Attempt[]): string {
  const functions = attempts.map(({ body }, i) => `function f${i}(): any { ${body} }`);
  return `// @ts-nocheck
import { chan, sync, time } from "schedlens";
const k = (a, b) => a + b;
${functions.join("\n")}
const all = [${attempts.map((_, i) => `f${i}`).join(", ")}];
/** @simulate */
export async function main() {
  for (const [i, f] of all.entries()) {
    let text;
    try { text = String(await f()); } catch (e) { text = "threw " + e.name + ": " + e.message; }
    console.log("#" + i + " " + JSON.stringify(text));
  }
}
`;
}

let cli: CommandLine;
const given = new Map<Attempt, string>();
let stderr = "";
beforeAll(async () => {
  cli = await CommandLine.make();
  const ended = await cli.run({ "main.ts": programOf(ALL) }, ["run", "main.ts"]);
  stderr = ended.stderr;
  for (const [, i, text] of ended.stdout.matchAll(/^#(\d+) (".*")$/gm)) {
    const attempt = ALL[Number(i)];
    if (attempt !== undefined) given.set(attempt, JSON.parse(text ?? "") as string);
  }
});
afterAll(() => cli.dispose());

test.each([
  ["a function", "function () { return []; }"],
  ["an arrow function", "(first) => [][k('val', 'ues')]()"],
  ["a built-in function", "Math.max"],
])("%s in place of the iterator of arrays ends the run", async (_, iterator) => {
  const ended = await cli.run(
    {
      "main.ts": `// @ts-nocheck
const k = (a, b) => a + b;
/** @simulate */
export function main() {
  console.log("before");
  Reflect.set(Array.prototype, Symbol.iterator, ${iterator});
  console.log("after", [...[1, 2]]);
}`,
    },
    ["run", "main.ts"],
  );
  expect(ended.stdout).toBe("before\n");
  expect(ended.stderr).toMatch(
    /Array\.prototype\[Symbol\.iterator\] cannot be changed: the standard objects are frozen|is not iterable|Spread syntax requires/,
  );
  expect(ended.stderr).toMatch(/main\.ts:7/);
  expect(ended.exitCode).toBeOneOf([2, 124]);
});

test("names of files and specifiers with odd characters", async () => {
  const odd = "o'd \"`${1}\u2028 $& name";
  const ended = await cli.run(
    {
      "main.ts": `import { where } from ${JSON.stringify(`./${odd}`)};
import * as all from ${JSON.stringify(`./${odd}.ts`)};
/** @simulate */
export function main() { console.log(where().split("\\n")[1], Object.keys(all).join()); }`,
      [`${odd}.ts`]: `export function where() { return new Error("x").stack!; }`,
    },
    ["run", "main.ts"],
  );
  expect(ended).toEqual({
    exitCode: 0,
    stdout: `    at where (${odd}.ts:1:34) where\n`,
    stderr: "",
  });
});

for (const [group, attempts] of Object.entries(GROUPS))
  describe(group, () => {
    test.each(attempts)("$name", (attempt) => {
      const text = given.get(attempt) ?? `no result: ${stderr}`;
      if (typeof attempt.gives === "string") expect(text).toBe(attempt.gives);
      else expect(text).toMatch(attempt.gives);
      expect(text).not.toMatch(/\$[fremv]\d|worker\.node|node:internal/);
    });
  });

describe("docs/security.md has a row for each attempt", () => {
  const text = readFileSync(new URL("../../docs/security.md", import.meta.url), "utf8");
  test.each([...ALL, ...ENDLESS])("$name", ({ name }) => {
    expect(text).toContain(`_${name.replaceAll("|", "\\|")}_`);
  });
});
