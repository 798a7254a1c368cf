import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const ROOT = new URL("../../", import.meta.url).pathname;

/** The command line, bundled as `npm run build` bundles it, in a temporary folder with room for programs. */
export class CommandLine {
  private constructor(private readonly folder: string) {}

  static async make(): Promise<CommandLine> {
    const folder = await mkdtemp(join(tmpdir(), "schedlens-"));
    await build({
      absWorkingDir: ROOT,
      entryPoints: { cli: "src/cli/main.ts", "worker.node": "src/worker/main.node.ts" },
      outdir: folder,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "es2022",
      logLevel: "error",
    });
    return new CommandLine(folder);
  }

  /** Puts the viewer beside it, as `npm run build` does. */
  async addViewer(): Promise<void> {
    await build({
      absWorkingDir: ROOT,
      entryPoints: { viewer: "viewer/main.ts" },
      outdir: this.folder,
      bundle: true,
      platform: "browser",
      format: "iife",
      target: "es2022",
      minify: true,
      logLevel: "error",
    });
  }

  /** Writes the files into a project of their own and runs `schedlens …args` there. */
  async run(files: Readonly<Record<string, string>>, args: readonly string[]): Promise<Ended> {
    const project = await mkdtemp(join(this.folder, "project-"));
    for (const [path, text] of Object.entries({ "package.json": "{}", ...files })) {
      await mkdir(dirname(join(project, path)), { recursive: true });
      await writeFile(join(project, path), text);
    }
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(this.folder, "cli.js"), ...args], { cwd: project });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on("data", (data: Buffer) => stdout.push(data));
      child.stderr.on("data", (data: Buffer) => stderr.push(data));
      child.on("error", reject);
      child.on("close", (exitCode) =>
        resolve({
          exitCode,
          stdout: Buffer.concat(stdout).toString(),
          stderr: Buffer.concat(stderr).toString(),
        }),
      );
    });
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
