import { execFileSync } from "node:child_process";
import { cpuTime } from "./cpuTime";
import { prepare } from "./prepare";

/** Many processes, or threads, that all live at one instant of virtual time. */
export interface ScaleFigure {
  readonly what: string;
  readonly count: number;
  /** Processor time of the run, compiling apart, s. */
  readonly seconds: number;
  /** Most that the simulating process had in memory, MiB: with Node, the compiler and the full log. */
  readonly peakMiB: number;
  readonly events: number;
}

const PROGRAMS: Readonly<Record<string, { readonly count: number; readonly text: string }>> = {
  "processes by fork": {
    count: 10_000,
    text: `
import { os } from "schedlens";
/** @simulate runtime=native nproc=100000 */
export function main() {
  for (let i = 0; i < 10_000; i++) {
    if (os.fork() > 0) continue;
    os.sleep("100s");
    return;
  }
  for (let i = 0; i < 10_000; i++) os.wait();
}`,
  },
  "processes by spawn": {
    count: 10_000,
    text: `
import { os } from "schedlens";
/** @simulate runtime=native nproc=100000 */
export function main() {
  for (let i = 0; i < 10_000; i++) os.spawn(child);
  for (let i = 0; i < 10_000; i++) os.wait();
}
function child() { os.sleep("100s"); }`,
  },
  threads: {
    count: 50_000,
    text: `
import { os, thread } from "schedlens";
/** @simulate runtime=native nproc=100000 memory=512GiB */
export function main() {
  const all = Array.from({ length: 50_000 }, () => thread.create(child));
  for (const each of all) each.join();
}
function child() { os.sleep("100s"); }`,
  },
};

/** Each in a process of its own. */
export function benchScale(): ScaleFigure[] {
  return Object.keys(PROGRAMS).map((what) => {
    const args = [process.argv[1] ?? "", "scale-one", what];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as ScaleFigure;
  });
}

/** What `benchScale` has a process of its own do. Prints a ScaleFigure. */
export function scaleOne(what: string): void {
  const program = PROGRAMS[what];
  if (program === undefined) throw new Error(`no program is called ${what}`);
  const run = prepare(program.text);
  const seconds = cpuTime(() => {
    while (!run.step(1_000));
  });
  const { processes, tasks } = run.log.tables;
  if (Math.max(processes.length, tasks.length) <= program.count) throw new Error(`${what} could not be made`);
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const figure: ScaleFigure = { what, count: program.count, seconds, peakMiB, events: run.log.length };
  console.log(JSON.stringify(figure));
}
