/**
 * Package context, after context/context.go of Go 1.23: the same locks, and timers started and stopped at the same points.
 *
 * A program may implement `Context` itself. Such a context has no `canceller`: it is asked for one with the private key, as Go asks with
 * cancelCtxKey, and where it has none a goroutine waits for its `done()` (propagateCancel). Children end in the order in which they were
 * made, where Go goes through a map.
 */
export const CONTEXT_SOURCE = `
import {
  DefaultCase, Mutex, RecvCase, afterFunc, chan, goNamed, nilChan, now, requireContext, requireInstant, selectCase, stopTimer,
  toNanoseconds,
} from "native:schedlens";

const Canceled = new Error("context canceled");
const DeadlineExceeded = new Error("context deadline exceeded");

const cancelCtxKey = {};

function cancellerOf(ctx) {
  if (ctx.canceller !== undefined) return ctx.canceller();
  const found = ctx.value(cancelCtxKey);
  return found instanceof CancelContext && found.done() === ctx.done() ? found : undefined;
}

class Background {
  #never = nilChan();
  done() {
    return this.#never;
  }
  err() {
    return undefined;
  }
  value(key) {
    return undefined;
  }
  canceller() {
    return undefined;
  }
}

class ValueContext {
  #parent;
  #key;
  #value;
  constructor(parent, key, value) {
    this.#parent = parent;
    this.#key = key;
    this.#value = value;
  }
  done() {
    return this.#parent.done();
  }
  err() {
    return this.#parent.err();
  }
  value(key) {
    return this.#key === key ? this.#value : this.#parent.value(key);
  }
  canceller() {
    return cancellerOf(this.#parent);
  }
}

class CancelContext {
  #mutex = new Mutex();
  #done = chan(0);
  #children = new Set();
  #parent;
  #err = undefined;
  #cause = undefined;
  deadline = undefined;
  timer = undefined;
  constructor(parent) {
    this.#parent = parent;
    const above = cancellerOf(parent);
    if (above !== undefined) this.deadline = above.deadline;
  }
  done() {
    return this.#done;
  }
  err() {
    this.#mutex.lock();
    const err = this.#err;
    this.#mutex.unlock();
    return err;
  }
  cause() {
    this.#mutex.lock();
    const cause = this.#cause;
    this.#mutex.unlock();
    return cause;
  }
  value(key) {
    return key === cancelCtxKey ? this : this.#parent.value(key);
  }
  canceller() {
    return this;
  }
  /** Makes this context end with its parent: propagateCancel. */
  join() {
    const above = cancellerOf(this.#parent);
    if (above !== undefined) above.adopt(this);
    else if (this.#parent.done() !== root.done()) this.follow(this.#parent);
  }
  follow(parent) {
    const over = new RecvCase(parent.done());
    if (selectCase([over, new DefaultCase()]) === 0) {
      this.cancel(false, parent.err(), causeOf(parent));
      return;
    }
    goNamed(propagateCancel, () => {
      if (selectCase([over, new RecvCase(this.#done)]) === 0) this.cancel(false, parent.err(), causeOf(parent));
    });
  }
  adopt(child) {
    this.#mutex.lock();
    const err = this.#err;
    const cause = this.#cause;
    if (err === undefined) this.#children.add(child);
    this.#mutex.unlock();
    if (err !== undefined) child.cancel(false, err, cause);
  }
  drop(child) {
    this.#mutex.lock();
    this.#children.delete(child);
    this.#mutex.unlock();
  }
  cancel(leaveParent, err, cause) {
    this.#mutex.lock();
    if (this.#err !== undefined) {
      this.#mutex.unlock();
      return;
    }
    this.#err = err;
    this.#cause = cause === undefined ? err : cause;
    this.#done.close();
    for (const child of this.#children) child.cancel(false, err, this.#cause);
    this.#children.clear();
    this.#mutex.unlock();
    if (leaveParent) {
      const above = cancellerOf(this.#parent);
      if (above !== undefined) above.drop(this);
    }
    if (this.timer !== undefined) {
      stopTimer(this.timer);
      this.timer = undefined;
    }
  }
}

/** Names the goroutine that waits for a context of the program's own. */
function propagateCancel() {}

function causeOf(ctx) {
  const above = ctx.canceller === undefined ? ctx.value(cancelCtxKey) : ctx.canceller();
  return above instanceof CancelContext ? above.cause() : ctx.err();
}

function checkParent(parent, what) {
  if (parent === undefined || parent === null) throw new Error("cannot create context from nil parent");
  requireContext(parent, what);
}

function withCancel(parent) {
  checkParent(parent, "withCancel: the parent");
  const ctx = new CancelContext(parent);
  ctx.join();
  return [ctx, () => ctx.cancel(true, Canceled, undefined)];
}

function withCancelCause(parent) {
  checkParent(parent, "withCancelCause: the parent");
  const ctx = new CancelContext(parent);
  ctx.join();
  return [ctx, (cause) => ctx.cancel(true, Canceled, cause)];
}

function withDeadline(parent, at) {
  checkParent(parent, "withDeadline: the parent");
  requireInstant(at, "withDeadline: the time");
  const above = cancellerOf(parent);
  if (above !== undefined && above.deadline !== undefined && above.deadline < at) return withCancel(parent);
  const ctx = new CancelContext(parent);
  ctx.deadline = at;
  ctx.join();
  const left = at - now();
  if (left <= 0) {
    ctx.cancel(true, DeadlineExceeded, undefined);
    return [ctx, () => ctx.cancel(false, Canceled, undefined)];
  }
  if (ctx.err() === undefined) ctx.timer = afterFunc(left, () => ctx.cancel(true, DeadlineExceeded, undefined));
  return [ctx, () => ctx.cancel(true, Canceled, undefined)];
}

const root = new Background();

export const context = {
  Canceled,
  DeadlineExceeded,
  background: () => root,
  withCancel,
  withCancelCause,
  withDeadline,
  withTimeout: (parent, d) => withDeadline(parent, now() + toNanoseconds(d)),
  withValue: (parent, key, value) => {
    checkParent(parent, "withValue: the parent");
    if (key === undefined || key === null) throw new Error("nil key");
    return new ValueContext(parent, key, value);
  },
  cause: (ctx) => {
    requireContext(ctx, "cause: the argument");
    return causeOf(ctx);
  },
};
`;
