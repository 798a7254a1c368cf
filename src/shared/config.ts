/** What a run depends on besides the program's text. The same program, configuration and seed give the same bytes. */
export interface RunConfig {
  /** Cores of the machine, 1 … 256. */
  readonly cores: number;
  /** Ps of the Go runtime, 1 … 1024. */
  readonly gomaxprocs: number;
  /** `go`: main is goroutine 1 of a Go process. `native`: main is the first thread of a process without a Go runtime. */
  readonly runtime: "go" | "native";
  /** Kernel scheduling policy with its parameters, as in `rr:quantum=1ms`. */
  readonly policy: string;
  /** Time slice of the policy in ns; `undefined`: the policy's own. */
  readonly quantum: number | undefined;
  /** When a thread loses its core: see `PreemptionMode` in src/sim/kernel/queues.ts. */
  readonly preemption: "preemptive" | "cooperative" | "hybrid";
  /** The kernel's run queues, as in `percpu:newidle=off` or `global`. */
  readonly queues: string;
  /** Whether a thread that holds a lock has at least the priority of those that wait for it. */
  readonly inherit: boolean;
  /** The cores' caches, as in `64KiB:warmup=10ms,rate=2`; `off`: how fast a thread computes does not depend on what it ran on. */
  readonly cache: string;
  /** Seed of every random choice, 0 … 2^32 − 1. */
  readonly seed: number;
  /** Name of the cost profile. */
  readonly costs: string;
  /** Virtual time after which the run ends with exit code 124, ns. */
  readonly limit: number;
  /** Physical memory in bytes. */
  readonly memory: number;
  /** Stack size of a kernel thread in bytes. */
  readonly stack: number;
  /** Most processes and threads of one user. */
  readonly nproc: number;
  /** User id of the program's process; 0 is root. */
  readonly uid: number;
  /** Whether the kernel promises more memory than there is, and kills a process when that turns out not to be enough. */
  readonly overcommit: boolean;
  /** How far a core may run ahead of the others between operations, ns. */
  readonly grain: number;
  /** What `async` functions are. */
  readonly async: "event-loop" | "goroutines";
  /** Statements after which the run ends with exit code 124. */
  readonly steps: number;
  /** Which events the log keeps: `all`, `none`, or `last:N`; see `parseRetention`. */
  readonly events: string;
  /** Whether Go's garbage collector is modelled: see `src/sim/goruntime/mgc.ts`. */
  readonly gc: boolean;
  /** Whether the log has what a thread's registers hold when it leaves its core, and a goroutine's when it leaves its thread. */
  readonly registers: boolean;
  /** What descriptor 0 reads. */
  readonly stdin: string;
}

export const DEFAULT_CONFIG: RunConfig = {
  cores: 4,
  gomaxprocs: 4,
  runtime: "go",
  policy: "eevdf",
  quantum: undefined,
  preemption: "preemptive",
  queues: "percpu",
  inherit: false,
  cache: "off",
  seed: 1,
  costs: "linux-x86",
  limit: 3_600e9,
  memory: 16 * 2 ** 30,
  stack: 8 * 2 ** 20,
  nproc: 4096,
  uid: 1000,
  overcommit: false,
  grain: 1_000,
  async: "event-loop",
  steps: 4e9,
  events: "all",
  gc: false,
  registers: false,
  stdin: "",
};
