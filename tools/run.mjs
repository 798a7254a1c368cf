/**
 * `npm start [-- --browser | --desktop] [--port N]`: builds the extension and opens VS Code with it and the examples. The desktop one where
 * there is one: `code` on the PATH, or downloaded; else VS Code in the browser.
 */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const examples = path.join(root, "examples");
const args = process.argv.slice(2);
const windows = process.platform === "win32";

function run(command, ...rest) {
  const done = spawnSync(command, rest, { cwd: root, stdio: "inherit", shell: windows });
  if (done.error !== undefined) throw done.error;
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** Whether windows can be shown at all. */
const hasDisplay =
  process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

function onPath(command) {
  const found = spawnSync(command, ["--version"], { encoding: "utf8", shell: windows, timeout: 20_000 });
  return found.status === 0 && /^\d+\.\d+\.\d+/.test(found.stdout);
}

/** The command that starts a desktop VS Code, or why there is none. */
async function desktop() {
  if (!hasDisplay) return { missing: "there is no display (DISPLAY and WAYLAND_DISPLAY are not set)" };
  for (const name of ["code", "code-insiders", "codium"])
    if (onPath(name)) return { command: name, args: [] };
  try {
    const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
    const command = await downloadAndUnzipVSCode({
      version: "stable",
      cachePath: path.join(root, ".vscode-test"),
    });
    const scratch = path.join(root, ".vscode-test", "desktop");
    return {
      command,
      args: [`--user-data-dir=${scratch}/user`, `--extensions-dir=${scratch}/extensions`, "--no-sandbox"],
    };
  } catch (error) {
    return { missing: `no \`code\` on the PATH, and VS Code could not be downloaded: ${error.message}` };
  }
}

if (!fs.existsSync(path.join(root, "node_modules", "esbuild"))) run("npm", "ci");
run(process.execPath, path.join(root, "esbuild.mjs"));

const found = args.includes("--browser") ? { missing: "--browser was given" } : await desktop();
if ("command" in found) {
  console.log(`Opening ${found.command} with the extension and the examples.`);
  const all = [...found.args, `--extensionDevelopmentPath=${root}`, "--new-window", examples];
  spawn(found.command, all, { stdio: "ignore", detached: true, shell: windows }).unref();
} else {
  console.log(`Desktop VS Code: ${found.missing}.`);
  if (args.includes("--desktop")) process.exit(1);
  const { serve } = await import("./vscode/serve.mjs");
  const at = args.indexOf("--port");
  await serve(examples, at < 0 ? undefined : Number(args[at + 1]));
  process.exit(0);
}
