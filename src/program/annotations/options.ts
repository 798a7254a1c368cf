import { parseDuration } from "../../shared/duration";
import type { RunConfig } from "../../shared/config";
import { parseRetention } from "../../shared/log/retention";
import { parseCache } from "../../sim/kernel/parseCache";
import { formatSize, parseSize } from "../../shared/size";
import { parsePolicy } from "../../sim/kernel/policies/parsePolicy";
import { parseQueues } from "../../sim/kernel/queues";
import { costProfile, COST_PROFILES } from "../../shared/costs";
import { PAGE_BYTES } from "../../sim/kernel/memory/pages";
import { nearest } from "./nearest";

/** One key of `@simulate`, which is also a setting and a command-line option. */
export interface OptionSpec<Key extends keyof RunConfig = keyof RunConfig> {
  readonly key: Key;
  /** For completion and usage: `N`, `DURATION`, `on|off`. */
  readonly placeholder: string;
  readonly doc: string;
  /** The value, or why the text is none. */
  readonly parse: (text: string) => { readonly value: RunConfig[Key] } | { readonly error: string };
}

function whole(name: string, min: number, max: number) {
  return (text: string): { value: number } | { error: string } => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      return { error: `${name} must be a whole number from ${min} to ${max}, not "${text}"` };
    }
    return { value };
  };
}

function duration(name: string) {
  return (text: string): { value: number } | { error: string } => {
    const value = parseDuration(text);
    if (value === undefined || value === 0) {
      return {
        error: `${name} must be a duration above zero such as 250ns, 10us, 3ms or 1.5s, not "${text}"`,
      };
    }
    return { value };
  };
}

function size(name: string, min: number, max: number) {
  return (text: string): { value: number } | { error: string } => {
    const value = parseSize(text);
    if (value === undefined || value < min || value > max || value % PAGE_BYTES !== 0) {
      const range = `from ${formatSize(min)} to ${formatSize(max)} in whole pages of 4KiB`;
      return { error: `${name} must be a size ${range} such as 64KiB, 8MiB or 16GiB, not "${text}"` };
    }
    return { value };
  };
}

function onOff(name: string) {
  return (text: string): { value: boolean } | { error: string } =>
    text === "on" || text === "off"
      ? { value: text === "on" }
      : { error: `${name} must be on or off, not "${text}"` };
}

function asyncMode(text: string): { value: RunConfig["async"] } | { error: string } {
  if (text === "event-loop" || text === "goroutines") return { value: text };
  return { error: `async must be event-loop or goroutines, not "${text}"` };
}

function runtimeKind(text: string): { value: RunConfig["runtime"] } | { error: string } {
  if (text === "go" || text === "native") return { value: text };
  return { error: `runtime must be go or native, not "${text}"` };
}

function events(text: string): { value: string } | { error: string } {
  const parsed = parseRetention(text);
  return "error" in parsed ? parsed : { value: text };
}

function policy(text: string): { value: string } | { error: string } {
  const parsed = parsePolicy(text, undefined);
  return "error" in parsed ? parsed : { value: text };
}

function preemption(text: string): { value: RunConfig["preemption"] } | { error: string } {
  if (text === "preemptive" || text === "cooperative" || text === "hybrid") return { value: text };
  return { error: `preemption must be preemptive, hybrid or cooperative, not "${text}"` };
}

function queues(text: string): { value: string } | { error: string } {
  const parsed = parseQueues(text);
  return "error" in parsed ? parsed : { value: text };
}

function cache(text: string): { value: string } | { error: string } {
  const parsed = parseCache(text);
  return "error" in parsed ? parsed : { value: text };
}

function costs(text: string): { value: string } | { error: string } {
  if (costProfile(text) !== undefined) return { value: text };
  return {
    error: `unknown cost profile "${text}": known are ${COST_PROFILES.join(", ")}, each also with :scale=N, N from 0 to 1000000`,
  };
}

function spec<Key extends keyof RunConfig>(
  key: Key,
  placeholder: string,
  doc: string,
  parse: OptionSpec<Key>["parse"],
): OptionSpec<Key> {
  return { key, placeholder, doc, parse };
}

const POLICY_DOC = [
  "Scheduling policy of the kernel, with its parameters, as in rr:quantum=1ms:",
  "eevdf (default; quantum), cfs (latency, granularity, wakeup), rr (quantum, aligned), fifo, sjf, stcf,",
  "priority (preemptive=on|off, aging, quantum), mlfq (queues, quantum, allotment, boost, stay, iobump),",
  "lottery (quantum, draws), stride (quantum), deadline.",
].join(" ");

/** Every key that a person can set on a run, in the order to show them. */
export const RUN_OPTIONS = [
  spec("cores", "N", "Cores of the simulated machine, 1 to 256.", whole("cores", 1, 256)),
  spec(
    "gomaxprocs",
    "N",
    "Ps of the Go runtime, 1 to 1024; the number of cores if not given.",
    whole("gomaxprocs", 1, 1024),
  ),
  spec("policy", "NAME[:KEY=VALUE,…]", POLICY_DOC, policy),
  spec("quantum", "DURATION", "Time slice of the policy.", duration("quantum")),
  spec(
    "preemption",
    "preemptive|hybrid|cooperative",
    "When a thread loses its core: to the end of its slice or a more urgent thread (preemptive, default), the same but never inside a system call (hybrid), or only when it waits, yields or ends (cooperative).",
    preemption,
  ),
  spec(
    "queues",
    "percpu|global",
    "Run queues of the kernel: one for each core (percpu, default; newidle=off and balance=DURATION, 0 for never, change how they are balanced, as in percpu:newidle=off,balance=0; turns and peek=DURATION are those of a textbook), or one for all (global).",
    queues,
  ),
  spec(
    "inherit",
    "on|off",
    "Whether a thread that holds a thread.Mutex has at least the priority of those that wait for it; off if not given.",
    onOff("inherit"),
  ),
  spec(
    "cache",
    "off|SIZE[:KEY=VALUE,…]",
    "The cores' caches: off (default), or their size, as in 64KiB:warmup=10ms,rate=2. A thread with a workingSet computes at that rate on a core on which it has computed so long before.",
    cache,
  ),
  spec("seed", "N", "Seed of every random choice, 0 to 4294967295.", whole("seed", 0, 0xffff_ffff)),
  spec(
    "costs",
    "NAME",
    "What switches, system calls and the rest take: linux-x86 (default) or zero; NAME:scale=N magnifies.",
    costs,
  ),
  spec("limit", "DURATION", "Virtual time after which the run is stopped.", duration("limit")),
  spec(
    "steps",
    "N",
    "Statements after which the run is stopped, 1 to 9007199254740991.",
    whole("steps", 1, Number.MAX_SAFE_INTEGER),
  ),
  spec(
    "events",
    "all|none|last:N",
    "Events that the log keeps: all (default), none, or last:N, the last N of them.",
    events,
  ),
  spec(
    "async",
    "event-loop|goroutines",
    "What calls of async functions are: jobs of JavaScript's event loop (default), or goroutines.",
    asyncMode,
  ),
  spec(
    "nproc",
    "N",
    "Most processes and threads of the user, 1 to 4194304: fork fails beyond.",
    whole("nproc", 1, 4_194_304),
  ),
  spec(
    "runtime",
    "go|native",
    "What main runs on: a Go runtime (default), or native: the bare kernel threads of a process without one.",
    runtimeKind,
  ),
  spec(
    "memory",
    "SIZE",
    "Physical memory, 1MiB to 1TiB, as in 16GiB (default): what is promised to processes is charged at once.",
    size("memory", 2 ** 20, 2 ** 40),
  ),
  spec(
    "overcommit",
    "on|off",
    "Whether only memory that is touched counts, and processes are killed when there is none left; off if not given.",
    onOff("overcommit"),
  ),
  spec(
    "stack",
    "SIZE",
    "Stack of a kernel thread, 16KiB to 1GiB: 8MiB if not given.",
    size("stack", 2 ** 14, 2 ** 30),
  ),
  spec(
    "uid",
    "N",
    "User id of the program's process, 0 (root) to 4294967294: 1000 if not given.",
    whole("uid", 0, 0xffff_fffe),
  ),
  spec("gc", "on|off", "Whether Go's garbage collector is modelled; off if not given.", onOff("gc")),
  spec(
    "registers",
    "on|off",
    "Whether the log has what is saved and loaded at each context switch: place, stack and local variables; off if not given.",
    onOff("registers"),
  ),
] as const;

/** Keys of the contract whose meaning is not there yet: using one is an error rather than without effect. */
const NOT_YET = new Set(["race"]);

export type RunOptionKey = (typeof RUN_OPTIONS)[number]["key"];

/** The option with this name, or `undefined`. */
export function runOption(name: string): OptionSpec | undefined {
  return (RUN_OPTIONS as readonly OptionSpec[]).find((option) => option.key === name);
}

/** Reads one option given as text. */
export function parseRunOption(
  name: string,
  value: string,
):
  | { readonly config: Partial<RunConfig> }
  | { readonly error: string; readonly wrong: "key" | "value"; readonly suggestion?: string } {
  const option = runOption(name);
  if (option === undefined) {
    if (NOT_YET.has(name)) return { error: `${name} is not supported yet: remove it`, wrong: "key" };
    const keys = RUN_OPTIONS.map((each) => each.key);
    const suggestion = nearest(name, keys);
    const error =
      suggestion === undefined
        ? `unknown key "${name}": known are ${keys.join(", ")}`
        : `unknown key "${name}": did you mean "${suggestion}"?`;
    return { error, wrong: "key", ...(suggestion === undefined ? {} : { suggestion }) };
  }
  const parsed = option.parse(value);
  if ("error" in parsed) return { error: parsed.error, wrong: "value" };
  return { config: { [option.key]: parsed.value } };
}
