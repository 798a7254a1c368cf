/**
 * Mistakes that one could make in the kernel: policies, scheduler, memory, waiting, signals, communication, limits. Some test must turn red for
 * every one. `from` occurs in the file exactly once.
 */

const POLICIES = [
  "test/sim/kernel/policies.test.ts",
  "test/sim/kernel/policyReference.test.ts",
  "test/sim/kernel/policyRules.test.ts",
  "test/sim/kernel/fairReference.test.ts",
];
const SCHEDULER = ["services", "cores", "placement"].map((name) => `test/sim/kernel/${name}.test.ts`);
const MEMORY = ["test/sim/kernel/addressSpace.test.ts", "test/oracles/linux/memory.test.ts"];
const CALLS = ["test/sim/kernel/kernelCall.test.ts", "test/sim/kernel/ipc"];

/** By the tests that look at the part of the kernel, then those of the whole. */
const at =
  (first, ...then) =>
  (file) =>
  (what, from, to) => ({
    what: `kernel: ${what}`,
    file: `src/sim/kernel/${file}.ts`,
    from,
    to,
    stages: [first, ...then.map((path) => [path])],
  });

const policy = at(
  POLICIES,
  "test/oracles/ostep.test.ts",
  "test/oracles/linux",
  "test/sim/kernel/random.test.ts",
);
const kernel = at(SCHEDULER, "test/sim/kernel", "test/native", "test/analysis/registers.test.ts");
const memory = at(MEMORY, "test/library/memory.test.ts", "test/library/fork.test.ts");
const signals = at(
  ["test/library/signals.test.ts", "test/library/kernelFacts.test.ts"],
  "test/oracles/linux",
);
const processes = at(
  ["test/oracles/linux/processes.test.ts", "test/library/kernelFacts.test.ts"],
  "test/library/fork.test.ts",
  "test/library/signals.test.ts",
);
const ipc = at(CALLS, "test/oracles/linux/pipe.test.ts", "test/library");

const [eevdf, cfs, mlfq, lottery, ticketTree, stride, priority, rr, deadline, shortest, ordered, taskList] = [
  "eevdf",
  "cfs",
  "mlfq",
  "lottery",
  "ticketTree",
  "stride",
  "priority",
  "rr",
  "deadline",
  "shortestFirst",
  "ordered",
  "taskList",
].map((name) => policy(`policies/${name}`));
const [scheduler, preemption, balancer, placement, inheritance, contextSwitch, coreTime] = [
  "scheduler",
  "preemption",
  "balancer",
  "placement",
  "inheritance",
  "contextSwitch",
  "coreTime",
].map(kernel);
const cache = at(POLICIES, "test/oracles/ostep.test.ts")("cacheWarmth");
const [addressSpace, sharedPages, memoryManager] = ["addressSpace", "sharedPages", "memoryManager"].map(
  (name) => memory(`memory/${name}`),
);
const [signalling, signalState, signalCalls] = ["signalling", "signalState", "signalCalls"].map((name) =>
  signals(`signals/${name}`),
);
const nanosleep = signals("nanosleep");
const [wait4, processTable, process, limits, identity] = [
  "wait4",
  "processTable",
  "process",
  "limits",
  "identity",
].map(processes);
const syscalls = at(SCHEDULER, "test/oracles/linux", "test/library/fork.test.ts")("syscalls");
const waitQueue = ipc("waitQueue");
const [pipe, pipeBuffer, messageHeap, namedSemaphore, namespace] = [
  "pipe",
  "pipeBuffer",
  "messageHeap",
  "namedSemaphore",
  "namespace",
].map((name) => ipc(`ipc/${name}`));

export const KERNEL_MUTANTS = [
  eevdf("a new task has half a slice: a whole one", "slice >> 1 : slice", "slice : slice"),
  eevdf(
    "lag is kept over a sleep: it is forgotten",
    "    sched.lag = lag;\n  }",
    "    sched.lag = lag * 0;\n  }",
  ),
  eevdf(
    "only who is owed the core is chosen: anybody",
    "keys >= (vruntime - this.origin) * weights",
    "keys + 1e15 >= (vruntime - this.origin) * weights",
  ),
  eevdf(
    "a yield forfeits the slice: nothing",
    "    sched.deadline += virtual(this.baseSlice, sched);\n  }\n\n  wakeupPreempt",
    "  }\n\n  wakeupPreempt",
  ),
  cfs(
    "sleepers get half a latency: none",
    "this.minVruntime - (this.params.latency >> 1)",
    "this.minVruntime",
  ),
  cfs(
    "a preemption waits for the granularity: for nothing",
    "if (had < this.params.granularity) return false;",
    "",
  ),
  cfs("a yield passes the task over once: never", "    this.skip = current;\n", ""),
  cfs(
    "a woken task preempts from a lead of wakeup on: from any",
    "> virtual(this.params.wakeup, woken.sched);",
    "> 0;",
  ),
  mlfq(
    "a boost lifts all: not the lowest queue",
    "for (let level = 0; level < this.top; level++) {",
    "for (let level = 1; level < this.top; level++) {",
  ),
  mlfq(
    "a used-up quantum sends down by one: by two",
    "const to = Math.max(0, from - 1);",
    "const to = Math.max(0, from - 2);",
  ),
  mlfq("the allotment counts over waits: it begins anew", "    if (!this.params.stay) return;\n", ""),
  mlfq("iobump puts who comes back first: last", "queue?.prepend(task)", "queue?.append(task)"),
  ticketTree(
    "the drawn ticket's holder runs: the one's before",
    "if (sum > left) continue;",
    "if (sum >= left) continue;",
  ),
  lottery(
    "recorded draws are taken: the seed's",
    "const random = this.draws.next();",
    "const random = this.draws.next() === undefined ? undefined : undefined;",
  ),
  lottery("alone with tickets there is a draw too: none", " || this.treeOf(current) === this.holders", ""),
  stride(
    "more tickets, shorter strides: all the same",
    "(this.quantum * tickets)",
    "(this.quantum * TICKETS)",
  ),
  stride("who comes back has no claim on its absence: it has", "this.least + sched.lag", "sched.vruntime"),
  priority("aging lifts who waits: nobody", "sched.nice * aging + sched.since", "sched.nice * aging"),
  priority(
    "equals do not preempt: they do",
    "woken.sched.nice < current.sched.nice",
    "woken.sched.nice <= current.sched.nice",
  ),
  rr(
    "aligned quanta end at multiples: whole ones",
    "this.quantum - (this.host.now() % this.quantum)",
    "this.quantum",
  ),
  deadline(
    "a deadline is set anew after each sleep: after any wait",
    "how === Enqueue.Woken && waitReason !== Reason.sleep",
    "false",
  ),
  shortest(
    "half of the prediction is the latest burst: all",
    "(sched.predicted + runTime - sched.accounted) / 2",
    "runTime - sched.accounted",
  ),
  cache(
    "a working set is warm after warmup: after twice",
    "?? this.params.warmup",
    "?? 2 * this.params.warmup",
  ),

  scheduler(
    "a preempted task goes back to its queue: Reason.preempted is told of yields too",
    "reason = yielded ? Reason.yielded : Reason.preempted;",
    "reason = Reason.preempted;",
  ),
  preemption(
    "who wakes on a busy core takes it where the policy says so: never",
    "core.queue.policy.wakeupPreempt(current, task)",
    "false && core.queue.policy.wakeupPreempt(current, task)",
  ),
  scheduler(
    "a thread that moves pays for a cold cache: not",
    "      machine.overhead(Work.migration, machine.costs.migration);\n",
    "",
  ),
  scheduler(
    "cooperative: a tick takes no core: it does",
    'this.preemptive = preemption !== "cooperative";',
    "this.preemptive = true;",
  ),
  contextSwitch(
    "another process costs more: the same",
    "sameProcess ? costs.threadSwitch : costs.processSwitch",
    "costs.threadSwitch",
  ),
  contextSwitch(
    "the registers are those of who leaves: of who comes",
    "saveRegisters(log, previous)",
    "saveRegisters(log, next ?? previous)",
  ),
  balancer(
    "an idle core takes from the busiest: from none",
    "    const from = this.busiest(core);\n    if (from !== undefined) this.pull(from, core);",
    "    const from = undefined;\n    if (from !== undefined) this.pull(from, core);",
  ),
  balancer("two more are an imbalance: one more", "core.load() + 2) this.pull", "core.load() + 1) this.pull"),
  placement(
    "a woken thread finds an idle core: it stays",
    "return idle.lowest(task)?.id ?? task.core;",
    "return task.core;",
  ),
  placement(
    "a new thread goes to the emptiest core: to the first",
    "core.load() < best.load() ? core : best",
    "best",
  ),
  inheritance(
    "the priority goes on along a chain: to the first holder alone",
    "if (task.waitsFor !== undefined) this.adjust(task.waitsFor);",
    "",
  ),
  inheritance("who lets go of the lock falls back: it keeps it", "    holder.lenders?.delete(task);\n", ""),
  coreTime(
    "the run time counts up to now: not",
    "task.runTime += now - core.accountedAt;",
    "task.runTime += now - core.accountedAt - 1;",
  ),

  addressSpace(
    "the last owner keeps the page: it copies",
    'if (entry.frame.mappings === 1) return "reused";',
    'if (entry.frame.mappings === 0) return "reused";',
  ),
  addressSpace(
    "a fork protects the parent's pages too: the child's alone",
    "      entry.protection = Protection.Protected;\n      entry.frame.mappings++;\n      return { ...entry };",
    "      entry.frame.mappings++;\n      return { ...entry, protection: Protection.Protected };",
  ),
  addressSpace(
    "an end gives its pages back: it keeps them",
    "if (--frame.mappings === 0) freed++;",
    "if (--frame.mappings === -1) freed++;",
  ),
  addressSpace(
    "a child is charged for what it may write to: for nothing",
    "    child.charge(child.heapPages);\n",
    "",
  ),
  addressSpace(
    "a stack is charged in full: as it is touched",
    "    this.committed += pages;\n    this.stackPages += pages;\n    this.guards++;",
    "    this.memory.uncommit(pages);\n    this.stackPages += pages;\n    this.guards++;",
  ),
  sharedPages(
    "shared pages are free when nobody has them: never",
    "if (this.named || this.mappings > 0) return;",
    "if (this.named || this.mappings >= 0) return;",
  ),
  sharedPages(
    "… and not before: at once",
    "if (this.named || this.mappings > 0) return;",
    "if (this.named) return;",
  ),
  memoryManager("the process with the most is killed: the first", "if (badness >= most)", "if (most < 0)"),

  signalState(
    "signals are not queued, ignored ones are dropped: they stay pending",
    "    if (this.ignores(signal)) this.pending &= ~bit;\n",
    "",
  ),
  signalState(
    "a child has no pending signals and the handlers: none",
    "    child.handled = this.handled;\n",
    "",
  ),
  signalling(
    "one of a kind is pending once: each is sent",
    "    if ((signals.pending & bit) !== 0) return;\n",
    "",
  ),
  signalling(
    "a thread that blocks it is left alone: it is told",
    "const its = left & ~task.blocked;",
    "const its = left;",
  ),
  signalling(
    "the handler's signal is blocked while it runs: not",
    "=== true) task.blocked |= bitOf(signal);",
    "=== true) task.blocked |= 0;",
  ),
  signalling("SIGCONT drops pending stops: they stay", "      signals.pending &= ~STOP_SIGNALS;\n", ""),
  signalCalls(
    "the mask is the thread's: the process's",
    "else task.blocked = after;",
    "else for (const each of owner.tasks) each.blocked = after;",
  ),
  signalCalls(
    "SIGKILL cannot be blocked: it can",
    "const set = this.set & ~UNBLOCKABLE;",
    "const set = this.set;",
  ),
  signalCalls(
    "a handler's end lets its signal through: it stays blocked",
    "    task.blocked = this.mask;\n",
    "",
  ),
  nanosleep(
    "a sleep goes on for what remains: for all of it",
    "this.end ??= now + this.argument;",
    "this.end = now + this.argument;",
  ),

  wait4(
    "zombies first come first: a stop is told of without being asked for",
    "report === undefined || wanted !== true",
    "report === undefined",
  ),
  wait4(
    "without children ECHILD: it waits",
    "} else if (owner.children.size === 0) {",
    "} else if (owner.children.size < 0) {",
  ),
  processTable(
    "orphans go to the nearest subreaper: to init",
    "if (each.isSubreaper) return each;",
    "if (each.isSubreaper) return this.init;",
  ),
  processTable(
    "root has no limit of processes: it has",
    "return uid !== ROOT && (",
    "return (uid !== ROOT || true) && (",
  ),
  processTable(
    "a zombie counts until it is waited for: it does not",
    "if (tasks.size > 0) this.count(uid, -1);",
    "this.count(uid, -1);",
  ),
  process(
    "an exit code is in the second byte: in the first",
    "this.exitCode << 8 : this.signal",
    "this.exitCode : this.signal",
  ),
  identity(
    "a nice value below the limit needs root: it does not",
    "nice < owner.nice && nice < lowest && owner.uid !== ROOT",
    "nice < owner.nice && nice < lowest && owner.uid < 0",
  ),
  identity("a soft limit is at most the hard one: any", "if (soft > hard)", "if (soft > hard && soft < 0)"),
  syscalls("a fork costs for each page: once", "count * machine.costs.forkPage", "machine.costs.forkPage"),
  syscalls(
    "a call's timeout is that of the call: none",
    "this.sleep(task, task.waitReason, NONE, task.waitTimeout);",
    "this.sleep(task, task.waitReason, NONE, NONE);",
  ),

  waitQueue(
    "who has slept longest is woken: who came last",
    "const task = this.head?.task;\n    task?.wake();",
    "const task = this.tail?.task;\n    task?.wake();",
  ),
  messageHeap(
    "of one priority the oldest: the newest",
    "x.priority === y.priority && x.seq < y.seq",
    "x.priority === y.priority && x.seq > y.seq",
  ),
  namedSemaphore(
    "a destroyed semaphore wakes who waits: nobody",
    "this.object, this.waiting);\n    this.waiters.wakeAll();",
    "this.object, this.waiting);",
  ),
  namedSemaphore("a release wakes one: none", "log.wide(1));\n    this.waiters.wake();", "log.wide(1));"),
  pipeBuffer("a pipe has 16 pages: 15", "PIPE_PAGES = 16", "PIPE_PAGES = 15"),
  pipeBuffer(
    "a page is free when all of it has been read: never again",
    "if (slot.from === slot.to) this.slots.shift();",
    "if (slot.from === slot.to && this.slots.length > 1) this.slots.shift();",
  ),
  pipeBuffer(
    "the last page is filled up by what fits entirely: by any",
    "rest === 0 || last.to + rest > PAGE_SIZE",
    "rest === 0 || last.to + rest > 2 * PAGE_SIZE",
  ),
  pipe("writing nothing writes nothing: it may block", "if (writing.data.length === 0) return 0;", ""),
  namespace("others need permission: nobody does", "return uid === 0 || (bits & 6) === 6;", "return true;"),
  namespace(
    "only the owner destroys: anybody",
    "if (uid !== 0 && uid !== found.uid) return",
    "if (uid < 0) return",
  ),
  limits(
    "a process has a copy of its parent's limits: the same",
    "return new Limits(this.byName);",
    "return this;",
  ),
  ordered(
    "who has used up its slice arrives anew: it keeps its place",
    "      sched.seq = this.arrivals++;\n      sched.spent = false;",
    "      if (sched.seq === 0) sched.seq = this.arrivals++;\n      sched.spent = false;",
  ),
  taskList("a boosted queue goes behind: it is lost", "    first.previous = end.previous;\n", ""),
];
