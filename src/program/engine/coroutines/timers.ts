import { isObject } from "../support/cursors";
import { brief } from "../support/messages";
import { Hidden } from "./hidden";

/** Node takes delays outside of 1 … 2^31 − 1 ms for 1 ms. */
const MAX_DELAY_MS = 2 ** 31 - 1;
const NS_PER_MS = 1e6;

/** A timer of setTimeout or setInterval. */
export class LoopTimer {
  /** It keeps the loop running. */
  alive = true;
  /** Virtual time, ns. */
  due = 0;
  /** The millisecond in which it is due; timers of the same one run in the order in which they were set. */
  turn = 0;
  pending = false;
  /** The timer of the Go runtime, where it runs as a goroutine. */
  handle: unknown = undefined;

  constructor(
    readonly object: object,
    readonly number: number,
    readonly callback: unknown,
    readonly args: readonly unknown[],
    /** ns. */
    readonly delay: number,
    readonly repeats: boolean,
  ) {}
}

/**
 * The timers of one event loop, in the order in which they are due. As in Node the clock that decides on the order has milliseconds: what
 * the program's own statements take does not matter. None fires before its time.
 */
export class LoopTimers {
  private readonly list: LoopTimer[] = [];
  private numbers = 0;

  constructor(private readonly now: () => number) {}

  add(object: object, callback: unknown, delay: unknown, args: readonly unknown[], repeats: boolean): object {
    const number = ++this.numbers;
    const ms = Number(delay);
    const whole = ms >= 1 && ms <= MAX_DELAY_MS ? Math.trunc(ms) : 1;
    const timer = new LoopTimer(object, number, needCallback(callback), args, whole * NS_PER_MS, repeats);
    this.insert(timer);
    return Hidden.put(object, timer);
  }

  remove(given: unknown): void {
    const timer = isObject(given)
      ? timerOf(given)
      : this.list.find((each) => each.number === Number(given ?? Number.NaN));
    if (timer === undefined) return;
    const at = this.list.indexOf(timer);
    if (at >= 0) this.list.splice(at, 1);
    timer.pending = false;
  }

  /** A timer that is due, no longer pending; or the ns until one is; or `undefined` where none keeps the loop running. */
  next(): LoopTimer | number | undefined {
    const first = this.list[0];
    if (first === undefined || !this.list.some((each) => each.alive)) return undefined;
    const wait = first.due - this.now();
    if (wait > 0) return wait;
    this.list.shift();
    first.pending = first.repeats;
    return first;
  }

  /** After an interval's callback has returned. */
  rearm(timer: LoopTimer): void {
    if (timer.repeats && timer.pending && !this.list.includes(timer)) this.insert(timer);
  }

  refresh(object: object): object {
    const timer = timerOf(object);
    if (timer?.pending === true) {
      this.remove(object);
      this.insert(timer);
    }
    return object;
  }

  get idle(): boolean {
    return !this.list.some((each) => each.alive);
  }

  roots(): unknown[] {
    return this.list.flatMap((each) => [each.callback, ...each.args]);
  }

  private insert(timer: LoopTimer): void {
    const now = this.now();
    timer.due = now + timer.delay;
    timer.turn = Math.floor(now / NS_PER_MS) + timer.delay / NS_PER_MS;
    timer.pending = true;
    let at = this.list.length;
    while (at > 0 && (this.list[at - 1]?.turn ?? 0) > timer.turn) at--;
    this.list.splice(at, 0, timer);
  }
}

export function needCallback(callback: unknown): unknown {
  if (typeof callback === "function") return callback;
  throw new TypeError(
    `The "callback" argument must be of type function. Received ${callback === undefined || callback === null ? String(callback) : brief(callback)}`,
  );
}

export function timerOf(object: unknown): LoopTimer | undefined {
  const inside = Hidden.of(object);
  return inside instanceof LoopTimer ? inside : undefined;
}
