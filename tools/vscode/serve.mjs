/** `node tools/vscode/serve.mjs [--port N] [FOLDER]`: VS Code in the browser with this extension, until Ctrl+C. Build first. */
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "./server.mjs";
import { ensureVSCode } from "./setup.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Serves `folder` and prints the address; resolves when stopped by a signal. */
export async function serve(folder, port) {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  const server = await startServer(ensureVSCode(), {
    scratch: path.join(root, ".vscode-test", "browser"),
    ...(port === undefined ? {} : { port }),
    settings: { "workbench.colorTheme": "Dark Modern" },
    extensions: { [`${manifest.publisher}.${manifest.name}-${manifest.version}`]: root },
  });
  console.log(
    `\nVS Code with SchedLens is at\n\n    ${server.address}/?folder=${encodeURIComponent(folder)}\n\nStop it with Ctrl+C.`,
  );
  await new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await server.stop();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const at = args.indexOf("--port");
  const [port] = at < 0 ? [] : args.splice(at, 2).slice(1).map(Number);
  await serve(path.resolve(args[0] ?? path.join(root, "examples")), port);
  process.exit(0);
}
