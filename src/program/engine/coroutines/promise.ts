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

/** Makes the job when the promise is settled. */
export type Reaction = (state: PromiseState) => Job;

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
  readonly kept: unknown[] = [];

  [HELD](visit: (value: unknown) => void): number {
    visit(this.value);
    for (const value of this.kept) visit(value);
    return 0;
  }
}

export function stateOf(promise: unknown): PromiseState | undefined {
  if (!isObject(promise)) return undefined;
  const inside = Hidden.of(promise);
  return inside instanceof PromiseState ? inside : undefined;
}
