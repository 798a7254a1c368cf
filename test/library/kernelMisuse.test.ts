import { describe, expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";
import { KERNEL_FUNCTIONS } from "./support/kernelCalls";
import type { Argument, KernelFunction } from "./support/kernelCalls";

/** Values of every type, with their source texts. */
const VALUES: readonly (readonly [text: string, value: unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["true", true],
  ['""', ""],
  ['"nonsense"', "nonsense"],
  ['"5 ms"', "5 ms"],
  ["NaN", NaN],
  ["-1", -1],
  ["-0.5", -0.5],
  ["1.5", 1.5],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["2 ** 31", 2 ** 31],
  ["2 ** 53", 2 ** 53],
  ["10n", 10n],
  ["Symbol('s')", Symbol("s")],
  ["{}", {}],
  ["{ nonsense: 1 }", { nonsense: 1 }],
  ["[]", []],
  ["[{}]", [{}]],
  ["[NaN]", [NaN]],
  ["() => 1", () => 1],
  ["new Uint8Array(3)", new Uint8Array(3)],
  ["Object.create(null)", Object.create(null)],
];

interface Attempt {
  readonly text: string;
  readonly what: Argument;
  readonly value: unknown;
}

function valuesFor({ kind, endless }: Argument) {
  // 104 days of virtual time are beyond a run's limit.
  return VALUES.filter(
    ([text]) => !(kind === "duration" && text === "2 ** 53") && !(endless && text === "undefined"),
  );
}

/** One argument at a time, then one option at a time, is each of the values; the others are right. */
function attempts({ args, options, call }: KernelFunction): Attempt[] {
  const called = (list: readonly string[]): string => `${call}(${list.join(", ")})`;
  const right = args.map((arg) => arg.right);
  const ofArguments = args.flatMap((what, at) =>
    valuesFor(what).map(([text, value]) => ({ text: called(right.with(at, `(${text})`)), what, value })),
  );
  const ofOptions = Object.entries(options ?? {}).flatMap(([key, what]) =>
    valuesFor(what).map(([text, value]) => ({
      text: called(right.with(-1, `{ ${key}: ${text} }`)),
      what,
      value,
    })),
  );
  return [...ofArguments, ...ofOptions];
}

/** Whether a value is one that the declarations allow: then the call succeeds, or the kernel says what is wrong. */
function allowed({ kind, optional, from = -Infinity, to = Infinity }: Argument, value: unknown): boolean {
  if (value === undefined && optional === true) return true;
  if (typeof kind === "object") return kind.oneOf.some((each) => each === value);
  const isEmptyObject =
    typeof value === "object" && value !== null && Object.keys(value).length === 0 && !Array.isArray(value);
  switch (kind) {
    case "whole":
      return Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to;
    case "duration":
      return Number.isFinite(value) && Number(value) >= from;
    case "bytes":
      return Number.isSafeInteger(value) && Number(value) >= from;
    case "limit":
      return value === Infinity || (Number.isSafeInteger(value) && Number(value) >= 0);
    case "text":
      return typeof value === "string";
    case "data":
      return typeof value === "string" || value instanceof Uint8Array;
    case "function":
      return typeof value === "function";
    case "boolean":
      return typeof value === "boolean";
    case "signal":
      return typeof value === "string" || typeof value === "number";
    case "object":
      return isEmptyObject;
    case "array":
      return Array.isArray(value);
    case "list":
      return Array.isArray(value) && value.length === 0;
    case "action":
      return typeof value === "function" || value === "default" || value === "ignore";
    case "affinity":
      return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 255;
    case "nothing else":
      return false;
  }
}

const SAID = /^(ok|OSError \w+ \w+: .+|(TypeError|RangeError) undefined (.+))$/;

function programOf(fn: KernelFunction, list: readonly Attempt[]): string {
  const calls = list.map(
    ({ text }) => `  (() => {
    try { ${fn.setUp ?? ""} const result = ${text}; ${fn.after ?? ""} console.log("ok"); }
    catch (error) { console.log(error.name, error.code, error.message); }
  })();`,
  );
  return `import { compute, io, os, syscall, thread, uthread } from "schedlens";
function child() {}
/** @simulate */
export function main() {
${calls.join("\n")}
}`;
}

describe.each(["native", "go"] as const)("%s: a wrong argument is named by the error", (runtime) => {
  test.each(
    KERNEL_FUNCTIONS.filter(
      ({ args, name }) => args.length > 0 && (runtime === "native" || !name.startsWith("uthread")),
    ),
  )("$name", (fn) => {
    const list = attempts(fn);
    const result = runText(programOf(fn, list), { runtime, memory: 2 ** 26 });
    expect([result.diagnostics, result.stderr, result.exitCode]).toEqual([[], "", 0]);
    const lines = result.stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(list.length);
    list.forEach(({ text, what, value }, at) => {
      const line = lines[at]!;
      const [, , kind, message = ""] = SAID.exec(line) ?? [];
      const refused = kind !== undefined;
      expect(`${text}: ${line}`).toMatch(SAID.test(line) ? "" : "an error that is allowed");
      // What is no value of its type is refused before the kernel is asked; all else is the kernel's business.
      if (refused !== !allowed(what, value)) expect.fail(`${text}: ${line}`);
      const named =
        what.says?.test(message) ??
        (message.startsWith(fn.says ?? fn.name) || message.startsWith("invalid duration"));
      if (refused && !named) expect.fail(`${text}: ${line}`);
    });
    expectValid(result.log);
  });
});

/** Calls that no argument's type makes wrong: the state of things does. Statements, and the error. */
const STATES: readonly (readonly [statements: string, error: string])[] = [
  ["const [r] = os.pipe(); os.close(r); os.read(r, 1);", "EBADF read"],
  ["const [r] = os.pipe(); os.write(r, 'x');", "EBADF write"],
  ["const [, w] = os.pipe(); os.read(w, 1);", "EBADF read"],
  ["const [r] = os.pipe(); os.close(r); os.close(r);", "EBADF close"],
  ["const [r] = os.pipe(); os.close(r); os.dup(r);", "EBADF dup"],
  ["const [r] = os.pipe(); os.seek(r, 0);", "ESPIPE lseek"],
  ["const [r] = os.pipe(); os.setNonBlocking(r); os.read(r, 1);", "EAGAIN read"],
  ["const [r, w] = os.pipe(); os.setNonBlocking(w); for (;;) os.write(w, 'x'.repeat(4096));", "EAGAIN write"],
  ["os.signal('SIGPIPE', 'ignore'); const [r, w] = os.pipe(); os.close(r); os.write(w, 'x');", "EPIPE write"],
  ["const [a] = os.socketpair('datagram'); os.write(a, 'x'.repeat(212_961));", "EMSGSIZE write"],
  ["const [a, b] = os.socketpair('datagram'); os.close(b); os.write(a, 'x');", "ECONNREFUSED write"],
  ["os.pending(1);", "ENOTTY ioctl"],
  ["for (;;) os.pipe();", "EMFILE pipe2"],
  ["os.open('nothing');", "ENOENT open"],
  ["os.close(os.open('f', 'w')); os.open('f', 'wx');", "EEXIST open"],
  ["os.close(os.open('secret', 'w', 0)); os.open('secret');", "EACCES open"],
  ["os.open('n'.repeat(300), 'w');", "ENAMETOOLONG open"],
  ["os.open('/', 'w');", "EISDIR open"],
  ["os.unlink('nothing');", "ENOENT unlink"],
  ["const q = os.messageQueue('q', { messageSize: 3 }); q.send('long');", "EMSGSIZE mq_send"],
  [
    "const q = os.messageQueue('q', { capacity: 1 }); q.send('a'); q.send('b', { nowait: true });",
    "EAGAIN mq_send",
  ],
  ["os.messageQueue('q').receive({ nowait: true });", "EAGAIN mq_receive"],
  ["os.messageQueue('q').receive({ timeout: '1ms' });", "ETIMEDOUT mq_receive"],
  ["const q = os.messageQueue('q'); q.destroy(); q.send('x');", "EIDRM mq_send"],
  ["const q = os.messageQueue('q'); q.destroy(); q.receive();", "EIDRM mq_receive"],
  ["const q = os.messageQueue('q'); q.destroy(); q.depth();", "EIDRM mq_getattr"],
  ["const q = os.messageQueue('q'); q.destroy(); q.destroy();", "EIDRM mq_unlink"],
  ["os.messageQueue('none', { create: false });", "ENOENT mq_open"],
  ["os.messageQueue('q'); os.messageQueue('q', { exclusive: true });", "EEXIST mq_open"],
  ["os.messageQueue('q', { permissions: 0 }); os.messageQueue('q');", "EACCES mq_open"],
  ["os.messageQueue('');", "EINVAL mq_open"],
  ["os.messageQueue('n'.repeat(256));", "ENAMETOOLONG mq_open"],
  ["os.sharedMemory('m', 8); os.sharedMemory('m', 9);", "EINVAL shm_open"],
  ["const m = os.sharedMemory('m', 8); m.destroy(); m.destroy();", "EIDRM shm_unlink"],
  ["const s = os.namedSemaphore('s'); s.acquire({ nowait: true });", "EAGAIN sem_wait"],
  ["const s = os.namedSemaphore('s'); s.acquire({ timeout: '1ms' });", "ETIMEDOUT sem_wait"],
  ["const s = os.namedSemaphore('s', 2 ** 31 - 1); s.release();", "EOVERFLOW sem_post"],
  ["const s = os.namedSemaphore('s'); s.destroy(); s.acquire();", "EIDRM sem_wait"],
  ["const s = os.namedSemaphore('s'); s.destroy(); s.release();", "EIDRM sem_post"],
  ["const s = os.namedSemaphore('s'); s.destroy(); s.value();", "EIDRM sem_getvalue"],
  ["os.wait();", "ECHILD wait4"],
  ["os.waitpid(4711);", "ECHILD wait4"],
  ["os.waitpid(0);", "EINVAL wait4"],
  ["os.waitpid(-5);", "EINVAL wait4"],
  ["const p = os.spawn(child); p.wait(); p.wait();", "ECHILD wait4"],
  ["os.kill(4711, 'SIGTERM');", "ESRCH kill"],
  ["os.kill(1, 'SIGTERM');", "EPERM kill"],
  ["os.kill(os.getpid(), 'SIGNOTHING');", "EINVAL kill"],
  ["os.kill(os.getpid(), 32);", "EINVAL kill"],
  ["os.signal('SIGKILL', 'ignore');", "EINVAL rt_sigaction"],
  ["os.signal(0, 'ignore');", "EINVAL rt_sigaction"],
  ["os.setuid(0);", "EPERM setuid"],
  ["os.setuid(-1);", "EINVAL setuid"],
  ["os.nice(-1);", "EPERM setpriority"],
  ["thread.create(() => 1, { nice: -1 });", "EPERM clone"],
  ["os.spawn(child, { nice: -1 });", "EPERM posix_spawn"],
  ["os.spawn(child, { uid: 0 });", "EPERM posix_spawn"],
  ["thread.create(() => 1, { affinity: 200 });", "EINVAL clone"],
  ["os.spawn(child, { affinity: [200, 201] });", "EINVAL posix_spawn"],
  ["thread.create(() => 1, { stack: '1GiB' });", "EAGAIN clone"],
  ["os.setrlimit('nofile', 10); os.setrlimit('nofile', 11, 10);", "EINVAL prlimit64"],
  ["os.setrlimit('nofile', 10, 10); os.setrlimit('nofile', 11, 11);", "EPERM prlimit64"],
  ["os.setrlimit('nproc', 1); thread.create(() => 1);", "EAGAIN clone"],
  ["os.setrlimit('nproc', 1); os.spawn(child);", "EAGAIN posix_spawn"],
  ["os.setrlimit('nproc', 1); os.fork();", "EAGAIN fork"],
  ["os.setrlimit('as', 0); thread.create(() => 1);", "EAGAIN clone"],
  ["const m = new thread.Mutex(); m.lock(); m.lock();", "EDEADLK futex"],
  ["const m = new thread.Mutex(); m.unlock();", "EPERM futex"],
  ["const m = new thread.Mutex(); thread.create(() => m.lock()).join(); m.unlock();", "EPERM futex"],
  ["new thread.CondVar().wait(new thread.Mutex());", "EPERM futex"],
  ["new thread.Semaphore(2 ** 31 - 1).release();", "EOVERFLOW futex"],
  ["const l = new thread.RWLock(); l.lock(); l.lock();", "EDEADLK futex"],
  ["const l = new thread.RWLock(); l.lock(); l.rLock();", "EDEADLK futex"],
  ["new thread.RWLock().unlock();", "EPERM futex"],
  ["new thread.RWLock().rUnlock();", "EPERM futex"],
  ["thread.self().join();", "EDEADLK futex"],
  [
    "let caught; const u = uthread.create(() => { try { uthread.join(u); } catch (e) { caught = e; } }); uthread.join(u); throw caught;",
    "EDEADLK uthread.join",
  ],
  ["const u = thread.create(() => uthread.create(() => 1)).join(); uthread.join(u);", "ESRCH uthread.join"],
];

test.each(STATES)("%s", (statements, error) => {
  const { stdout, stderr, exitCode, diagnostics, log } = runText(
    `import { os, thread, uthread } from "schedlens";
     function child() {}
     /** @simulate runtime=native memory=64MiB */
     export function main() {
       try { ${statements} console.log("ok"); }
       catch (error) { console.log(error.name, error.code, error.syscall); }
     }`,
  );
  expect([diagnostics, stdout, stderr, exitCode]).toEqual([[], `OSError ${error}\n`, "", 0]);
  expectValid(log);
});
