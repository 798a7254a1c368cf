/** Virtual time of everything that the program's statements are not, in ns. */
export interface CostProfile {
  readonly name: string;
  /** Whether the program's own statements take time. */
  readonly statements: boolean;
  /** Switch between threads of one process. */
  readonly threadSwitch: number;
  /** Switch between threads of different processes. */
  readonly processSwitch: number;
  /** Into the kernel and back. */
  readonly modeSwitch: number;
  readonly interrupt: number;
  /** From a wake-up on one core to the start of the scheduler on another, idle one. */
  readonly wakeLatency: number;
  /** By how much the kernel lets a short sleep of a thread last longer, to join it with others. */
  readonly timerSlack: number;
  readonly threadCreate: number;
  readonly processCreate: number;
  /** fork: copying what leads to one page of 4 KiB. */
  readonly forkPage: number;
  /** A write to a page that a fork has protected: the exception, finding the page, allowing the write. */
  readonly pageFault: number;
  /** Taking a page and copying 4 KiB to it, on top of the fault. */
  readonly pageCopy: number;
  /** Telling a thread of a signal: a frame for its handler, and the return from there. */
  readonly signal: number;
  readonly futex: number;
  /** Making a pipe, a socket pair, a queue, or opening a file. */
  readonly ipcCreate: number;
  /** One read, write, send or receive, beyond the mode switch and the bytes. */
  readonly ipcOp: number;
  /** Copying one KiB between a process and the kernel. */
  readonly copyPerKiB: number;
  /** Giving pages to another process, or taking them: finding them, and flushing the TLB. */
  readonly remap: number;
  /** … for each page. */
  readonly remapPage: number;
  readonly migration: number;
  /** runtime.execute after another goroutine: registers, stack, bookkeeping. */
  readonly goroutineSwitch: number;
  /** The go statement. */
  readonly goroutineCreate: number;
  readonly channelOp: number;
  readonly lockOp: number;
  readonly selectCase: number;
  readonly timerOp: number;
  /** One pass of findRunnable over the own queues. */
  readonly findRunnable: number;
  /** One look at another P while stealing. */
  readonly stealAttempt: number;
  readonly netpoll: number;
  /** Copying one KiB of stack. */
  readonly stackCopyPerKiB: number;
  /** The shortest that an operation of the runtime waits where its core has to touch something for the first time. */
  readonly coldMiss: number;
  /** console.log of one line into memory. */
  readonly print: number;
  /** Taking one KiB from the heap: finding, clearing and giving out its objects. Counted only where there is a collector. */
  readonly gcAllocPerKiB: number;
  /** Marking one KiB of the heap, or scanning one KiB of a stack. */
  readonly gcMarkPerKiB: number;
  /** Finding and suspending a goroutine for the scan of its stack. */
  readonly gcScanStack: number;
  /** What the collector does while the world is stopped, each time. */
  readonly gcTransition: number;
  /** The same, for each P. */
  readonly gcTransitionPerP: number;
  /** Sweeping a span of 8 KiB. */
  readonly gcSweepSpan: number;
}

/**
 * A present-day x86 server under Linux with Go. Sources of the numbers, by letter:
 * - M: measured on a Linux 6.18 VM with two cpus (smallest of many runs): getppid 165 ns, FUTEX_WAKE without waiters 234 ns, a futex
 *   ping-pong on one cpu 2,074 ns per switch with its two calls, pthread_create 7.0 µs, fork of a small process 43 µs, futex wake-up of
 *   an idle cpu 7.9 µs (a VM pays for the interrupt twice). There process and thread switches did not differ measurably.
 * - B: E. Bendersky, "Measuring context switching and memory overheads for Linux threads" (2018): 1.2 to 1.5 µs per thread switch on one
 *   cpu, 2.2 µs where threads move between cpus; about 170 ns per goroutine switch.
 * - P: github.com/philpearl/benchmarks: Mutex Lock and Unlock 25 ns, buffered channel send and receive 97 ns.
 * - R: times taken inside the scheduler of Go 1.23.5 with four Ps, on the same VM.
 * - G: GODEBUG=gctrace=1 of Go 1.23.5 on the same VM.
 * - N: measured as M on a VM on which getppid takes 77 ns, and multiplied by 2.1.
 * - E: an estimate in the order of magnitude that Go's and Linux's own benchmarks show.
 */
const LINUX_X86: CostProfile = {
  name: "linux-x86",
  statements: true,
  threadSwitch: 1_200, // B; M after subtracting the two futex calls
  processSwitch: 1_400, // B, and 200 for loading CR3 and refilling the TLB (E; below what M can tell)
  modeSwitch: 165, // M
  interrupt: 1_000, // E: entry, handler, exit
  wakeLatency: 5_000, // M, less what the VM adds
  timerSlack: 50_000, // prctl(2), PR_SET_TIMERSLACK: the default; R: naps of 3 µs last 55 to 70
  threadCreate: 7_000, // M
  processCreate: 43_000, // M
  forkPage: 33, // M: a process with 256 MiB takes about 50 times as long as one with 1 MiB
  pageFault: 530, // M: the last owner's writes to 512 pages
  pageCopy: 1_230, // M: 1,760 ns where the parent still maps the page, less the fault
  signal: 1_000, // E: lmbench's lat_sig catch, 0.7 to 1.5 µs with the kill
  futex: 300, // M: the ping-pong's calls beyond the mode switch, with hash bucket and wake-up
  ipcCreate: 2_000, // N: pipe and two closes 1,197 ns, less three mode switches
  ipcOp: 140, // N: write and read of one byte through a pipe 286 ns, less two mode switches, halved
  copyPerKiB: 85, // N: write and read of 64 KiB through a pipe 5,514 ns; it is copied twice
  remap: 3_000, // N: mremap of up to 256 pages 1.4 to 3.6 µs
  remapPage: 20, // N: mremap of 1,024 pages 10 µs
  migration: 700, // B: 2.2 - 1.5 µs
  goroutineSwitch: 170, // B
  goroutineCreate: 250, // E: runtime.BenchmarkCreateGoroutines
  channelOp: 50, // P: half of a pair
  lockOp: 12, // P: half of a pair
  selectCase: 25, // E: locking the channel
  timerOp: 60, // E: heap operation under the P's timer lock
  findRunnable: 50, // E
  stealAttempt: 20, // E: two atomic loads that miss the cache
  netpoll: 200, // E: beyond the system call, which costs modeSwitch
  stackCopyPerKiB: 100, // E: memmove and adjusting pointers
  coldMiss: 900, // R: a page fault 2.5 to 3.5 µs; in a tenth of the starts one wait of 10 to 27
  print: 200, // E: formatting a line into a buffer
  gcAllocPerKiB: 200, // E: with the statement 20 ns for an object of 48 bytes; a page fault for each 4 KiB of a large one
  gcMarkPerKiB: 800, // G: 90 ms of mark time for 115 MB of 48-byte objects in a list
  gcScanStack: 500, // E: a status change by compare and swap, unwinding a few frames
  gcTransition: 10_000, // G: pauses of 5 to 50 µs with an empty heap
  gcTransitionPerP: 500, // E: flushing a P's caches
  gcSweepSpan: 100, // E: mgcsweep.go says from 30 ns
};

/** Every number of a profile multiplied. */
function scaled(profile: CostProfile, name: string, factor: number): CostProfile {
  const entries = Object.entries(profile).map(([key, value]: [string, string | number | boolean]) => [
    key,
    typeof value === "number" ? Math.round(value * factor) : value,
  ]);
  return { ...profile, ...(Object.fromEntries(entries) as Partial<CostProfile>), name };
}

/** Nothing costs anything but what the program asks for: textbook sums come out exactly. */
const ZERO: CostProfile = { ...scaled(LINUX_X86, "zero", 0), statements: false };

const PROFILES: ReadonlyMap<string, CostProfile> = new Map([
  [LINUX_X86.name, LINUX_X86],
  [ZERO.name, ZERO],
]);

/** Names of the profiles, for messages. */
export const COST_PROFILES: readonly string[] = [...PROFILES.keys()];

/**
 * The cost profile `NAME` or `NAME:scale=N` with all its overheads N times as large (0 to 1,000,000; `1.5` is a number too).
 * @returns `undefined` where there is none of that name or the factor is no such number.
 */
export function costProfile(name: string): CostProfile | undefined {
  const [, base = "", factor] = /^([^:]*)(?::scale=(\d+(?:\.\d+)?))?$/.exec(name) ?? [];
  const profile = PROFILES.get(base);
  if (profile === undefined || factor === undefined) return profile;
  return Number(factor) > 1e6 ? undefined : scaled(profile, name, Number(factor));
}
