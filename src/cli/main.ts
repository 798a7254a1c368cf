import { resolve } from "node:path";
import { runCli } from "./cli";

// A reader that has gone away (`| head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

void runCli(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  workerScript: resolve(__dirname, "worker.node.js"),
  viewerFolder: __dirname,
}).then((code) => {
  process.exitCode = code;
});
