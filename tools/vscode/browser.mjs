/** Opens pages of VS Code in the Chromium from npm. */
import fs from "node:fs";
import path from "node:path";
import { ensureChromium } from "./setup.mjs";

const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * @param {{ playwright: () => any }} vscode as `ensureVSCode` gives it
 * @param {{ scratch: string, width?: number, height?: number }} options
 * @returns the browser context, the first page, and the hosts other than this machine that pages asked for
 */
export async function openBrowser(vscode, { scratch, width = 1280, height = 800 }) {
  const chromium = await ensureChromium();
  const profile = path.join(scratch, "chromium");
  fs.mkdirSync(profile, { recursive: true });
  const context = await vscode.playwright().chromium.launchPersistentContext(profile, {
    executablePath: chromium.path,
    env: chromium.env,
    headless: true,
    viewport: { width, height },
    args: ARGS,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const outside = new Set();
  const log = fs.createWriteStream(path.join(scratch, "console.log"), { flags: "a" });
  page.on("console", (message) => log.write(`[${message.type()}] ${message.text()}\n`));
  page.on("pageerror", (error) => log.write(`[pageerror] ${error.stack}\n`));
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    // A webview's own files have addresses of this name; a service worker answers them from the server on this machine.
    const local = host.startsWith("127.0.0.1") || host.endsWith(".vscode-resource.vscode-cdn.net");
    if (protocol.startsWith("http") && !local) outside.add(host);
  });
  return { context, page, outside, log };
}

/** The address of a window with an extension under development, and with tests to run in its extension host. */
export function windowAddress(server, { folder, workspace, extension, tests, file }) {
  const remote = (target) => `vscode-remote://127.0.0.1:${server.port}${target}`;
  const payload = [];
  if (extension !== undefined) payload.push(["extensionDevelopmentPath", remote(extension)]);
  if (tests !== undefined) payload.push(["extensionTestsPath", remote(tests)]);
  if (file !== undefined) payload.push(["openFile", remote(file)]);
  const what =
    workspace === undefined
      ? `folder=${encodeURIComponent(folder)}`
      : `workspace=${encodeURIComponent(workspace)}`;
  const more = payload.length === 0 ? "" : `&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  return `${server.address}/?${what}${more}`;
}
