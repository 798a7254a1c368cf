import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGE_FAULTS, SYSCALLS, codeOf } from "../../../src/shared/enums";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { runText } from "../../helpers/run";
import { expectValid } from "../../helpers/valid";

const FACTS = JSON.parse(readFileSync(new URL("facts.json", import.meta.url), "utf8")) as Readonly<
  Record<string, string>
>;

const SLEEP = codeOf(SYSCALLS, "nanosleep");

/** By outcome: faults in pages. */
type Faults = Partial<Record<(typeof PAGE_FAULTS)[number], number>>;

/** A process's faults between its sleeps: `result[0]` before the first. */
function faultsOf(log: EventLog, pid: number): Faults[] {
  const stages: Faults[] = [{}];
  log.forEach(({ kind, aux, task, a, b }) => {
    if (log.tables.processes[log.tables.tasks[task]?.process ?? -1]?.pid !== pid) return;
    if (kind === Kind.SyscallEnter && aux === SLEEP) stages.push({});
    const outcome = PAGE_FAULTS[aux];
    const stage = stages.at(-1);
    if (kind !== Kind.PageFault || outcome === undefined || stage === undefined || a < 0) return;
    stage[outcome] = (stage[outcome] ?? 0) + Math.max(1, b);
  });
  return stages;
}

const AREA = `let area = new Uint8Array(0);
  const touch = (pages: number, value: number) => { for (let i = 0; i < pages; i++) area[4096 * i + 100] = value; };
  const step = () => os.sleep("1ms");
  const map = () => { area = new Uint8Array(256 * 4096 - 24); };`;

function run(body: string) {
  const result = runText(
    `import { os, thread } from "schedlens";
/** @simulate runtime=native memory=1GiB */
export function main() {\n${body}\n}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

test("first touch of 256 pages, and a second one", () => {
  const { log } = run(`${AREA} step(); step(); map(); step(); touch(256, 1); step();`);
  const [, , first, second] = faultsOf(log, 2);
  expect(String(first?.["first touch"])).toBe(FACTS["cow.first touch of 256 pages, faults"]);
  expect(second).toEqual({});
  expect(FACTS["cow.second write, faults"]).toBe("0");
});

test.each([0, 1, 64, 256])("cow.child writes %d pages", (count) => {
  const { log, stdout } = run(`${AREA} map();
  const pid = os.fork();
  if (pid === 0) {
    step();
    let read = 0;
    for (let i = 0; i < 256; i++) read += area[4096 * i + 100];
    step();
    touch(${count}, 9);
    step();
    touch(${count}, 8);
    step();
    os.exit(read);
  }
  os.wait();
  let own = 1;
  for (let i = 0; i < 256; i++) if (area[4096 * i + 100] !== 0) own = 0;
  step();
  touch(256, 7);
  step();
  console.log(own);`);
  const [, read, first, second] = faultsOf(log, 3);
  const [, last] = faultsOf(log, 2);
  const sum = (faults: Faults | undefined) => Object.values(faults ?? {}).reduce((all, n) => all + n, 0);
  expect(
    `child read faults ${sum(read)}, write faults ${sum(first)}, second write ${sum(second)}; parent writes all 256 after child's death: faults ${sum(last)}; parent still saw its own bytes = ${stdout.trim()}`,
  ).toBe(FACTS[`cow.child writes ${count} pages`]);
  expect(first).toEqual(count === 0 ? {} : { copied: count });
  // What the child has copied is the parent's alone; and it is the last one that has the rest.
  expect(last).toEqual({ reused: 256 });
});

test("cow.parent writes 256 first", () => {
  const { log } = run(`${AREA} map();
  if (os.fork() === 0) { os.sleep("50ms"); touch(256, 9); step(); os.exit(0); }
  step();
  touch(256, 7);
  step();
  os.wait();`);
  const [, parent] = faultsOf(log, 2);
  const [, child] = faultsOf(log, 3);
  expect(parent).toEqual({ copied: 256 });
  expect(child).toEqual({ reused: 256 });
  expect(FACTS["cow.parent writes 256 first"]).toBe(
    "parent faults 256, then the child writes them (now the only owner of the old page): faults 256",
  );
});

test("stack.touching the top of an 8 MiB thread stack costs faults", () => {
  const { log } = run(`const t = thread.create(() => { os.sleep("1ms"); });
  t.join();`);
  const ofThread: number[] = [];
  log.forEach(({ kind, aux, task, b }) => {
    if (kind === Kind.PageFault && PAGE_FAULTS[aux] === "stack" && log.tables.tasks[task]?.tid !== 2)
      ofThread.push(b);
  });
  expect(String(ofThread.reduce((all, n) => all + n, 0))).toBe(
    FACTS["stack.touching the top of an 8 MiB thread stack costs faults"],
  );
});
