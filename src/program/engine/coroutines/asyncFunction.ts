import { HELD } from "../../../sim/routine";
import type { Frame } from "../frames";
import type { Coroutine } from "./coroutine";
import type { EventLoop } from "./eventLoop";
import type { Waiter } from "./promise";

/** A call of an async function: `$co` of its code. */
export class AsyncCall implements Coroutine, Waiter {
  frame: Frame | null = null;

  constructor(
    private readonly loop: EventLoop,
    readonly promise: object,
  ) {}

  /** Runs the body up to its first await, or starts it as a goroutine. Gives the promise. */
  start(): unknown {
    const { parallel } = this.loop.host;
    if (parallel !== undefined && this.frame !== null)
      return this.loop.startFrame(parallel, this.frame, this.promise);
    return this.goOn(undefined);
  }

  goOn(received: unknown): unknown {
    const { frame } = this;
    return frame === null ? undefined : frame.code.resume(frame, received, 0);
  }

  /** Its goroutine waits where it awaits. */
  get blocks(): boolean {
    return this.loop.host.parallel !== undefined;
  }

  /** At an await: goes on when the promise is settled. */
  await(promise: unknown): unknown {
    return this.loop.resumeAfter(promise, this, this.promise);
  }

  [HELD](visit: (value: unknown) => void): number {
    visit(this.promise);
    if (this.frame !== null) for (const value of Object.values(this.frame.vars) as unknown[]) visit(value);
    return 0;
  }
}
