/** What an argument may be; anything else is an error of the program, which names the call. */
export type ArgumentKind =
  | "whole"
  | "duration"
  | "text"
  | "data"
  | "function"
  | "boolean"
  | "signal"
  | "object"
  | "list"
  | "bytes"
  | "limit"
  | "affinity"
  | "array"
  | "action"
  | "nothing else"
  | { readonly oneOf: readonly string[] };

export interface Argument {
  readonly kind: ArgumentKind;
  /** Source text of a value that is right. */
  readonly right: string;
  readonly optional?: true;
  /** What its errors look like, if they do not begin with the call's name. */
  readonly says?: RegExp;
  /** Without it the call would not come back. */
  readonly endless?: true;
  /** Least and most of a whole number, beyond which it is a RangeError (and not an errno). */
  readonly from?: number;
  readonly to?: number;
}

/** A function or method that asks something of the kernel. */
export interface KernelFunction {
  /** As the declarations have it: `os.read`, `Mutex.lock`. */
  readonly name: string;
  /** Source text of what is called. */
  readonly call: string;
  /** What its errors begin with, if not its name. */
  readonly says?: string;
  readonly args: readonly Argument[];
  /** Statements before each call. */
  readonly setUp?: string;
  /** Statements after each call that has succeeded. */
  readonly after?: string;
  /** Options of the last argument, which is an object. */
  readonly options?: Readonly<Record<string, Argument>>;
}

const whole = (right: string, more: Partial<Argument> = {}): Argument => ({ kind: "whole", right, ...more });
const any = (kind: ArgumentKind, right: string, more: Partial<Argument> = {}): Argument => ({
  kind,
  right,
  ...more,
});
const optional = { optional: true } as const;
const OBJECT = any("object", "{}", optional);
const FD = whole("fd");
const NAMED = {
  create: any("boolean", "true", optional),
  exclusive: any("boolean", "false", optional),
  permissions: whole("0o600", { ...optional, from: 0, to: 0o777 }),
} as const;
const CHANNEL = {
  mode: any({ oneOf: ["sync", "async"] }, '"async"', optional),
  transfer: any({ oneOf: ["copy", "remap"] }, '"copy"', optional),
} as const;
const SCHEDULING = {
  name: any("text", '"t"', optional),
  stack: any("bytes", '"64KiB"', { ...optional, from: 1 }),
  burst: any("duration", "1", { ...optional, from: 0 }),
  start: any("duration", "0", { ...optional, from: 0 }),
  nice: whole("1", { ...optional, from: -20, to: 19 }),
  tickets: whole("1", { ...optional, from: 1, to: 2 ** 31 }),
  affinity: any("affinity", "0", optional),
  workingSet: any("bytes", '"64KiB"', { ...optional, from: 1 }),
  deadline: any("duration", "1", { ...optional, from: 0 }),
} as const;
const WAITING = {
  nowait: any("boolean", "true", optional),
  timeout: any("duration", "1", optional),
} as const;

const FILE = "const fd = os.open('f', 'w+'); os.write(fd, 'abc'); os.seek(fd, 0);";
const QUEUE = "const q = os.messageQueue('q'); if (q.depth() > 5) while (q.depth() > 0) q.receive();";
const SEMAPHORE = "const s = os.namedSemaphore('s', 1);";

export const KERNEL_FUNCTIONS: readonly KernelFunction[] = [
  { name: "compute", call: "compute", args: [any("duration", "1")] },
  { name: "syscall", call: "syscall", args: [any("duration", "1")] },
  { name: "io.disk", call: "io.disk", args: [any("duration", "1")] },
  { name: "io.network", call: "io.network", args: [any("duration", "1")] },
  { name: "os.wait", call: "os.wait", args: [] },
  {
    name: "os.waitpid",
    call: "os.waitpid",
    args: [whole("-1"), OBJECT],
    options: {
      nohang: any("boolean", "true", optional),
      untraced: any("boolean", "true", optional),
      continued: any("boolean", "true", optional),
    },
  },
  { name: "os.getpid", call: "os.getpid", args: [] },
  { name: "os.getppid", call: "os.getppid", args: [] },
  {
    name: "os.spawn",
    call: "os.spawn",
    args: [
      any("nothing else", "child", { says: /^(os\.spawn: |a process begins with a function of)/ }),
      OBJECT,
    ],
    options: {
      ...SCHEDULING,
      uid: whole("1000", { ...optional, from: 0, to: 2 ** 32 - 2 }),
      args: any("array", "[]", optional),
    },
    after: "os.wait();",
  },
  { name: "os.sleep", call: "os.sleep", args: [any("duration", "1")] },
  {
    name: "os.pipe",
    call: "os.pipe",
    args: [OBJECT],
    options: CHANNEL,
    after: "result.forEach((fd) => os.close(fd));",
  },
  {
    name: "os.socketpair",
    call: "os.socketpair",
    args: [any({ oneOf: ["stream", "datagram"] }, '"stream"', optional), OBJECT],
    options: CHANNEL,
    after: "result.forEach((fd) => os.close(fd));",
  },
  {
    name: "os.open",
    call: "os.open",
    args: [
      any("text", '"f"'),
      any({ oneOf: ["r", "r+", "w", "wx", "w+", "wx+", "a", "ax", "a+", "ax+"] }, '"w"', optional),
      whole("0o666", { ...optional, from: 0, to: 0o777 }),
    ],
    after: "os.close(result);",
  },
  { name: "os.unlink", call: "os.unlink", args: [any("text", '"f"')], setUp: FILE, after: "os.close(fd);" },
  {
    name: "os.read",
    call: "os.read",
    args: [FD, whole("10", { from: 0 })],
    setUp: FILE,
    after: "os.close(fd);",
  },
  {
    name: "os.readText",
    call: "os.readText",
    args: [FD, whole("10", { from: 0 })],
    setUp: FILE,
    after: "os.close(fd);",
  },
  { name: "os.write", call: "os.write", args: [FD, any("data", '"x"')], setUp: FILE, after: "os.close(fd);" },
  { name: "os.close", call: "os.close", args: [FD], setUp: FILE },
  { name: "os.dup", call: "os.dup", args: [FD], setUp: FILE, after: "os.close(fd); os.close(result);" },
  {
    name: "os.seek",
    call: "os.seek",
    args: [FD, whole("1"), any({ oneOf: ["set", "current", "end"] }, '"set"', optional)],
    setUp: FILE,
    after: "os.close(fd);",
  },
  { name: "os.pending", call: "os.pending", args: [FD], setUp: FILE, after: "os.close(fd);" },
  {
    name: "os.setNonBlocking",
    call: "os.setNonBlocking",
    args: [FD, any("boolean", "true", optional)],
    setUp: FILE,
    after: "os.close(fd);",
  },
  {
    name: "os.poll",
    call: "os.poll",
    args: [any("list", "[fd]"), any("duration", "0", optional)],
    setUp: FILE,
    after: "os.close(fd);",
  },
  {
    name: "os.messageQueue",
    call: "os.messageQueue",
    args: [any("text", '"q"'), OBJECT],
    options: {
      ...NAMED,
      ...CHANNEL,
      capacity: whole("10", { ...optional, from: 1, to: 65_536 }),
      messageSize: whole("100", { ...optional, from: 1, to: 2 ** 24 }),
    },
  },
  {
    name: "MessageQueue.send",
    call: "q.send",
    says: "send",
    args: [any("data", '"x"'), OBJECT],
    options: {
      priority: whole("1", { ...optional, from: 0, to: 32_767 }),
      nowait: any("boolean", "true", optional),
    },
    setUp: QUEUE,
  },
  {
    name: "MessageQueue.receive",
    call: "q.receive",
    says: "receive",
    args: [OBJECT],
    options: WAITING,
    setUp: `${QUEUE} q.send("x");`,
  },
  { name: "MessageQueue.depth", call: "q.depth", args: [], setUp: QUEUE },
  { name: "MessageQueue.destroy", call: "q.destroy", args: [], setUp: QUEUE },
  {
    name: "os.sharedMemory",
    call: "os.sharedMemory",
    args: [any("text", '"m"'), whole("100", { ...optional, from: 0 }), OBJECT],
    options: NAMED,
  },
  { name: "SharedMemory.destroy", call: "m.destroy", args: [], setUp: "const m = os.sharedMemory('m', 8);" },
  {
    name: "os.namedSemaphore",
    call: "os.namedSemaphore",
    args: [any("text", '"s"'), whole("1", { ...optional, from: 0, to: 2 ** 31 - 1 }), OBJECT],
    options: NAMED,
  },
  {
    name: "NamedSemaphore.acquire",
    call: "s.acquire",
    says: "acquire",
    args: [OBJECT],
    options: WAITING,
    setUp: `${SEMAPHORE} s.release();`,
  },
  { name: "NamedSemaphore.release", call: "s.release", args: [], setUp: SEMAPHORE },
  { name: "NamedSemaphore.value", call: "s.value", args: [], setUp: SEMAPHORE },
  { name: "NamedSemaphore.destroy", call: "s.destroy", args: [], setUp: SEMAPHORE },
  { name: "os.kill", call: "os.kill", args: [whole("os.getpid()"), any("signal", "0")] },
  {
    name: "os.signal",
    call: "os.signal",
    args: [any("signal", '"SIGUSR1"'), any("action", '"ignore"')],
  },
  {
    name: "os.sigprocmask",
    call: "os.sigprocmask",
    args: [any({ oneOf: ["block", "unblock", "setmask"] }, '"block"'), any("list", '["SIGUSR1"]')],
  },
  { name: "os.ps", call: "os.ps", args: [] },
  { name: "os.getuid", call: "os.getuid", args: [] },
  { name: "os.setuid", call: "os.setuid", args: [whole("1000")] },
  { name: "os.nice", call: "os.nice", args: [whole("0")] },
  { name: "os.setSubreaper", call: "os.setSubreaper", args: [any("boolean", "true")] },
  {
    name: "os.getrlimit",
    call: "os.getrlimit",
    args: [any({ oneOf: ["as", "core", "nice", "nofile", "nproc", "stack"] }, '"as"', optional)],
  },
  {
    name: "os.setrlimit",
    call: "os.setrlimit",
    args: [
      any({ oneOf: ["core"] }, '"core"'),
      any("limit", "0"),
      any("limit", "os.getrlimit('core').hard", optional),
    ],
  },
  {
    name: "thread.create",
    call: "thread.create",
    args: [any("function", "() => 1"), OBJECT],
    options: SCHEDULING,
    after: "result.join();",
  },
  { name: "Thread.join", call: "t.join", args: [], setUp: "const t = thread.create(() => 1);" },
  { name: "thread.yield", call: "thread.yield", args: [] },
  { name: "thread.self", call: "thread.self", args: [] },
  { name: "Mutex.lock", call: "m.lock", args: [], setUp: "const m = new thread.Mutex();" },
  { name: "Mutex.tryLock", call: "m.tryLock", args: [], setUp: "const m = new thread.Mutex();" },
  { name: "Mutex.unlock", call: "m.unlock", args: [], setUp: "const m = new thread.Mutex(); m.lock();" },
  {
    name: "CondVar.wait",
    call: "c.wait",
    args: [any("nothing else", "m"), any("duration", "1", { optional: true, endless: true })],
    setUp: "const c = new thread.CondVar(); const m = new thread.Mutex(); m.lock();",
  },
  { name: "CondVar.signal", call: "c.signal", args: [], setUp: "const c = new thread.CondVar();" },
  { name: "CondVar.broadcast", call: "c.broadcast", args: [], setUp: "const c = new thread.CondVar();" },
  {
    name: "Semaphore",
    call: "make",
    args: [whole("1", { from: 0, to: 2 ** 31 - 1 })],
    setUp: "const make = (n) => new thread.Semaphore(n);",
  },
  { name: "Semaphore.acquire", call: "s.acquire", args: [], setUp: "const s = new thread.Semaphore(1);" },
  {
    name: "Semaphore.tryAcquire",
    call: "s.tryAcquire",
    args: [],
    setUp: "const s = new thread.Semaphore(1);",
  },
  { name: "Semaphore.release", call: "s.release", args: [], setUp: "const s = new thread.Semaphore(1);" },
  {
    name: "Barrier",
    call: "make",
    args: [whole("1", { from: 1, to: 2 ** 31 - 1 })],
    setUp: "const make = (n) => new thread.Barrier(n);",
  },
  { name: "Barrier.wait", call: "b.wait", args: [], setUp: "const b = new thread.Barrier(1);" },
  { name: "RWLock.lock", call: "l.lock", args: [], setUp: "const l = new thread.RWLock();" },
  { name: "RWLock.tryLock", call: "l.tryLock", args: [], setUp: "const l = new thread.RWLock();" },
  { name: "RWLock.unlock", call: "l.unlock", args: [], setUp: "const l = new thread.RWLock(); l.lock();" },
  { name: "RWLock.rLock", call: "l.rLock", args: [], setUp: "const l = new thread.RWLock();" },
  { name: "RWLock.tryRLock", call: "l.tryRLock", args: [], setUp: "const l = new thread.RWLock();" },
  { name: "RWLock.rUnlock", call: "l.rUnlock", args: [], setUp: "const l = new thread.RWLock(); l.rLock();" },
  { name: "uthread.create", call: "uthread.create", args: [any("function", "() => 1")] },
  { name: "uthread.yield", call: "uthread.yield", args: [] },
  {
    name: "uthread.join",
    call: "uthread.join",
    args: [any("nothing else", "u")],
    setUp: "const u = uthread.create(() => 1);",
  },
];
