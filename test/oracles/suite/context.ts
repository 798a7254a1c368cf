import { chan, context, go, nilChan, otherwise, recv, runtime, select, sync, time } from "schedlens";
import type { RecvChan } from "schedlens";
import { check, equal, thrownBy } from "./check";

type Context = context.Context;

function isDone(ctx: Context): boolean {
  return select(recv(ctx.done()), otherwise()) === 0;
}

/**
 * Mirrors context/x_test.go TestBackground.
 * @simulate
 */
export function TestBackground() {
  const c = context.background();
  equal(isDone(c), false, "done");
  equal(c.err(), undefined, "err");
  equal(c.value("any"), undefined, "value");
  console.log("ok");
}

/**
 * Mirrors context/x_test.go TestWithCancel.
 * @simulate
 */
export function TestWithCancel() {
  const [c1, cancel] = context.withCancel(context.background());
  const o = context.withValue(c1, "key", "value");
  const [c2] = context.withCancel(o);
  const contexts = [c1, o, c2];
  for (const c of contexts) {
    equal(isDone(c), false, "done");
    equal(c.err(), undefined, "err");
  }
  cancel();
  for (const c of contexts) {
    equal(isDone(c), true, "done");
    equal(c.err(), context.Canceled, "err");
  }
  console.log("ok");
}

function expectEnd(c: Context, after: number, name: string) {
  const begin = time.now();
  equal(select(recv(c.done()), recv(time.after("10s"))), 0, `${name} ends`);
  const took = time.now() - begin;
  check(took >= after - 1e6 && took < after + 5e6, `${name} took ${took} ns`);
  equal(c.err(), context.DeadlineExceeded, `${name}: err`);
}

/**
 * Mirrors context/x_test.go TestDeadline and TestTimeout.
 * @simulate
 */
export function TestDeadline() {
  const at = (ms: number) => time.now() + ms * 1e6;
  let [c] = context.withDeadline(context.background(), at(50));
  expectEnd(c, 50e6, "deadline");
  [c] = context.withDeadline(context.background(), at(50));
  expectEnd(context.withValue(c, "k", 1), 50e6, "deadline with a value");
  [c] = context.withDeadline(context.background(), at(50));
  [c] = context.withDeadline(context.withValue(c, "k", 1), at(4000));
  expectEnd(c, 50e6, "the parent's deadline");
  [c] = context.withDeadline(context.background(), time.now() - 1e6);
  expectEnd(c, 0, "a deadline in the past");
  [c] = context.withTimeout(context.background(), "50ms");
  expectEnd(c, 50e6, "timeout");
  [c] = context.withTimeout(context.background(), "50ms");
  [c] = context.withTimeout(c, "4s");
  expectEnd(c, 50e6, "the parent's timeout");
  console.log("ok");
}

/**
 * Mirrors context/x_test.go TestCanceledTimeout.
 * @simulate
 */
export function TestCanceledTimeout() {
  const [parent] = context.withTimeout(context.background(), "1s");
  const [c, cancel] = context.withTimeout(parent, "2s");
  cancel();
  time.sleep("1ms");
  equal(isDone(c), true, "done");
  equal(c.err(), context.Canceled, "err");
  equal(parent.err(), undefined, "the parent lives");
  console.log("ok");
}

/**
 * Mirrors context/x_test.go TestParentFinishesChild and TestChildFinishesFirst.
 * @simulate
 */
export function TestFinishing() {
  {
    const [parent, cancel] = context.withCancel(context.background());
    const [child] = context.withCancel(parent);
    const value = context.withValue(parent, "k", 1);
    const [timer] = context.withTimeout(value, "10s");
    cancel();
    for (const c of [parent, child, value, timer]) {
      equal(isDone(c), true, "done");
      equal(c.err(), context.Canceled, "err");
    }
    const [late] = context.withCancel(value);
    equal(isDone(late), true, "a child of a cancelled context");
    equal(late.err(), context.Canceled, "its err");
  }
  const [cancelable, stop] = context.withCancel(context.background());
  for (const parent of [context.background(), cancelable]) {
    const [child, cancel] = context.withCancel(parent);
    equal(isDone(parent), false, "parent");
    cancel();
    equal(isDone(child), true, "child");
    equal(isDone(parent), false, "parent after its child");
  }
  stop();
  console.log("ok");
}

/**
 * Mirrors context/x_test.go TestValues.
 * @simulate
 */
export function TestValues() {
  const k1 = { name: "k1" };
  const k2 = { name: "k2" };
  const c0 = context.background();
  const c1 = context.withValue(c0, k1, "c1k1");
  const c2 = context.withValue(c1, k2, "c2k2");
  const c3 = context.withValue(c2, k1, "c3k1");
  const [c4] = context.withTimeout(c3, "1s");
  const expect = (c: Context, ...want: readonly unknown[]) => {
    equal(c.value(k1), want[0], "k1");
    equal(c.value(k2), want[1], "k2");
    equal(c.value({ name: "k1" }), undefined, "an equal key is another");
  };
  expect(c0, undefined, undefined);
  expect(c1, "c1k1", undefined);
  expect(c2, "c1k1", "c2k2");
  expect(c3, "c3k1", "c2k2");
  expect(c4, "c3k1", "c2k2");
  console.log("ok");
}

/**
 * Mirrors context/x_test.go TestSimultaneousCancels.
 * @simulate
 */
export function TestSimultaneousCancels() {
  const [root, cancelRoot] = context.withCancel(context.background());
  const m = new Map<Context, () => void>([[root, cancelRoot]]);
  const queue: Context[] = [root];
  while (m.size < 40) {
    const parent = queue.shift()!;
    for (let i = 0; i < 2; i++) {
      const [child, cancel] = context.withCancel(parent);
      m.set(child, cancel);
      queue.push(child);
    }
  }
  const wg = new sync.WaitGroup();
  for (const cancel of m.values()) wg.go(cancel);
  for (const ctx of m.keys()) equal(select(recv(ctx.done()), recv(time.after("1s"))), 0, "cancelled");
  wg.wait();
  console.log("ok");
}

/**
 * Mirrors context/x_test.go TestInterlockedCancels.
 * @simulate
 */
export function TestInterlockedCancels() {
  const [parent, cancelParent] = context.withCancel(context.background());
  const [child, cancelChild] = context.withCancel(parent);
  go(() => {
    parent.done().recv();
    cancelChild();
  });
  cancelParent();
  equal(select(recv(child.done()), recv(time.after("1s"))), 0, "child");
  console.log("ok");
}

/**
 * Mirrors context/x_test.go TestCause.
 * @simulate
 */
export function TestCause() {
  const { background, withCancel, withCancelCause, withTimeout, Canceled, DeadlineExceeded, cause } = context;
  const parentCause = new Error("parentCause");
  const childCause = new Error("childCause");
  const expect = (ctx: Context, err: Error | undefined, why: Error | undefined, name: string) => {
    equal(ctx.err(), err, `${name}: err`);
    equal(cause(ctx), why, `${name}: cause`);
  };
  expect(background(), undefined, undefined, "background");
  {
    const [ctx, cancel] = withCancel(background());
    expect(ctx, undefined, undefined, "not yet cancelled");
    cancel();
    expect(ctx, Canceled, Canceled, "withCancel");
  }
  {
    const [ctx, cancel] = withCancelCause(background());
    cancel(parentCause);
    expect(ctx, Canceled, parentCause, "withCancelCause");
    expect(context.withValue(ctx, "k", 1), Canceled, parentCause, "through a value");
  }
  {
    const [ctx, cancel] = withCancelCause(background());
    cancel();
    expect(ctx, Canceled, Canceled, "without a cause");
  }
  {
    const [parent, cancelParent] = withCancelCause(background());
    const [ctx, cancelChild] = withCancelCause(parent);
    cancelParent(parentCause);
    cancelChild(childCause);
    expect(ctx, Canceled, parentCause, "parent first");
  }
  {
    const [parent, cancelParent] = withCancelCause(background());
    const [ctx, cancelChild] = withCancelCause(parent);
    cancelChild(childCause);
    cancelParent(parentCause);
    expect(ctx, Canceled, childCause, "child first");
    expect(parent, Canceled, parentCause, "its parent");
  }
  {
    const [parent, cancelParent] = withCancelCause(background());
    const [ctx, cancelChild] = withCancel(parent);
    cancelParent(parentCause);
    cancelChild();
    expect(ctx, Canceled, parentCause, "parent, then a child without a cause");
  }
  {
    const [parent, cancelParent] = withCancelCause(background());
    const [ctx, cancelChild] = withCancel(parent);
    cancelChild();
    cancelParent(parentCause);
    expect(ctx, Canceled, Canceled, "child without a cause, then parent");
  }
  {
    const [ctx, cancel] = withTimeout(background(), 0);
    cancel();
    expect(ctx, DeadlineExceeded, DeadlineExceeded, "timeout");
  }
  {
    const [ctx, cancel] = withTimeout(background(), "1000000s");
    cancel();
    expect(ctx, Canceled, Canceled, "timeout that was cancelled");
  }
  console.log("ok");
}

/**
 * Mirrors context/x_test.go TestCauseRace.
 * @simulate
 */
export function TestCauseRace() {
  const cause = new Error("TestCauseRace");
  const [ctx, cancel] = context.withCancelCause(context.background());
  go(() => cancel(cause));
  for (;;) {
    const err = ctx.err();
    if (err !== undefined) break;
    runtime.gosched();
  }
  equal(context.cause(ctx), cause, "cause");
  console.log("ok");
}

/**
 * Mirrors context/x_test.go TestWithValueChecksKey and TestInvalidDerivedFail.
 * @simulate
 */
export function TestMisuse() {
  const nil = undefined as unknown as Context;
  const text = "cannot create context from nil parent";
  equal(
    thrownBy(() => context.withCancel(nil)),
    text,
    "withCancel",
  );
  equal(
    thrownBy(() => context.withCancelCause(nil)),
    text,
    "withCancelCause",
  );
  equal(
    thrownBy(() => context.withDeadline(nil, 1)),
    text,
    "withDeadline",
  );
  equal(
    thrownBy(() => context.withTimeout(nil, 1)),
    text,
    "withTimeout",
  );
  equal(
    thrownBy(() => context.withValue(nil, "k", 1)),
    text,
    "withValue",
  );
  equal(
    thrownBy(() => context.withValue(context.background(), undefined, 1)),
    "nil key",
    "key",
  );
  console.log("ok");
}

/** A context that a program implements itself. */
class Custom implements Context {
  readonly closed = chan<never>();
  error: Error | undefined;
  constructor(readonly parent: Context | undefined) {}
  done(): RecvChan<never> {
    return this.closed;
  }
  err() {
    return this.error;
  }
  value(key: unknown) {
    return this.parent?.value(key);
  }
  end(error: Error) {
    this.error = error;
    this.closed.close();
  }
}

/**
 * Mirrors context/x_test.go TestCustomContextPropagation, TestCustomContextCause and TestCustomContextGoroutines.
 * @simulate
 */
export function TestCustomContext() {
  const why = new Error("custom");
  const custom = new Custom(undefined);
  const before = runtime.numGoroutine();
  const [child, cancel] = context.withCancel(custom);
  equal(runtime.numGoroutine(), before + 1, "a goroutine waits for the custom context");
  const [grandchild] = context.withCancel(context.withValue(child, "k", 1));
  equal(runtime.numGoroutine(), before + 1, "none for a child of ours");
  equal(isDone(grandchild), false, "done");
  custom.end(why);
  grandchild.done().recv();
  equal(child.err(), why, "err comes from the custom context");
  equal(context.cause(grandchild), why, "cause too");
  const [late] = context.withCancel(custom);
  equal(late.err(), why, "a child of one that is over");
  cancel();

  // One that hands on its parent's channel and values is seen through.
  const [inner, cancelInner] = context.withCancelCause(context.background());
  const wrapper: Context = {
    done: () => inner.done(),
    err: () => inner.err(),
    value: (key) => inner.value(key),
  };
  const count = runtime.numGoroutine();
  const [below] = context.withCancel(wrapper);
  equal(runtime.numGoroutine(), count, "no goroutine");
  cancelInner(why);
  equal(isDone(below), true, "cancelled at once");
  equal(context.cause(below), why, "cause");
  equal(context.cause(wrapper), why, "cause of the wrapper");

  const [child2, cancel2] = context.withCancel(new Custom(undefined));
  cancel2();
  equal(isDone(child2), true, "cancelled by itself");
  time.sleep("1ms");
  equal(runtime.numGoroutine(), count, "its goroutine has ended");
  void nilChan;
  console.log("ok");
}
