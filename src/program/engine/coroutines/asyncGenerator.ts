import { HELD } from "../../../sim/routine";
import type { Frame } from "../frames";
import { Completion } from "./completion";
import type { Coroutine } from "./coroutine";
import type { EventLoop } from "./eventLoop";
import { Hidden } from "./hidden";
import { stateOf } from "./promise";
import type { Waiter } from "./promise";

type Kind = "next" | "return" | "throw";

interface Request {
  readonly kind: Kind;
  readonly value: unknown;
  /** Of the caller. */
  readonly promise: object;
}

/** An async generator: `$co` of its function's code. Requests are served one after the other (prelude/asyncIteration.ts). */
export class AsyncGenerator implements Coroutine, Waiter {
  frame: Frame | null = null;
  /** The body runs or awaits. */
  busy = false;
  private serving = false;
  private started = false;
  private ended = false;
  private readonly requests: Request[] = [];
  private readonly object: object;

  constructor(
    private readonly loop: EventLoop,
    prototype: object,
  ) {
    this.object = Hidden.put(Object.create(prototype) as object, this);
  }

  start(): unknown {
    return this.object;
  }

  /** Adds a request. @returns whether it can be served now. */
  add(kind: Kind, value: unknown, promise: object): boolean {
    this.requests.push({ kind, value, promise });
    return !this.busy && this.take();
  }

  /** Whether the caller is to serve requests: only one does at a time. */
  take(): boolean {
    if (this.serving) return false;
    this.serving = true;
    return true;
  }

  /** The request to serve now; with none the caller ceases to serve. */
  head(): Request | undefined {
    const head = this.requests[0];
    this.serving = head !== undefined;
    return head;
  }

  /** Whether the body awaits: then its going on serves what comes. */
  paused(): boolean {
    if (this.busy) this.serving = false;
    return this.busy;
  }

  shift(): Request | undefined {
    return this.requests.shift();
  }

  /** Whether a request meets a body that does not run any more. A generator that has not been started ends with the first that is not next. */
  finished(kind: Kind): boolean {
    if (!this.started && kind !== "next") this.end();
    return this.ended;
  }

  end(): void {
    this.busy = false;
    this.ended = true;
    this.frame = null;
  }

  /** Lets the body go on with the first request. */
  resume(): unknown {
    this.busy = true;
    const first = !this.started;
    this.started = true;
    return this.goOn(first ? undefined : this.received());
  }

  /** What the first request means to the body. */
  received(): unknown {
    const head = this.requests[0];
    if (head === undefined || head.kind === "next") return head?.value;
    return new Completion(head.kind === "throw", head.value);
  }

  /** After a yield: whether the next request is there already. */
  waiting(): boolean {
    return this.requests.length > 0;
  }

  /** At a yield that nobody waits for. */
  rest(): void {
    this.busy = false;
  }

  goOn(received: unknown): unknown {
    const { frame } = this;
    return frame === null ? undefined : frame.code.resume(frame, received, 0);
  }

  /** The goroutine that serves a request waits where the body awaits. */
  get blocks(): boolean {
    return this.loop.host.parallel !== undefined;
  }

  await(promise: unknown): unknown {
    return this.loop.resumeAfter(promise, this, undefined);
  }

  /** return() of a generator whose body does not run: its value is awaited. */
  awaitReturn(promise: object): unknown {
    this.serving = false;
    return this.loop.react(promise, { kind: "returned", generator: this });
  }

  [HELD](visit: (value: unknown) => void): number {
    for (const { value, promise } of this.requests) {
      visit(value);
      visit(promise);
      visit(stateOf(promise));
    }
    if (this.frame !== null) for (const value of Object.values(this.frame.vars) as unknown[]) visit(value);
    return 0;
  }
}
