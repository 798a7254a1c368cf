import { HELD } from "../../../sim/routine";
import type { Holder } from "../../../sim/routine";
import type { Thrown } from "../frames";
import { isObject } from "../support/cursors";
import { Hidden } from "./hidden";

/** What a job of the queue does; the prelude's runJob runs it. */
export type Job =
  | {
      readonly kind: "reaction";
      readonly handler: unknown;
      readonly target: unknown;
      readonly value: unknown;
      readonly rejected: boolean;
    }
  | { readonly kind: "follow"; readonly promise: object; readonly thenable: object; readonly then: unknown }
  | { readonly kind: "microtask"; readonly callback: unknown }
  | {
      readonly kind: "resume";
      readonly waiter: Waiter;
      readonly value: unknown;
      readonly rejected: boolean;
      readonly trace: Thrown | undefined;
    }
  | { readonly kind: "serve"; readonly generator: unknown }
  | {
      readonly kind: "returned";
      readonly generator: unknown;
      readonly value: unknown;
      readonly rejected: boolean;
    };

/** A coroutine that awaits a promise. */
export interface Waiter {
  goOn(value: unknown): unknown;
}

/** What becomes a job when the promise is settled. Plain data: clones of a process have their own. */
export type Reaction =
  | {
      readonly kind: "reaction";
      readonly onFulfilled: unknown;
      readonly onRejected: unknown;
      readonly target: unknown;
    }
  | { readonly kind: "resume"; readonly waiter: Waiter }
  | { readonly kind: "returned"; readonly generator: unknown };

export function jobOf(reaction: Reaction, { status, value, trace }: PromiseState): Job {
  const rejected = status === "rejected";
  switch (reaction.kind) {
    case "reaction": {
      const { onFulfilled, onRejected, target } = reaction;
      const handler = rejected ? onRejected : onFulfilled;
      const usable = typeof handler === "function" ? handler : undefined;
      return { kind: "reaction", handler: usable, target, value, rejected };
    }
    case "resume":
      return { kind: "resume", waiter: reaction.waiter, value, rejected, trace };
    case "returned":
      return { kind: "returned", generator: reaction.generator, value, rejected };
  }
}

/** What a reaction keeps alive. */
function heldBy(reaction: Reaction): readonly unknown[] {
  switch (reaction.kind) {
    case "reaction":
      return [reaction.onFulfilled, reaction.onRejected, reaction.target];
    case "resume":
      return [reaction.waiter];
    case "returned":
      return [reaction.generator];
  }
}

/** What is behind a promise. */
export class PromiseState implements Holder {
  status: "pending" | "fulfilled" | "rejected" = "pending";
  value: unknown = undefined;
  /** Where the reason was thrown, if that is known. */
  trace: Thrown | undefined = undefined;
  reactions: Reaction[] = [];
  /** Where goroutines wait that await it. */
  gate: unknown = undefined;
  /** Somebody would see a rejection. */
  handled = false;

  [HELD](visit: (value: unknown) => void): number {
    visit(this.value);
    for (const reaction of this.reactions) for (const value of heldBy(reaction)) visit(value);
    return 0;
  }
}

export function stateOf(promise: unknown): PromiseState | undefined {
  if (!isObject(promise)) return undefined;
  const inside = Hidden.of(promise);
  return inside instanceof PromiseState ? inside : undefined;
}
