/** Starts code-server with everything it writes kept in one scratch folder. */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";

/** Settings of every window that we open: nothing that asks, updates or reports. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "git.openRepositoryInParentFolders": "never",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "chat.disableAIFeatures": true,
  "window.commandCenter": false,
  // In the browser the default is to save after a second: tests of unsaved text would depend on the machine's speed.
  "files.autoSave": "off",
};

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function status(port) {
  return new Promise((resolve) => {
    const request = http.get({ host: "127.0.0.1", port, path: "/healthz" }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", () => resolve(0));
  });
}

/** What the server runs with: everything that it writes goes below `home`. */
function environment(home, more) {
  return {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    // No gallery: the server asks nobody outside.
    EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}',
    ...more,
  };
}

/** Installs a .vsix into the scratch folder of a server that is not running yet. */
export function installExtension(vscode, { scratch, vsix }) {
  const at = (name) => path.join(scratch, name);
  for (const name of ["home", "user", "extensions"]) fs.mkdirSync(at(name), { recursive: true });
  const flags = [
    "--config",
    path.join(at("home"), "config.yaml"),
    "--user-data-dir",
    at("user"),
    "--extensions-dir",
    at("extensions"),
  ];
  const run = spawnSync(vscode.node, [vscode.entry, ...flags, "--install-extension", vsix], {
    env: environment(at("home"), {}),
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`${vsix} could not be installed:\n${run.stdout}\n${run.stderr}`);
}

/**
 * @param {{ node: string, entry: string }} vscode as `ensureVSCode` gives it
 * @param {{ scratch: string, port?: number, settings?: object, trust?: boolean, driver?: boolean, env?: object, extensions?: Record<string, string> }} options
 *   scratch: folder for everything that is written · trust: folders have to be trusted first · driver: let the page's address name extensions under development ·
 *   extensions: folder name → path of extensions to have installed
 * @returns {Promise<{ port: number, address: string, stop: () => Promise<void> }>}
 */
export async function startServer(
  vscode,
  { scratch, port, settings = {}, trust = false, driver = false, env = {}, extensions = {} },
) {
  const folder = (name) => {
    const target = path.join(scratch, name);
    fs.mkdirSync(target, { recursive: true });
    return target;
  };
  const user = folder("user");
  const home = folder("home");
  const installed = folder("extensions");
  const machine = path.join(folder("user/User"), "settings.json");
  if (!fs.existsSync(machine))
    fs.writeFileSync(machine, JSON.stringify({ ...SETTINGS, ...settings }, undefined, 2));
  for (const [name, target] of Object.entries(extensions)) {
    const link = path.join(installed, name);
    fs.rmSync(link, { recursive: true, force: true });
    fs.symlinkSync(target, link);
  }
  const chosen = port ?? (await freePort());
  const log = fs.openSync(path.join(scratch, "server.log"), "a");
  const flags = [
    "auth none",
    `bind-addr 127.0.0.1:${chosen}`,
    `config ${path.join(home, "config.yaml")}`,
    `user-data-dir ${user}`,
    `extensions-dir ${installed}`,
  ];
  const switches = [
    "disable-telemetry",
    "disable-update-check",
    ...(trust ? [] : ["disable-workspace-trust"]),
    "disable-getting-started-override",
    "disable-proxy",
    "ignore-last-opened",
  ];
  const args = [
    vscode.entry,
    ...flags.flatMap((flag) => [`--${flag.slice(0, flag.indexOf(" "))}`, flag.slice(flag.indexOf(" ") + 1)]),
    ...switches.map((name) => `--${name}`),
    ...(driver ? ["--vscode-option", "enable-smoke-test-driver"] : []),
  ];
  const server = spawn(vscode.node, args, {
    stdio: ["ignore", log, log],
    detached: true,
    env: environment(home, env),
  });
  const gone = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    server.kill("SIGTERM");
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3000))]);
    try {
      // Extension host, language server and watcher outlive the server for some seconds: end the group that we started.
      process.kill(-server.pid, "SIGKILL");
    } catch {
      // The group has ended by itself.
    }
  };
  const deadline = Date.now() + 60_000;
  while ((await status(chosen)) !== 200) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`VS Code in the browser did not start: see ${path.join(scratch, "server.log")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { port: chosen, address: `http://127.0.0.1:${chosen}`, stop };
}
