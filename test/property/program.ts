import fc from "fast-check";
import { Mutex, NotifyList, RWMutex, Semaphore, WaitGroup } from "../../src/sim/goruntime/api";
import type { Hchan, SelectCase, Timer } from "../../src/sim/goruntime/api";
import type { Main, Op, Part, Scripting } from "../sim/goruntime/scripted";

/** Random concurrent programs: what they do, and the same for the simulated runtime. */

export const CAPACITIES = [0, 0, 1, 3];
export const MUTEXES = 2;
export const PERMITS = 2;

export type Case =
  { readonly on: "send" | "recv"; readonly chan: number } | { readonly on: "timeout"; readonly ns: number };

/** One operation of a goroutine. `go` starts the goroutine with this number. */
export type Step =
  | { readonly op: "send" | "recv" | "close"; readonly chan: number }
  | { readonly op: "select"; readonly cases: readonly Case[]; readonly otherwise: boolean }
  | { readonly op: "lock" | "unlock"; readonly mutex: number }
  | { readonly op: "wlock" | "wunlock" | "rlock" | "runlock" }
  | { readonly op: "acquire" | "release" | "done" | "wait" | "broadcast" | "gosched" }
  /** sync.Cond.Wait, before and after its lock is let go. */
  | { readonly op: "ticket" | "park" }
  | { readonly op: "sleep" | "compute" | "syscall" | "handoff" | "network" | "disk"; readonly ns: number }
  | { readonly op: "procs"; readonly n: number }
  | { readonly op: "go"; readonly child: number };

/** The steps of each goroutine; main is number 0. */
export type Program = readonly (readonly Step[])[];

/** What a goroutine's steps gave, in order: as many as it has finished. An Error is what the step threw. */
export type Results = readonly (readonly unknown[])[];

type Tree = { readonly steps: readonly Step[] } | { readonly body: readonly Tree[] };

const chan = fc.nat(CAPACITIES.length - 1);
const short = fc.constantFrom(0, 50, 300, 2_000, 30_000);
const step = (steps: readonly Step[]): Tree => ({ steps });
const one = (arbitrary: fc.Arbitrary<Step>): fc.Arbitrary<Tree> => arbitrary.map((each) => step([each]));

const selectCase: fc.Arbitrary<Case> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ on: fc.constantFrom("send" as const, "recv" as const), chan }) },
  { weight: 1, arbitrary: fc.record({ on: fc.constant("timeout" as const), ns: short }) },
);

/** Steps between a lock and its unlock. */
function guarded(before: readonly Step[], after: readonly Step[]): fc.Arbitrary<Tree> {
  return fc
    .array(
      fc.oneof(
        fc.record({ op: fc.constantFrom("send" as const, "recv" as const), chan }),
        fc.record({ op: fc.constantFrom("compute" as const, "sleep" as const), ns: short }),
        fc.constantFrom<Step>({ op: "gosched" }, { op: "broadcast" }),
      ),
      { maxLength: 2 },
    )
    .map((inside) => step([...before, ...inside, ...after]));
}

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 6, arbitrary: one(fc.record({ op: fc.constantFrom("send" as const, "recv" as const), chan })) },
  { weight: 1, arbitrary: one(fc.record({ op: fc.constant("close" as const), chan })) },
  {
    weight: 3,
    arbitrary: one(
      fc.record({
        op: fc.constant("select" as const),
        cases: fc.array(selectCase, { minLength: 2, maxLength: 4 }),
        otherwise: fc.boolean(),
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .nat(MUTEXES - 1)
      .chain((mutex) => guarded([{ op: "lock", mutex }], [{ op: "unlock", mutex }])),
  },
  { weight: 1, arbitrary: guarded([{ op: "wlock" }], [{ op: "wunlock" }]) },
  { weight: 1, arbitrary: guarded([{ op: "rlock" }], [{ op: "runlock" }]) },
  { weight: 1, arbitrary: guarded([{ op: "acquire" }], [{ op: "release" }]) },
  {
    // sync.Cond.Wait: the ticket is taken before the lock is let go.
    weight: 1,
    arbitrary: fc.constant(
      step([
        { op: "lock", mutex: 0 },
        { op: "ticket" },
        { op: "unlock", mutex: 0 },
        { op: "park" },
        { op: "lock", mutex: 0 },
        { op: "unlock", mutex: 0 },
      ]),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      step([{ op: "done" }]),
      step([{ op: "wait" }]),
      step([{ op: "broadcast" }]),
      step([{ op: "gosched" }]),
    ),
  },
  {
    weight: 1,
    arbitrary: one(fc.record({ op: fc.constant("procs" as const), n: fc.integer({ min: 1, max: 4 }) })),
  },
  {
    weight: 2,
    arbitrary: one(
      fc.record({
        op: fc.constantFrom(
          "sleep" as const,
          "compute" as const,
          "syscall" as const,
          "handoff" as const,
          "network" as const,
          "disk" as const,
        ),
        ns: short,
      }),
    ),
  },
);

const { body } = fc.letrec<{ body: Tree[]; tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 3, arbitrary: leaf },
    { weight: 2, arbitrary: tie("body").map((inner): Tree => ({ body: inner })) },
  ),
  body: fc.array(tie("tree"), { maxLength: 8, depthIdentifier: "go" }),
}));

function flatten(main: readonly Tree[]): Program {
  const program: Step[][] = [];
  const add = (trees: readonly Tree[]): number => {
    const steps: Step[] = [];
    const number = program.push(steps) - 1;
    for (const tree of trees) {
      if ("steps" in tree) steps.push(...tree.steps);
      else steps.push({ op: "go", child: add(tree.body) });
    }
    return number;
  };
  add(main);
  return program;
}

export const programs: fc.Arbitrary<Program> = body.map(flatten);

/** What the program works on, by the numbers that its steps use. */
export interface Objects {
  readonly chans: Hchan[];
  readonly mutexes: Mutex[];
  readonly rw: RWMutex;
  readonly permits: Semaphore;
  readonly group: WaitGroup;
  readonly cond: NotifyList;
  /** The channels of the timeouts of a select, by goroutine, step and case. */
  readonly timeouts: Map<string, Hchan>;
}

/** The value that a goroutine sends in a step. Cases of one select send the same: which of two on one channel is chosen is left open. */
export function sentValue(g: number, pc: number): string {
  return `${g}.${pc}`;
}

/** The program for the runtime; fills in `results` and `objects` as it runs. Main, when it is done, waits for ever. */
export function script(program: Program, results: unknown[][], objects: { value?: Objects }): Main {
  return function* (s) {
    const o: Objects = {
      chans: CAPACITIES.map((cap) => s.go.makechan(cap)),
      mutexes: Array.from({ length: MUTEXES }, () => new Mutex(-1)),
      rw: new RWMutex(-1),
      permits: new Semaphore(PERMITS, -1),
      group: new WaitGroup(-1),
      cond: new NotifyList(-1),
      timeouts: new Map(),
    };
    objects.value = o;
    const tasks = program.flat().filter((each) => each.op === "done").length;
    if (tasks > 0) yield s.add(o.group, tasks);
    yield* run(s, program, 0, o, results);
    yield s.recv(null);
  };
}

function* run(s: Scripting, program: Program, g: number, o: Objects, results: unknown[][]): Part {
  const own: unknown[] = [];
  results[g] = own;
  let ticket = 0;
  for (const [pc, each] of program[g]!.entries()) {
    try {
      switch (each.op) {
        case "select": {
          const cases: SelectCase[] = [];
          for (const [index, one] of each.cases.entries()) {
            if (one.on === "timeout") {
              const timer = (yield () => s.go.newTimer(one.ns)) as Timer;
              o.timeouts.set(`${g}.${pc}.${index}`, timer.chan!);
              cases.push({ chan: timer.chan, dir: "recv" });
            } else {
              cases.push({ chan: o.chans[one.chan]!, dir: one.on, value: sentValue(g, pc) });
            }
          }
          own.push(yield s.select(cases, each.otherwise));
          break;
        }
        case "go":
          yield s.spawn(String(each.child), run(s, program, each.child, o, results));
          own.push(undefined);
          break;
        case "ticket":
          ticket = (yield () => s.go.notifyListAdd(o.cond)) as number;
          own.push(undefined);
          break;
        case "park":
          own.push(yield () => s.go.notifyListWait(o.cond, ticket));
          break;
        default:
          own.push(yield plain(s, each, sentValue(g, pc), o));
      }
    } catch (error) {
      own.push(error);
    }
  }
}

type Plain = Exclude<Step, { readonly op: "select" | "go" | "ticket" | "park" }>;

function plain(s: Scripting, each: Plain, value: string, o: Objects): Op {
  switch (each.op) {
    case "send":
      return s.send(o.chans[each.chan]!, value);
    case "recv":
      return s.recvOk(o.chans[each.chan]!);
    case "close":
      return s.close(o.chans[each.chan]!);
    case "lock":
      return s.lock(o.mutexes[each.mutex]!);
    case "unlock":
      return s.unlock(o.mutexes[each.mutex]!);
    case "wlock":
      return () => s.go.rwLock(o.rw);
    case "wunlock":
      return () => s.go.rwUnlock(o.rw);
    case "rlock":
      return () => s.go.rwRLock(o.rw);
    case "runlock":
      return () => s.go.rwRUnlock(o.rw);
    case "acquire":
      return () => s.go.semaphoreAcquire(o.permits);
    case "release":
      return () => s.go.semaphoreRelease(o.permits);
    case "done":
      return s.add(o.group, -1);
    case "wait":
      return s.wait(o.group);
    case "broadcast":
      return s.broadcast(o.cond);
    case "gosched":
      return s.gosched();
    case "procs":
      return () => s.go.gomaxprocs(each.n);
    case "sleep":
      return s.sleep(each.ns);
    case "compute":
      return s.compute(each.ns);
    case "syscall":
      return () => s.go.syscall(each.ns);
    case "handoff":
      return () => s.go.syscall(each.ns, true);
    case "network":
      return () => s.go.ioNetwork(each.ns);
    case "disk":
      return () => s.go.ioDisk(each.ns);
  }
}
