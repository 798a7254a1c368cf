/** The same program, configuration and seed give the same bytes: the examples and the goldens, run by Node and by Chromium. */
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

/** Runs a program in a web worker of the page and gives the bytes of its trace file, in hexadecimal. */
function traceInPage({ script, input }) {
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.type === "done") worker.postMessage({ type: "export", id: 1, format: "schedtrace" });
      else if (data.type === "reply" && data.ok !== undefined) {
        worker.terminate();
        resolve(Array.from(data.ok, (byte) => byte.toString(16).padStart(2, "0")).join(""));
      } else if (data.type !== "progress" && data.type !== "beat") reject(new Error(JSON.stringify(data)));
    };
    worker.postMessage({ type: "run", input });
  });
}

async function importBundled(root, entry) {
  const outfile = join(root, "build", `${basename(entry, ".ts")}.mjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  return import(`file://${outfile}`);
}

/** @returns one result for each program, as the other runners give them */
export async function sameBytes({ root, page }) {
  const { loadProgram } = await importBundled(root, "src/cli/loadProgram.ts");
  const script = readFileSync(join(root, "dist/worker.web.js"), "utf8");
  const folders = ["examples", "test/golden/programs"];
  const { scanText } = await importBundled(root, "src/program/annotations/scan.ts");
  const runs = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith(".d.ts"))
      .flatMap((name) => {
        const file = join(folder, name);
        return scanText(readFileSync(join(root, file), "utf8"), file).entries.map((entry) => [
          file,
          entry.name,
        ]);
      }),
  );
  await page.goto("about:blank");
  const results = [];
  for (const [file, entry] of runs) {
    const name = `${file} ${entry}`;
    const started = Date.now();
    try {
      const trace = join(root, "build", "sameBytes.schedtrace");
      try {
        execFileSync(
          process.execPath,
          [join(root, "dist/cli.js"), "run", join(root, file), "--entry", entry, "--trace", trace],
          { stdio: "ignore" },
        );
      } catch (error) {
        // The program's own exit code, as that of a deadlock.
        if (error.status === 65 || error.status === null) throw error;
      }
      const { files: texts, entryUri } = await loadProgram(join(root, file), root);
      const input = { files: texts, entryUri, entry, settings: {}, overrides: {} };
      const inPage = await page.evaluate(traceInPage, { script, input });
      const inNode = readFileSync(trace).toString("hex");
      if (inPage !== inNode)
        throw new Error(
          `the traces of Node (${inNode.length / 2} bytes) and Chromium (${inPage.length / 2} bytes) differ`,
        );
      results.push({ name, ms: Date.now() - started });
    } catch (error) {
      results.push({ name, ms: Date.now() - started, error: String(error.stack ?? error) });
    }
  }
  return results;
}
