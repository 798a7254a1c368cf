import { toNanoseconds } from "../../../shared/duration";
import { parseSize } from "../../../shared/size";
import type { SchedParams } from "../../../sim/kernel/schedParams";
import { wholeNumber } from "./binding";
import { optionsOf } from "./options";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What the options of a new thread or process say. */
export interface ThreadOptions {
  readonly name: string | undefined;
  /** Bytes. */
  readonly stack: number | undefined;
  readonly params: Partial<SchedParams>;
}

const SCHED_KEYS = [
  "name",
  "stack",
  "burst",
  "start",
  "nice",
  "tickets",
  "affinity",
  "deadline",
  "workingSet",
] as const;

/**
 * Reads the options of `thread.create` and `os.spawn`.
 * @param what the call, for messages. @param more keys that it knows besides.
 * @throws TypeError, RangeError naming the option
 */
export function threadOptions(given: unknown, what: string, more: readonly string[] = []): ThreadOptions {
  const { name, stack, burst, start, nice, tickets, affinity, deadline, workingSet } = optionsOf<string>(
    given,
    what,
    [...SCHED_KEYS, ...more],
  );
  if (name !== undefined && typeof name !== "string") throw new TypeError(`${what}: name must be a text`);
  const params: Partial<Mutable<SchedParams>> = {};
  if (burst !== undefined) params.burst = duration(burst, `${what}: burst`);
  if (start !== undefined) params.start = duration(start, `${what}: start`);
  if (deadline !== undefined) params.deadline = duration(deadline, `${what}: deadline`);
  if (nice !== undefined) params.nice = within(nice, -20, 19, `${what}: nice`);
  if (tickets !== undefined) params.tickets = within(tickets, 1, 2 ** 31, `${what}: tickets`);
  if (affinity !== undefined) params.affinity = cores(affinity, `${what}: affinity`);
  if (workingSet !== undefined) params.workingSet = bytes(workingSet, `${what}: workingSet`);
  return { name, stack: stack === undefined ? undefined : bytes(stack, `${what}: stack`), params };
}

function duration(value: unknown, what: string): number {
  const ns = toNanoseconds(value);
  if (ns < 0) throw new RangeError(`${what} must not be negative`);
  return ns;
}

function within(value: unknown, least: number, most: number, what: string): number {
  const number = wholeNumber(value, what);
  if (number < least || number > most) throw new RangeError(`${what} must be from ${least} to ${most}`);
  return number;
}

function cores(value: unknown, what: string): readonly number[] {
  const list: unknown[] = Array.isArray(value) ? [...(value as unknown[])] : [value];
  if (list.length === 0) throw new RangeError(`${what} must name a core`);
  return list.map((each) => within(each, 0, 255, what));
}

function bytes(value: unknown, what: string): number {
  if (typeof value !== "string") return within(value, 1, Number.MAX_SAFE_INTEGER, what);
  const size = parseSize(value);
  if (size === undefined) throw new TypeError(`${what} must be a number of bytes or a text such as "64KiB"`);
  return size;
}
