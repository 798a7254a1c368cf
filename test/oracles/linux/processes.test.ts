import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runText } from "../../helpers/run";
import { expectValid } from "../../helpers/valid";

const FACTS = JSON.parse(readFileSync(new URL("facts.json", import.meta.url), "utf8")) as Readonly<
  Record<string, string>
>;

const HEAD = `import { OSError, compute, os, syscall, thread, time } from "schedlens";
const ERRNO = { ECHILD: 10, EAGAIN: 11, ESRCH: 3 };
const errno = (f) => { try { f(); return 0; } catch (e) { return ERRNO[e.code] ?? e; } };
const hex = (n) => "0x" + n.toString(16).padStart(4, "0");
const told = (w) => w.continued ? hex(w.status) + " continued" : w.stopped !== undefined ? hex(w.status) + " stopped " + w.stopped
  : w.signal !== undefined ? hex(w.status) + " signalled " + w.signal + " core " + Number(w.core) : hex(w.status) + " exited " + w.code;
const child = (f) => { const pid = os.fork(); if (pid === 0) { f(); os.exit(0); } return pid; };
const state = (pid) => os.ps().find((row) => row.pid === pid)?.state ?? "-";
`;

function run(body: string, tag = "") {
  const result = runText(`${HEAD}/** @simulate ${tag} */\nexport function main() {\n${body}\n}`);
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

/** What the program prints, a line for each fact, in the order of the names. */
const PROGRAMS: readonly (readonly [names: readonly string[], body: string, tag?: string])[] = [
  [
    [
      "fork.child sees",
      "fork.parent sees child's pid",
      "fork.child's getppid is the parent",
      "fork.variable of the parent unchanged",
    ],
    `let x = 1;
  const me = os.getpid();
  const pid = os.fork();
  if (pid === 0) { x = 2; os.exit(os.getppid() === me ? 1 : 0); }
  const { pid: ended, code } = os.wait();
  console.log(0); console.log(Number(ended === pid)); console.log(code); console.log(x);`,
  ],
  [
    ["zombie.state before wait", "zombie.kill(pid,0) works", "zombie.waitpid returns its pid"],
    `const pid = child(() => {});
  time.sleep("5ms");
  console.log(state(pid)); console.log(Number(errno(() => os.kill(pid, 0)) === 0));
  console.log(Number(os.waitpid(pid).pid === pid) + ", state afterwards = " + state(pid) + ", kill(pid,0) errno = " + errno(() => os.kill(pid, 0)));`,
  ],
  [
    ["orphan.parent before is its creator"],
    `child(() => { const me = os.getpid(); child(() => { const before = os.getppid(); time.sleep("5ms"); console.log(Number(before === me) + ", new parent = " + os.getppid() + " (init)"); }); time.sleep("1ms"); });
  time.sleep("20ms");`,
  ],
  [
    ["orphan.with subreaper, new parent is the subreaper", "orphan.subreaper can wait for the grandchild"],
    `os.setSubreaper(true);
  const me = os.getpid();
  child(() => { child(() => { time.sleep("5ms"); console.log(Number(os.getppid() === me)); os.exit(3); }); });
  os.wait();
  const w = os.wait();
  console.log(1 + " status = " + told(w));`,
  ],
  [
    ["orphan.grandchild keeps its living parent when the great parent dies"],
    `child(() => { child(() => { const me = os.getpid(); child(() => { time.sleep("10ms"); console.log(Number(os.getppid() === me)); }); time.sleep("20ms"); }); });
  time.sleep("50ms");`,
  ],
  [
    ["wait.no children", "wait.WNOHANG while running", "wait.exit(0)", "wait.exit(300)", "wait.exit(-1)"],
    `console.log("-1 errno " + errno(() => os.wait()) + " (No child processes)");
  const pid = child(() => time.sleep("5ms"));
  console.log(os.waitpid(pid, { nohang: true }).pid); console.log(told(os.wait()));
  for (const code of [300, -1]) { child(() => os.exit(code)); console.log(told(os.wait())); }`,
  ],
  [
    ["wait.killed by SIGTERM", "wait.killed by SIGKILL", "wait.killed by SIGSEGV", "wait.killed by SIGINT"],
    `for (const s of ["SIGTERM", "SIGKILL", "SIGSEGV", "SIGINT"]) { os.kill(child(() => time.sleep("1s")), s); console.log(told(os.wait())); }`,
  ],
  [
    ["wait.WUNTRACED after SIGSTOP", "wait.WCONTINUED"],
    `const pid = child(() => time.sleep("1s"));
  os.kill(pid, "SIGSTOP"); console.log(told(os.waitpid(pid, { untraced: true })));
  os.kill(pid, "SIGCONT"); console.log(told(os.waitpid(pid, { continued: true })));
  os.kill(pid, "SIGKILL");`,
  ],
  [
    [
      "wait.order of wait(-1) for children that sleep 90,60,30 ms",
      "wait.order when three zombies exist already",
    ],
    `for (const ms of [[90, 60, 30], [0, 0, 0]]) {
    const pids = ms.map((each) => child(() => time.sleep(each * 1e6)));
    time.sleep(ms[0] === 0 ? "50ms" : "0ms");
    console.log(pids.map(() => pids.indexOf(os.wait().pid)).join(" "));
  }`,
  ],
  [
    [
      "sigchld.delivered on exit",
      "sigchld.five exits while blocked are delivered as",
      "sigchld.but children to reap",
    ],
    `let n = 0;
  os.signal("SIGCHLD", () => { n++; });
  child(() => {}); os.wait(); time.sleep("1ms"); console.log(n);
  n = 0;
  os.sigprocmask("block", ["SIGCHLD"]);
  for (let i = 0; i < 5; i++) child(() => {});
  time.sleep("20ms");
  os.sigprocmask("unblock", ["SIGCHLD"]); time.sleep("1ms"); console.log(n + " signal(s)");
  let reaped = 0;
  while (errno(() => os.wait()) === 0) reaped++;
  console.log(reaped);`,
  ],
  [
    ["sigchld.ignored: zombie left"],
    `os.signal("SIGCHLD", "ignore");
  const pid = child(() => {});
  time.sleep("5ms");
  console.log(state(pid) + "; waitpid = -1 errno " + errno(() => os.waitpid(pid)));`,
  ],
  [
    ["stack.RLIMIT_STACK", "pid.next pid is larger (not re-used at once)", "pid.main thread tid equals pid"],
    `const { soft } = os.getrlimit("stack");
  console.log(soft + ", default thread stack = " + soft);
  const first = child(() => {}); os.wait(); const second = child(() => {}); os.wait();
  console.log(Number(second > first) + ", gap " + (second - first));
  console.log(Number(thread.self().tid === os.getpid()));`,
    "runtime=native",
  ],
  [
    ["nproc.limit", "nproc.pthread_create at the limit returns", "nproc.after children reaped fork works"],
    `let n = 0;
  const why = errno(() => { for (;; n++) child(() => syscall("1s")); });
  console.log(os.getrlimit("nproc").soft + "; children before failure = " + n + "; fork returned -1 errno " + why + " (Resource temporarily unavailable)");
  console.log(errno(() => thread.create(() => {})) + " (Resource temporarily unavailable)");
  for (; n > 0; n--) os.wait();
  console.log(Number(child(() => {}) > 0));`,
    "runtime=native nproc=20",
  ],
];

test.each(PROGRAMS.map(([names, body, tag]) => ({ names, body, tag })))("$names", ({ names, body, tag }) => {
  expect(run(body, tag).stdout.trimEnd().split("\n")).toEqual(names.map((name) => FACTS[name]));
});

/** Exit codes as a shell shows them. */
test.each([
  ["exit 3", "os.exit(3);"],
  ["SIGKILL", `os.kill(os.getpid(), "SIGKILL");`],
  ["SIGTERM", `os.kill(os.getpid(), "SIGTERM");`],
])("shell $? for %s", (name, body) => {
  expect(String(run(body).exitCode)).toBe(FACTS[`shell $? for ${name}`]);
});

test("every fact has a program, but for those of exec, which the kernel does not have", () => {
  const tests = ["processes", "pipe", "memory"].map((name) =>
    readFileSync(new URL(`${name}.test.ts`, import.meta.url), "utf8").replaceAll(/\$\{\w+\}|%[sd]/g, "…"),
  );
  const named = (fact: string): boolean => {
    const name = fact.replace(/^pipe\./, "").replace(/writes \d+ pages/, "writes … pages");
    return tests.some(
      (text) => text.includes(`"${name}"`) || text.includes(`"${fact}"`) || text.includes(`\`${name}\``),
    );
  };
  expect(Object.keys(FACTS).filter((fact) => !fact.startsWith("shell $?") && !named(fact))).toEqual([]);
  expect(
    Object.keys(FACTS)
      .filter((fact) => fact.startsWith("shell $?"))
      .sort(),
  ).toEqual([
    "shell $? for SIGKILL",
    "shell $? for SIGTERM",
    "shell $? for command not found",
    "shell $? for exit 3",
    "shell $? for not executable",
  ]);
});
