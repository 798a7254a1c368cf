import { expect, test } from "vitest";
import { runText } from "../helpers/run";

test.each([
  ["a function that is not exported", "function main() { console.log(text()); }"],
  ["an arrow function that is not exported", "const main = () => { console.log(text()); };"],
  ["an async function that is not exported", "async function main() { await null; console.log(text()); }"],
  ["a default export with a name", "export default function main() { console.log(text()); }"],
  ["a default export without one", "export default function () { console.log(text()); }"],
  [
    "a function beside another one that is exported under its name",
    "function main() { console.log(text()); }\nexport { text as main };",
  ],
])("%s is an entry point", (_, entry) => {
  const { stdout, stderr, exitCode } = runText(
    `/** @simulate */\n${entry}\nfunction text() { return "it runs"; }`,
  );
  expect({ stdout, stderr, exitCode }).toEqual({ stdout: "it runs\n", stderr: "", exitCode: 0 });
});
