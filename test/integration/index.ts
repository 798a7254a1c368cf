import { writeFileSync } from "node:fs";
import { registered } from "./harness";
import "./editor.test";
import "./runs.test";
import "./badInput.test";
import "./panel.test";
import "./traces.test";
import "./compare.test";
import "./daily.test";
import "./types.test";
import "./workspaces.test";
import "./examples.test";
import "./leaks.test";

interface Result {
  readonly name: string;
  readonly ms: number;
  readonly error: string | undefined;
}

/** Called inside the extension host. Results go to the file that SCHEDLENS_RESULT names, after each test. */
export async function run(): Promise<void> {
  const results: Result[] = [];
  const only = process.env["SCHEDLENS_ONLY"];
  for (const { name, body } of registered()) {
    if (only !== undefined && !new RegExp(only).test(name)) continue;
    const begun = Date.now();
    let error: string | undefined;
    try {
      await body();
    } catch (thrown) {
      error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    }
    results.push({ name, ms: Date.now() - begun, error });
    const target = process.env["SCHEDLENS_RESULT"];
    if (target !== undefined) writeFileSync(target, JSON.stringify(results));
  }
  const failed = results.filter((result) => result.error !== undefined);
  if (failed.length > 0)
    throw new Error(failed.map(({ name, error }) => `${name}: ${error ?? ""}`).join("\n"));
}
