import { describe, expect, test } from "vitest";
import { pageFaultMeasures } from "../../src/analysis/pageFaults";
import type { EventLog } from "../../src/shared/log/eventLog";
import { PAGE_FAULTS, SYSCALLS } from "../../src/shared/enums";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(tag: string, text: string) {
  const result = runText(
    `import { OSError, compute, os, syscall, thread } from "schedlens";
const errno = (f: () => unknown) => { try { return f(); } catch (e) { return (e as OSError).code ?? String(e); } };
/** @simulate ${tag} */
export function main() {
${text}
}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

/** Most pages that a process has had in memory, or mapped. */
function most(log: EventLog, kind: number, pid: number): number {
  let found = 0;
  log.forEach(({ kind: each, a, b }) => {
    if (each === kind && log.tables.processes[a]?.pid === pid) found = Math.max(found, b);
  });
  return found;
}

const ALLOCATE = `const keep: unknown[] = [];
  if (os.fork() === 0) for (;;) keep.push(new Uint8Array(65536));
  const { signal, code } = os.wait();
  console.log(signal, code);`;

describe("finite memory", () => {
  test("16 GiB are enough for about 2,000 stacks of 8 MiB: then EAGAIN", () => {
    const { stdout } = run(
      "runtime=native",
      `let n = 0;
  const why = errno(() => { for (;; n++) thread.create(() => syscall("10s")); });
  console.log(why, n);
  os.exit(0);`,
    );
    expect(stdout).toBe("EAGAIN 2047\n");
  });

  test("with overcommit there is no such limit, and stacks count as far as they are touched", () => {
    const { stdout, log } = run(
      "runtime=native overcommit=on memory=64MiB nproc=10000",
      `for (let n = 0; n < 3000; n++) thread.create(() => syscall("1s"));
  console.log(os.getpid());`,
    );
    expect(stdout).toBe("2\n");
    expect(most(log, Kind.MemoryMapped, 2)).toBeGreaterThan(3000 * 2048);
    expect(most(log, Kind.MemoryResident, 2)).toBeLessThan(3000 + 1000);
  });

  test("a smaller stack can be asked for, by the configuration or for one thread", () => {
    const { log } = run("runtime=native stack=64KiB", `thread.create(() => {}).join();`);
    const before = 256 + 32 + 33;
    expect(most(log, Kind.MemoryMapped, 2)).toBeGreaterThanOrEqual(before + 17);
    expect(most(log, Kind.MemoryMapped, 2)).toBeLessThan(before + 40);
  });

  test("what is allocated beyond the memory ends a process of bare threads by SIGABRT, a Go process with exit code 2", () => {
    const bare = run("runtime=native memory=64MiB", ALLOCATE);
    expect([bare.stdout, bare.exitCode]).toEqual(["6 undefined\n", 0]);
    expect(bare.stderr).toContain("out of memory: cannot allocate");
    const go = run("memory=64MiB", ALLOCATE);
    expect(go.stdout).toBe("undefined 2\n");
    expect(go.stderr).toContain("fatal error: runtime: out of memory");
  });

  test("with overcommit the process with the most memory is killed, and named", () => {
    const { stdout, stderr, log } = run("runtime=native memory=64MiB overcommit=on", ALLOCATE);
    expect(stdout).toBe("9 undefined\n");
    expect(stderr).toMatch(
      /^Out of memory: Killed process 3 \(main\) total-vm:\d+kB, anon-rss:\d+kB, UID:1000 /,
    );
    const victims: number[] = [];
    log.forEach(({ kind, a }) => {
      if (kind === Kind.OomKill) victims.push(log.tables.processes[a]?.pid ?? 0);
    });
    expect(victims).toEqual([3]);
  });

  test("a fork for which there is no memory fails with ENOMEM; the limit of the address space holds too", () => {
    const { stdout } = run(
      "runtime=native memory=16MiB",
      `const keep = new Uint8Array(10 * 2 ** 20);
  console.log(errno(() => os.fork()), keep.length);
  os.setrlimit("as", 12 * 2 ** 20);
  console.log(errno(() => thread.create(() => {})));`,
    );
    expect(stdout).toBe("ENOMEM 10485760\nEAGAIN\n");
  });

  test("touching memory for the first time is a fault for each page, the top of a stack is one", () => {
    const { log } = run(
      "runtime=native memory=1GiB",
      `const area = new Uint8Array(256 * 4096);
  compute("1us");
  area[0] = 1;
  thread.create(() => { compute("1us"); }).join();`,
    );
    const faults = pageFaultMeasures(log)[0]?.faults ?? 0;
    expect(faults).toBeGreaterThanOrEqual(256 + 1);
    expect(faults).toBeLessThan(256 + 12);
  });

  test("shared memory counts for each process that has it, and once for the machine", () => {
    const { log, stdout } = run(
      "runtime=native memory=8MiB",
      `const make = (name: string) => os.sharedMemory(name, 4 * 2 ** 20);
  if (os.fork() === 0) {
    const shared = make("first");
    if (os.fork() === 0) { make("first"); os.sleep("2ms"); os.exit(0); }
    console.log(errno(() => make("second")));
    os.sleep("1ms");
    shared.destroy();
    console.log(errno(() => make("second")));
    os.exit(0);
  }
  os.wait();
  console.log(errno(() => make("second")));
  os.sleep("5ms");
  console.log(make("second").size, errno(() => make("third")));
  os.setrlimit("as", 6 * 2 ** 20);
  console.log(errno(() => os.sharedMemory("small", 2 ** 20)));`,
    );
    expect(stdout).toBe("ENOMEM\nENOMEM\nENOMEM\n4194304 ENOMEM\nENOMEM\n");
    const base = 256 + 32;
    for (const pid of [2, 3, 4]) {
      expect(most(log, Kind.MemoryResident, pid)).toBeGreaterThan(base + 1024);
      expect(most(log, Kind.MemoryResident, pid)).toBeLessThan(base + 1024 + 100);
      expect(most(log, Kind.MemoryMapped, pid)).toBeGreaterThan(base + 1024);
    }
  });

  test("after a fork writes to shared memory are no faults, and to other views they are those of their buffer's pages", () => {
    const { log, stdout } = run(
      "runtime=native",
      `const own = new Uint8Array(16 * 4096);
  const words = new Int32Array(own.buffer, 4096, 1024);
  const shared = os.sharedMemory("m", 16 * 4096);
  if (os.fork() === 0) {
    for (let i = 0; i < shared.size; i++) shared.bytes[i] = 1;
    new Int32Array(shared.buffer).fill(7);
    os.sleep("1ms");
    words[0] = 1;
    own[4096 + 4] = 1;
    os.sleep("1ms");
    words.fill(2);
    os.exit(0);
  }
  os.wait();
  console.log(shared.bytes[0], own[4096], new DataView(own.buffer).getInt8(4));`,
    );
    expect(stdout).toBe("7 0 0\n");
    const stages = [0];
    log.forEach(({ kind, aux, task }) => {
      if (log.tables.tasks[task]?.tid !== 3) return;
      if (kind === Kind.SyscallEnter && SYSCALLS[aux] === "nanosleep") stages.push(0);
      if (kind === Kind.PageFault && PAGE_FAULTS[aux] !== "stack") stages.push((stages.pop() ?? 0) + 1);
    });
    expect(stages).toEqual([0, 1, 1]);
  });
});
