import { ENGINE_MUTANTS } from "./engine.mjs";
import { KERNEL_MUTANTS } from "./kernel.mjs";

/**
 * Constants and orders of the Go runtime, each with a wrong one, and mistakes in the engine and in the kernel. Some test must turn red for every wrong one:
 * `npm run mutants` tries. `from` occurs in the file exactly once.
 */

const at = (file) => (what, from, to) => ({ what, file: `src/sim/goruntime/${file}.ts`, from, to });

const proc = at("proc");
const runq = at("runq");
const steal = at("steal");
const startm = at("startm");
const park = at("park");
const sysmon = at("sysmon");
const newproc = at("newproc");
const boot = at("boot");
const chan = at("chan");
const select = at("select");
const sema = at("sema");
const mutex = at("mutex");
const rwmutex = at("rwmutex");
const waitgroup = at("waitgroup");
const cond = at("cond");
const time = at("time");
const timers = at("timers");
const stack = at("stack");
const runtime2 = at("runtime2");
const checkdead = at("checkdead");
const procresize = at("procresize");
const syscall = at("syscall");
const order = at("randomOrder");

export const MUTANTS = [
  proc("the global queue every 61st tick: 60th", "p.schedtick % 61 === 0", "p.schedtick % 60 === 0"),
  proc(
    "one from the global queue at the 61st tick: a batch",
    "globrunqget(rt, p, 1)",
    "globrunqget(rt, p, 0)",
  ),
  proc(
    "runnext inherits the time slice: it does not",
    "pick(rt, m, next, true, ruleOfNext)",
    "pick(rt, m, next, false, ruleOfNext)",
  ),
  proc(
    "a new slice advances schedtick: every one does",
    "if (!m.inheritTime) p.schedtick++",
    "p.schedtick++",
  ),
  proc("half of the busy Ps may spin: all", "2 * sched.nmspinning < busy", "sched.nmspinning < busy"),
  proc(
    "who finds work wakes the next: nobody",
    "    wakep(rt);\n  }\n  if (g.lockedm",
    "  }\n  if (g.lockedm",
  ),
  runtime2("a ring of 256: 128", "RUNQ_SIZE = 256", "RUNQ_SIZE = 128"),
  runq(
    "half of a full ring overflows: a quarter",
    "let n = RUNQ_SIZE / 2; n > 0",
    "let n = RUNQ_SIZE / 4; n > 0",
  ),
  runq(
    "the newcomer overflows last: first",
    "  for (let n = RUNQ_SIZE / 2; n > 0; n--) batch.pushBack(popHead(rt, p));\n  batch.pushBack(g);",
    "  batch.pushBack(g);\n  for (let n = RUNQ_SIZE / 2; n > 0; n--) batch.pushBack(popHead(rt, p));",
  ),
  runq(
    "size/GOMAXPROCS + 1 from the global queue: without the 1",
    "Math.floor(size / rt.gomaxprocs) + 1",
    "Math.max(1, Math.floor(size / rt.gomaxprocs))",
  ),
  runq(
    "at most half a ring from the global queue: a quarter",
    "if (n > RUNQ_SIZE / 2) n = RUNQ_SIZE / 2",
    "if (n > RUNQ_SIZE / 4) n = RUNQ_SIZE / 4",
  ),
  runq(
    "half of the victim, rounded up: rounded down",
    "let n = available - (available >> 1)",
    "let n = Math.max(1, available >> 1)",
  ),
  runq(
    "runnext's old goroutine goes to the ring's tail: it stays",
    "    p.runnext = g;\n",
    "    if (p.runnext === null) p.runnext = g;\n    else tail = p.runnext;\n",
  ),
  steal("four rounds: three", "STEAL_TRIES = 4", "STEAL_TRIES = 3"),
  steal("a nap of 3 µs before runnext is stolen: none", "STEAL_NAP_NS = 3_000", "STEAL_NAP_NS = 1"),
  order(
    "victims in a walk by a coprime: by one",
    "this.inc = coprimes[Math.floor(r / count) % coprimes.length] ?? 1",
    "this.inc = 1",
  ),
  startm(
    "idle Ps are LIFO: nobody is woken",
    "  startm(rt, p, true, StartReason.wakep);",
    "  pidleput(rt, p);",
  ),
  park(
    "goready puts into runnext: into the ring",
    "  runqput(rt, rt.getp(), g, true);\n  wakep(rt);",
    "  runqput(rt, rt.getp(), g, false);\n  wakep(rt);",
  ),
  park(
    "goready wakes a P: none",
    "  runqput(rt, rt.getp(), g, true);\n  wakep(rt);",
    "  runqput(rt, rt.getp(), g, true);",
  ),
  park(
    "Gosched to the global queue: to the ring",
    "  globrunqput(rt, g);\n  if (rt.mainStarted)",
    "  runqput(rt, rt.getp(), g, false);\n  if (rt.mainStarted)",
  ),
  park(
    "goyield to the ring: to the global queue",
    "  runqput(rt, rt.getp(), g, false);\n  return SUSPENDED;",
    "  globrunqput(rt, g);\n  return SUSPENDED;",
  ),
  sysmon("slices of 10 ms: 20", "FORCE_PREEMPT_NS = 10e6", "FORCE_PREEMPT_NS = 20e6"),
  sysmon("sysmon sleeps 20 µs first: 200", "MIN_DELAY_NS = 20_000", "MIN_DELAY_NS = 200_000"),
  sysmon("sysmon sleeps 10 ms at most: 40", "MAX_DELAY_NS = 10e6", "MAX_DELAY_NS = 40e6"),
  sysmon("50 rounds before the sleep doubles: 5", "PATIENCE = 50", "PATIENCE = 5"),
  sysmon("the sleep doubles: it stays", "this.delay * 2", "this.delay"),
  sysmon(
    "an unneeded P stays in a system call for 10 ms: 1",
    "p.sysmonSyscallwhen + 10e6 > now",
    "p.sysmonSyscallwhen + 1e6 > now",
  ),
  newproc(
    "go puts into runnext: into the ring",
    "  runqput(rt, rt.getp(), g, true);\n  if (rt.mainStarted)",
    "  runqput(rt, rt.getp(), g, false);\n  if (rt.mainStarted)",
  ),
  newproc("goids in batches of 16: of 8", "GOID_BATCH = 16", "GOID_BATCH = 8"),
  newproc("a P keeps less than 64 free Gs: 128", "if (p.gFreeN < 64) return", "if (p.gFreeN < 128) return"),
  newproc("it goes down to 31 free Gs: to 15", "while (p.gFreeN >= 32) {", "while (p.gFreeN >= 16) {"),
  newproc(
    "an empty list is refilled to 32: to 16",
    "moved !== null && p.gFreeN < 32;",
    "moved !== null && p.gFreeN < 16;",
  ),
  boot("schedtick is 4 at main: 0", "SCHEDTICK_AT_MAIN = 4", "SCHEDTICK_AT_MAIN = 0"),
  boot("the finalizer goroutine is in runnext: nowhere", "  runqput(rt, p0, finalizer, true);\n", ""),
  chan(
    "close wakes in LIFO order: FIFO",
    "let s = list.pop(); s !== undefined; s = list.pop()",
    "let s = list.shift(); s !== undefined; s = list.shift()",
  ),
  chan(
    "waiters in FIFO order: LIFO",
    "    s.next = null;\n    s.prev = this.last;\n    if (this.last === null) this.first = s;\n    else this.last.next = s;\n    this.last = s;",
    "    s.prev = null;\n    s.next = this.first;\n    if (this.first === null) this.last = s;\n    else this.first.prev = s;\n    this.first = s;",
  ),
  chan(
    "a full buffer gives its head: the sender's value",
    "    c.put(value);\n    value = head;",
    "    c.put(head);",
  ),
  select(
    "cases are looked at in random order: in the order of the text",
    "rt.prng.below(order.length + 1)",
    "order.length",
  ),
  sema("waiters in FIFO order: LIFO", "    if (lifo) {", "    if (lifo || this.head !== null) {"),
  mutex(
    "a waiter that lost queues at the front: at the back",
    "const lifo = a.waitStart >= 0",
    "const lifo = false",
  ),
  mutex("starvation after 1 ms: 100 ms", "STARVATION_THRESHOLD_NS = 1e6", "STARVATION_THRESHOLD_NS = 100e6"),
  mutex(
    "the last waiter ends starvation: nobody",
    "const leave = !a.starving || old >> WAITER_SHIFT === 1",
    "const leave = false",
  ),
  mutex(
    "in starvation mode unlock hands over: it does not",
    "return semrelease(rt, g, m.sema, true)",
    "return semrelease(rt, g, m.sema, false)",
  ),
  mutex("four rounds of spinning: none", "ACTIVE_SPIN = 4", "ACTIVE_SPIN = 0"),
  mutex(
    "TryLock fails in starvation mode: it succeeds",
    "  if ((m.state & (MUTEX_LOCKED | MUTEX_STARVING)) !== 0) return false;",
    "  if ((m.state & MUTEX_LOCKED) !== 0) return false;",
  ),
  rwmutex(
    "a waiting writer holds up new readers: it does not",
    "if (rw.readerCount >= 0) {",
    "if (rw.readerCount >= 0 || rw.readerWait > 0) {",
  ),
  waitgroup(
    "all waiters go on: one",
    "for (let i = 0; i < waiters; i++) semrelease",
    "for (let i = 0; i < 1; i++) semrelease",
  ),
  cond(
    "Signal wakes the oldest: nobody who has parked",
    "if (s.ticket !== ticket) continue;",
    "if (s.ticket !== ticket + 1) continue;",
  ),
  time(
    "a ticker leaves out missed periods: it makes up for them",
    "t.period * (1 + Math.floor(delay / t.period))",
    "t.period",
  ),
  time("sleep(0) does not yield: it does", "if (d <= 0) return undefined;", "if (d < 0) return undefined;"),
  time("Stop throws a stale value away: it keeps it", "  if (drain(t)) pending = true;\n", ""),
  timers(
    "a timer that is due earlier is first: last",
    "if (t.when >= above.when) break;",
    "if (t.when <= above.when) break;",
  ),
  stack("stacks of 2048 bytes at first: 8192", "STACK_MIN = 2048", "STACK_MIN = 8192"),
  stack("a limit of 1,000,000,000 bytes: 2^30", "MAX_STACK_SIZE = 1_000_000_000", "MAX_STACK_SIZE = 2 ** 30"),
  checkdead(
    "a timer that is set is no deadlock: it is",
    "if (p.timers.length > 0) return;",
    "if (p.timers.length > 99) return;",
  ),
  procresize(
    "a removed P's goroutines go to the head of the global queue: they turn round",
    "for (const g of gs.toReversed())",
    "for (const g of gs)",
  ),
  syscall(
    "who finds no P goes to the global queue and wakes nobody: sysmon sleeps on",
    "    wakeSysmon(rt);\n    acquirep(rt, idle);",
    "    acquirep(rt, idle);",
  ),
  runq(
    "the global queue is FIFO: LIFO",
    "export function globrunqput(rt: GoRuntime, g: G): void {\n  rt.sched.runq.pushBack(g);",
    "export function globrunqput(rt: GoRuntime, g: G): void {\n  rt.sched.runq.push(g);",
  ),
  ...ENGINE_MUTANTS,
  ...KERNEL_MUTANTS,
];
