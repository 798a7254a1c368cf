import { describe, expect, test } from "vitest";
import { SYSCALLS } from "../../src/shared/enums";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(text: string, tag = "") {
  const result = runText(
    `import { OSError, chan, compute, go, os, sync, syscall, thread, time } from "schedlens";
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

const lines = (text: string, tag = ""): string[] => run(text, tag).stdout.trimEnd().split("\n");

describe("what a signal does by default", () => {
  test("it ends the process with its number as the status; others live", () => {
    const printed = lines(`
  for (const s of ["SIGTERM", "SIGKILL", "SIGSEGV", "INT", "SIGABRT", 10, "SIGUSR2", "SIGHUP"]) {
    const pid = os.fork();
    if (pid === 0) { time.sleep("1s"); os.exit(0); }
    time.sleep("1ms");
    os.kill(pid, s);
    const { status, signal, core, code } = os.wait();
    console.log(status, signal, core, code);
  }`);
    expect(printed).toEqual([15, 9, 11, 2, 6, 10, 12, 1].map((n) => `${n} ${n} false undefined`));
  });

  test("a process that signals itself does nothing more", () => {
    const result = run(`
  console.log("before");
  os.kill(os.getpid(), "SIGTERM");
  console.log("after");`);
    expect(result.stdout).toBe("before\n");
    expect(result.exitCode).toBe(143);
  });

  test("signals whose default it is to do nothing do nothing, nor does SIGPIPE under the Go runtime", () => {
    expect(
      lines(`
  for (const s of ["SIGCHLD", "SIGURG", "SIGWINCH", "SIGCONT", "SIGPIPE"]) os.kill(os.getpid(), s);
  console.log("alive");`),
    ).toEqual(["alive"]);
  });

  test("the core bit is set by those that dump, where the limit allows it", () => {
    const printed = lines(`
  os.setrlimit("core", Infinity);
  for (const s of ["SIGSEGV", "SIGTERM"]) {
    if (os.fork() === 0) os.kill(os.getpid(), s);
    const { status, core, signal } = os.wait();
    console.log(status.toString(16), core, signal);
  }`);
    expect(printed).toEqual(["8b true 11", "f false 15"]);
  });
});

describe("kill", () => {
  test("complains about what does not exist, what is no signal, and what belongs to others", () => {
    const printed = lines(`
  console.log(errno(() => os.kill(99, 0)), errno(() => os.kill(os.getpid(), 0)));
  console.log(errno(() => os.kill(os.getpid(), 32)), errno(() => os.kill(os.getpid(), "SIGFOO")), errno(() => os.kill(99, 32)));
  console.log(errno(() => os.kill(1, "SIGTERM")), errno(() => os.kill(-1, 9)));
  for (const bad of [() => os.kill(1.5, 9), () => os.kill(2, null as never)]) console.log(errno(bad));`);
    expect(printed).toEqual([
      "ESRCH undefined",
      "EINVAL EINVAL ESRCH",
      "EPERM ESRCH",
      "RangeError: os.kill: the pid must be a whole number",
      'TypeError: os.kill: the signal must be the name or the number of a signal, as "SIGTERM" or 15',
    ]);
  });

  test("asks for processes: a zombie is one, one that was waited for is not", () => {
    const printed = lines(`
  const pid = os.fork();
  if (pid === 0) os.exit(0);
  time.sleep("1ms");
  console.log(errno(() => os.kill(pid, 0)));
  os.wait();
  console.log(errno(() => os.kill(pid, 0)));`);
    expect(printed).toEqual(["undefined", "ESRCH"]);
  });

  test("root may signal anybody; who has given up root may not", () => {
    const printed = lines(
      `
  console.log(os.getuid(), errno(() => os.kill(1, "SIGTERM")));
  const pid = os.fork();
  if (pid === 0) { time.sleep("10ms"); os.exit(3); }
  os.setuid(1000);
  console.log(errno(() => os.kill(pid, "SIGTERM")), errno(() => os.setuid(0)), errno(() => os.setuid(1000)));
  console.log(os.wait().code);`,
      "uid=0",
    );
    expect(printed).toEqual(["0 undefined", "EPERM EPERM undefined", "3"]);
  });
});

describe("handlers", () => {
  test("run on a goroutine; while blocked five signals are one; then it is delivered", () => {
    const printed = lines(`
  let seen: string[] = [];
  console.log(os.signal("SIGUSR1", (s) => { seen.push(s); }));
  for (let i = 0; i < 3; i++) { os.kill(os.getpid(), "SIGUSR1"); time.sleep("1ms"); }
  console.log(seen.length);
  console.log(os.sigprocmask("block", ["SIGUSR1", "SIGTERM"]));
  for (let i = 0; i < 5; i++) os.kill(os.getpid(), "SIGUSR1");
  time.sleep("1ms");
  console.log(seen.length, os.sigprocmask("unblock", ["USR1"]));
  time.sleep("1ms");
  console.log(seen.length, os.signal("SIGUSR1", "ignore"), os.signal("SIGUSR1", "default"));
  console.log(errno(() => os.signal("SIGKILL", "ignore")), errno(() => os.signal(19, () => {})));`);
    expect(printed).toEqual([
      "default",
      "3",
      "[]",
      "3 [ 'SIGUSR1', 'SIGTERM' ]",
      "4 handle ignore",
      "EINVAL EINVAL",
    ]);
  });

  test("SIGCHLD: five exits while blocked are one delivery and five children to reap; ignored, no zombie is left", () => {
    const printed = lines(`
  let delivered = 0;
  os.signal("SIGCHLD", () => { delivered++; });
  if (os.fork() === 0) os.exit(0);
  os.wait();
  time.sleep("1ms");
  console.log(delivered);
  os.sigprocmask("block", ["SIGCHLD"]);
  for (let i = 0; i < 5; i++) if (os.fork() === 0) os.exit(0);
  time.sleep("10ms");
  os.sigprocmask("unblock", ["SIGCHLD"]);
  time.sleep("1ms");
  let reaped = 0;
  while (errno(() => os.wait()) !== "ECHILD") reaped++;
  console.log(delivered, reaped);
  os.signal("SIGCHLD", "ignore");
  const pid = os.fork();
  if (pid === 0) { time.sleep("5ms"); os.exit(3); }
  console.log(errno(() => os.waitpid(pid)), errno(() => os.kill(pid, 0)));`);
    expect(printed).toEqual(["1", "2 5", "ECHILD ESRCH"]);
  });

  test("a call that waits goes on waiting", () => {
    const printed = lines(`
  const parent = os.getpid();
  os.signal("SIGUSR1", () => console.log("handled"));
  const pid = os.fork();
  if (pid === 0) { time.sleep("2ms"); os.kill(parent, "SIGUSR1"); time.sleep("5ms"); os.exit(4); }
  console.log(os.wait().code);`);
    expect(printed).toEqual(["handled", "4"]);
  });

  test("are in the copy that fork makes, with its own variables", () => {
    const printed = lines(`
  let who = "parent";
  os.signal("SIGUSR1", () => console.log(who));
  const pid = os.fork();
  if (pid === 0) { who = "child"; time.sleep("5ms"); os.exit(0); }
  time.sleep("1ms");
  os.kill(pid, "SIGUSR1");
  os.wait();
  os.kill(os.getpid(), "SIGUSR1");
  time.sleep("1ms");`);
    expect(printed).toEqual(["child", "parent"]);
  });

  test("a handler may end the process, and a main that waits for ever is no deadlock", () => {
    const result = run(`
  os.signal("SIGTERM", () => os.exit(7));
  const pid = os.getpid();
  if (os.fork() === 0) { os.kill(pid, "SIGTERM"); os.exit(0); }
  chan<number>().recv();`);
    expect([result.exitCode, result.stderr]).toEqual([7, ""]);
  });

  test("a signal is in the log when it is sent, and when the thread is told", () => {
    const { log } = run(`
  os.signal("SIGUSR1", () => {});
  os.sigprocmask("block", ["SIGUSR1"]);
  os.kill(os.getpid(), "SIGUSR1");
  os.kill(os.getpid(), "SIGUSR1");
  os.sigprocmask("unblock", ["SIGUSR1"]);
  time.sleep("1ms");`);
    const seen: string[] = [];
    log.forEach(({ kind, aux, a }) => {
      const name = log.tables.tasks[a]?.name;
      if (kind === Kind.Signal && aux === 10) seen.push(`sent ${name}`);
      if (kind === Kind.SignalHandle) seen.push(`handled ${aux} ${name}`);
    });
    expect(seen).toEqual(["sent main", "handled 10 main"]);
  });
});

describe("handlers of a process of bare threads", () => {
  const native = "runtime=native";

  test("run in the middle of whatever the first thread does, before kill returns to it", () => {
    const printed = lines(
      `
  let n = 0;
  os.signal("SIGUSR1", (s) => { n++; console.log("in", s); });
  os.kill(os.getpid(), "SIGUSR1");
  console.log(n);
  const me = os.getpid();
  if (os.fork() === 0) { os.kill(me, "SIGUSR1"); os.exit(0); }
  compute("1ms");
  console.log(n);
  console.log(os.wait().code);`,
      native,
    );
    expect(printed).toEqual(["in SIGUSR1", "1", "in SIGUSR1", "2", "0"]);
  });

  test("interrupt a wait, which goes on, and are not interrupted by their own signal", () => {
    const printed = lines(
      `
  const me = os.getpid();
  let depth = 0, again = true;
  os.signal("SIGUSR2", () => console.log("other", depth));
  os.signal("SIGUSR1", () => {
    console.log("depth", ++depth);
    if (again) { again = false; os.kill(me, "SIGUSR1"); os.kill(me, "SIGUSR2"); }
    console.log("out", depth--);
  });
  const pid = os.fork();
  if (pid === 0) { syscall("2ms"); os.kill(me, "SIGUSR1"); syscall("2ms"); os.exit(4); }
  console.log(os.wait().code);`,
      native,
    );
    expect(printed).toEqual(["depth 1", "other 1", "out 1", "depth 1", "out 1", "4"]);
  });

  test("of two that come at once the higher number runs first; an exception in a handler kills the process", () => {
    const result = run(
      `
  for (const s of ["SIGUSR1", "SIGUSR2"]) os.signal(s, () => console.log(s));
  os.sigprocmask("block", ["SIGUSR1", "SIGUSR2"]);
  os.kill(os.getpid(), "SIGUSR1");
  os.kill(os.getpid(), "SIGUSR2");
  os.sigprocmask("unblock", ["SIGUSR1", "SIGUSR2"]);
  console.log("after");
  os.signal("SIGTERM", () => { throw new Error("from the handler"); });
  os.kill(os.getpid(), "SIGTERM");
  console.log("never");`,
      native,
    );
    expect(result.stdout).toBe("SIGUSR2\nSIGUSR1\nafter\n");
    expect(result.stderr).toContain("Uncaught from the handler");
    expect(result.exitCode).toBe(134);
  });
});

describe("stop and continue", () => {
  test("a stopped process does not run; waitpid tells once of each change", () => {
    const printed = lines(`
  const pid = os.fork();
  if (pid === 0) { for (let i = 0; i < 20; i++) time.sleep("1ms"); os.exit(5); }
  time.sleep("3500us");
  os.kill(pid, "SIGSTOP");
  const hex = (w: { status: number }) => "0x" + w.status.toString(16);
  const stopped = os.waitpid(pid, { untraced: true });
  console.log(hex(stopped), stopped.stopped, os.waitpid(pid, { untraced: true, nohang: true }).pid);
  time.sleep("100ms");
  console.log(os.waitpid(pid, { nohang: true }).pid);
  os.kill(pid, "SIGCONT");
  const goesOn = os.waitpid(pid, { continued: true });
  console.log(hex(goesOn), goesOn.continued, os.wait().code, time.now() > 115e6);`);
    expect(printed).toEqual(["0x137f 19 0", "0", "0xffff true 5 true"]);
  });

  test("while stopped only SIGKILL ends it; SIGTERM waits for SIGCONT", () => {
    const printed = lines(`
  for (const s of ["SIGTERM", "SIGKILL"]) {
    const pid = os.fork();
    if (pid === 0) for (;;) time.sleep("1ms");
    time.sleep("2ms");
    os.kill(pid, "SIGSTOP");
    time.sleep("2ms");
    os.kill(pid, s);
    time.sleep("2ms");
    console.log(s, os.waitpid(pid, { nohang: true }).pid === pid);
    os.kill(pid, s === "SIGTERM" ? "SIGCONT" : 0);
    console.log(errno(() => os.wait().signal));
  }`);
    expect(printed[0]).toBe("SIGTERM false");
    expect(printed[1]).toBe("15");
    expect(printed[2]).toBe("SIGKILL true");
  });

  test("a process that computes is stopped on its core, and one that waits for a core in its queue", () => {
    const printed = lines(
      `
  const pids = [0, 1, 2].map(() => {
    const pid = os.fork();
    if (pid === 0) { let x = 0; for (let i = 0; i < 3e6; i++) x += i; os.exit(6); }
    return pid;
  });
  time.sleep("1ms");
  for (const pid of pids) os.kill(pid, "SIGSTOP");
  for (const pid of pids) console.log(os.waitpid(pid, { untraced: true }).stopped);
  time.sleep("1ms");
  for (const pid of pids) os.kill(pid, "SIGCONT");
  for (const pid of pids) console.log(os.waitpid(pid).code);`,
      "cores=1 gomaxprocs=2",
    );
    expect(printed).toEqual(["19", "19", "19", "6", "6", "6"]);
  });
});

describe("users, nice values, limits, subreapers", () => {
  test("nice goes up for all, down for root alone, and has its bounds", () => {
    const body = `console.log(os.nice(5), os.nice(0), errno(() => os.nice(-1)), os.nice(100), errno(() => os.nice(-200)));`;
    expect(lines(body)).toEqual(["5 5 EPERM 19 EPERM"]);
    expect(lines(body, "uid=0")).toEqual(["5 5 4 19 -20"]);
  });

  test("limits are read one by one and all, set, and inherited", () => {
    const printed = lines(
      `
  console.log(os.getrlimit("stack"), os.getrlimit("nproc").soft);
  console.log(Object.keys(os.getrlimit()).join());
  os.setrlimit("nofile", 20);
  console.log(errno(() => os.setrlimit("nofile", 20, 10)), errno(() => os.setrlimit("nproc", 5000, 5000)));
  console.log(errno(() => os.setrlimit("cpu" as never, 1)), errno(() => os.setrlimit("core", -1)));
  if (os.fork() === 0) { console.log(os.getrlimit("nofile").soft); os.exit(0); }
  os.wait();`,
      "stack=1MiB",
    );
    expect(printed).toEqual([
      "{ soft: 1048576, hard: Infinity } 4096",
      "as,core,nice,nofile,nproc,stack",
      "EINVAL EPERM",
      "RangeError: os.setrlimit: the limit must be one of as, core, nice, nofile, nproc, stack RangeError: os.setrlimit: the limit must not be negative",
      "20",
    ]);
  });

  test("the limit of processes does not hold for root", () => {
    const body = `
  let n = 0;
  try { for (; n < 30; n++) if (os.fork() === 0) { time.sleep("1s"); os.exit(0); } } catch (e) { console.log((e as OSError).code); }
  console.log(n === 30);`;
    expect(lines(body, "nproc=20")).toEqual(["EAGAIN", "false"]);
    expect(lines(body, "nproc=20 uid=0")).toEqual(["true"]);
  });

  test("orphans go to the nearest subreaper, which can wait for them, else to init", () => {
    const printed = lines(`
  os.setSubreaper(true);
  const child = os.fork();
  if (child === 0) {
    const grandchild = os.fork();
    if (grandchild === 0) {
      time.sleep("5ms");
      console.log(os.getppid() === 2);
      os.exit(3);
    }
    os.exit(1);
  }
  console.log(os.wait().code, os.wait().code, errno(() => os.wait()));
  os.setSubreaper(false);
  if (os.fork() === 0) {
    if (os.fork() === 0) { time.sleep("5ms"); console.log(os.getppid()); os.exit(3); }
    os.exit(1);
  }
  console.log(os.wait().code, errno(() => os.wait()));
  time.sleep("10ms");`);
    expect(printed).toEqual(["true", "1 3 ECHILD", "1 ECHILD", "1"]);
  });
});

describe("each thread has a mask of its own", () => {
  const native = "runtime=native cores=1";
  const HANDLER = `
  const me = os.getpid();
  os.signal("SIGUSR1", () => console.log("on", thread.self().name));`;

  test("a signal goes to a thread that does not block it", () => {
    const printed = lines(
      `${HANDLER}
  const worker = thread.create(() => { os.sleep("10ms"); console.log("worker goes on"); }, { name: "worker" });
  os.kill(me, "SIGUSR1");
  console.log(os.sigprocmask("block", ["SIGUSR1"]).length);
  os.sleep("1ms");
  os.kill(me, "SIGUSR1");
  os.sleep("1ms");
  console.log("main");
  worker.join();`,
      native,
    );
    expect(printed).toEqual(["on main", "0", "on worker", "main", "worker goes on"]);
  });

  test("where all block it, it is pending until one lets it through, which sees to it at once; new threads have their maker's mask", () => {
    const printed = lines(
      `${HANDLER}
  os.sigprocmask("block", ["SIGUSR1", "SIGTERM"]);
  const worker = thread.create(() => {
    os.sleep("2ms");
    console.log(os.sigprocmask("unblock", ["SIGUSR1"]).join());
    console.log("unblocked");
    os.sleep("2ms");
  }, { name: "worker" });
  os.kill(me, "SIGUSR1");
  os.kill(me, "SIGTERM");
  os.sleep("1ms");
  console.log("pending");
  worker.join();
  console.log(os.sigprocmask("setmask", []).join());
  console.log("never");`,
      native,
    );
    expect(printed).toEqual(["pending", "on worker", "SIGUSR1,SIGTERM", "unblocked"]);
  });

  test("a handler blocks its signal on its own thread: another one may run it at the same time", () => {
    const printed = lines(
      `
  const me = os.getpid();
  let again = true;
  os.signal("SIGUSR1", () => {
    console.log("in", thread.self().name);
    if (again) { again = false; os.kill(me, "SIGUSR1"); os.sleep("1ms"); }
    console.log("out", thread.self().name);
  });
  const worker = thread.create(() => os.sleep("9ms"), { name: "worker" });
  os.sleep("1ms");
  os.kill(me, "SIGUSR1");
  worker.join();`,
      native,
    );
    expect(printed).toEqual(["in main", "in worker", "out worker", "out main"]);
  });

  test("a sleep that is interrupted lasts as long as it would have", () => {
    const result = run(
      `
  const me = os.getpid();
  os.signal("SIGUSR1", () => compute("1ms"));
  if (os.fork() === 0) { for (let i = 0; i < 3; i++) { os.sleep("3ms"); os.kill(me, "SIGUSR1"); } os.exit(0); }
  const before = time.now();
  os.sleep("10ms");
  console.log(Math.round((time.now() - before) / 1e6));
  os.signal("SIGUSR2", () => compute("20ms"));
  if (os.fork() === 0) { os.sleep("1ms"); os.kill(me, "SIGUSR2"); os.exit(0); }
  const again = time.now();
  os.sleep("10ms");
  console.log(Math.round((time.now() - again) / 1e6));`,
      native,
    );
    expect(result.stdout).toBe("10\n21\n");
    const asked: number[] = [];
    result.log.forEach(({ kind, aux, a, task }) => {
      if (
        kind === Kind.SyscallEnter &&
        SYSCALLS[aux] === "nanosleep" &&
        result.log.tables.tasks[task]?.tid === 2
      )
        asked.push(Math.round(result.log.readWide(a) / 1e6));
    });
    expect(asked.slice(0, 4)).toEqual([10, 7, 4, 1]);
  });

  test("a thread beside a Go runtime that is told of a signal passes it on to the runtime", () => {
    const printed = lines(
      `
  const me = os.getpid();
  os.signal("SIGUSR1", (s) => console.log(s));
  os.sigprocmask("block", ["SIGUSR1"]);
  os.kill(me, "SIGUSR1");
  time.sleep("1ms");
  console.log("pending");
  thread.create(() => { os.sigprocmask("unblock", ["SIGUSR1"]); }).join();
  time.sleep("1ms");
  console.log("end");`,
      "",
    );
    expect(printed).toEqual(["pending", "SIGUSR1", "end"]);
  });
});
