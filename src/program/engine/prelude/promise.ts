/**
 * Promises and async iteration, in the language itself, so that what they call can suspend. After ECMA-262's algorithms, step by step where
 * the order of jobs depends on it. What holds the state and the queue of jobs is native (engine/coroutines).
 */
export const PROMISE_SOURCE = `
class Promise {
  constructor(executor) {
    needExecutor(executor);
    initPromise(this);
    const { resolve, reject } = resolvers(this);
    try {
      executor(resolve, reject);
    } catch (error) {
      reject(error);
    }
  }

  then(onFulfilled, onRejected) {
    const C = speciesOf(this, Promise);
    if (C === Promise) {
      const promise = newPromise();
      subscribe(this, onFulfilled, onRejected, promise);
      return promise;
    }
    const capability = newCapability(C);
    subscribe(this, onFulfilled, onRejected, capability);
    return capability.promise;
  }

  catch(onRejected) {
    return this.then(undefined, onRejected);
  }

  finally(onFinally) {
    needObject(this, "Promise.prototype.finally called on a non-object");
    const C = speciesConstructor(this, Promise);
    if (typeof onFinally !== "function") return this.then(onFinally, onFinally);
    return this.then(
      (value) => resolved(C, onFinally()).then(() => value),
      (reason) =>
        resolved(C, onFinally()).then(() => {
          throw reason;
        }),
    );
  }

  static resolve(value) {
    needObject(this, "PromiseResolve called on non-object");
    return resolved(this, value);
  }

  static reject(reason) {
    const capability = newCapability(this);
    capability.reject(reason);
    return capability.promise;
  }

  static try(callback, ...args) {
    needObject(this, "Promise.try called on non-object");
    const capability = newCapability(this);
    try {
      capability.resolve(callback(...args));
    } catch (error) {
      capability.reject(error);
    }
    return capability.promise;
  }

  static withResolvers() {
    const { promise, resolve, reject } = newCapability(this);
    return { promise, resolve, reject };
  }

  static all(iterable) {
    return combine(this, iterable, (all) => {
      const { values, resolve, reject } = all;
      return (index) => [
        once((value) => {
          values[index] = value;
          if (--all.remaining === 0) resolve(values);
        }),
        reject,
      ];
    });
  }

  static allSettled(iterable) {
    return combine(this, iterable, (all) => {
      const { values, resolve } = all;
      return (index) => {
        const settle = once((result) => {
          values[index] = result;
          if (--all.remaining === 0) resolve(values);
        });
        return [
          (value) => settle({ status: "fulfilled", value }),
          (reason) => settle({ status: "rejected", reason }),
        ];
      };
    });
  }

  static any(iterable) {
    return combine(this, iterable, (all) => {
      const { values, resolve, reject } = all;
      all.end = () => reject(new AggregateError(values, "All promises were rejected"));
      return (index) => [
        resolve,
        once((reason) => {
          values[index] = reason;
          if (--all.remaining === 0) all.end();
        }),
      ];
    });
  }

  static race(iterable) {
    return combine(this, iterable, (all) => {
      const { resolve, reject } = all;
      all.end = () => undefined;
      return () => [resolve, reject];
    });
  }

  static get [Symbol.species]() {
    return this;
  }
}

function once(fn) {
  let called = false;
  return (value) => {
    if (called) return;
    called = true;
    fn(value);
  };
}

/** What all, allSettled, any and race have in common. */
function combine(C, iterable, handlersOf) {
  const { promise, resolve, reject } = newCapability(C);
  const values = [];
  const all = { values, resolve, reject, remaining: 1, end: () => resolve(values) };
  try {
    const handlers = handlersOf(all);
    const resolveOne = C.resolve;
    needCallable(resolveOne, "Promise resolve or reject function is not callable");
    let index = 0;
    for (const item of needIterable(iterable)) {
      values[index] = undefined;
      const next = resolveOne.call(C, item);
      const [onFulfilled, onRejected] = handlers(index++);
      all.remaining++;
      next.then(onFulfilled, onRejected);
    }
    if (--all.remaining === 0) all.end();
  } catch (error) {
    reject(error);
  }
  return promise;
}

/** CreateResolvingFunctions. */
function resolvers(promise) {
  let done = false;
  return {
    resolve: unnamed((value) => {
      if (done) return;
      done = true;
      resolvePromise(promise, value);
    }),
    reject: unnamed((reason) => {
      if (done) return;
      done = true;
      rejectPromise(promise, reason);
    }),
  };
}

/** NewPromiseCapability. */
function newCapability(C) {
  if (C === Promise) {
    const promise = newPromise();
    const { resolve, reject } = resolvers(promise);
    return { promise, resolve, reject };
  }
  needConstructor(C);
  let resolve;
  let reject;
  const promise = new C((first, second) => {
    if (resolve !== undefined || reject !== undefined)
      throw new TypeError("Promise executor has already been invoked with non-undefined arguments");
    resolve = first;
    reject = second;
  });
  needCallable(resolve, "Promise resolve or reject function is not callable");
  needCallable(reject, "Promise resolve or reject function is not callable");
  return { promise, resolve, reject };
}

/** PromiseResolve. */
function resolved(C, value) {
  if (isPromise(value) && value.constructor === C) return value;
  const capability = newCapability(C);
  capability.resolve(value);
  return capability.promise;
}

/** What await waits for. */
function toPromise(value) {
  if (isPromise(value) && value.constructor === Promise) return value;
  const promise = newPromise();
  resolvePromise(promise, value);
  return promise;
}

function resolvePromise(promise, value) {
  if (!isObject(value)) {
    fulfilPromise(promise, value);
    return;
  }
  if (value === promise) {
    rejectPromise(promise, new TypeError("Chaining cycle detected for promise #<Promise>"));
    return;
  }
  let then;
  try {
    then = value.then;
  } catch (error) {
    rejectPromise(promise, error);
    return;
  }
  if (typeof then === "function") follow(promise, value, then);
  else fulfilPromise(promise, value);
}

/** Runs one job of the queue. */
function runJob(job) {
  switch (job.kind) {
    case "resume":
      resume(job);
      return;
    case "reaction":
      runReaction(job);
      return;
    case "follow": {
      const { resolve, reject } = resolvers(job.promise);
      const then = job.then;
      try {
        then.call(job.thenable, resolve, reject);
      } catch (error) {
        reject(error);
      }
      return;
    }
    case "microtask": {
      const callback = job.callback;
      callback();
      return;
    }
    case "returned":
      finishReturn(job);
      return;
    case "serve":
      serve(job.generator);
      return;
  }
}

function runReaction(job) {
  const { handler, target, rejected } = job;
  let value = job.value;
  let failed = rejected;
  if (handler !== undefined) {
    try {
      value = handler(value);
      failed = false;
    } catch (error) {
      value = error;
      failed = true;
    }
  }
  if (isPromise(target)) {
    if (failed) rejectPromise(target, value);
    else resolvePromise(target, value);
    return;
  }
  const settle = failed ? target.reject : target.resolve;
  settle(value);
}

/**
 * The event loop, from when main has returned until nothing keeps it alive.
 * @param until it ends when this promise is settled, too.
 */
function runLoop(until) {
  for (;;) {
    for (let job = nextJob(); job !== undefined; job = nextJob()) {
      runJob(job);
      if (until !== undefined && isSettled(until)) return;
    }
    reportRejection();
    const next = nextTimer();
    if (next === undefined) return;
    if (typeof next !== "number") {
      const { callback, args } = next;
      callback.apply(next.object, args);
      rearm(next);
      continue;
    }
    const timer = startTimer(next);
    waitForTimer(timer);
    stopTimer(timer);
  }
}

function queueMicrotask(callback) {
  needCallback(callback);
  addMicrotask(callback);
}

function setTimeout(callback, delay, ...args) {
  return withHandle(addTimer(new Timeout(), callback, delay, args, false));
}

function setInterval(callback, delay, ...args) {
  return withHandle(addTimer(new Timeout(), callback, delay, args, true));
}

/** In parallel a timer is one of the Go runtime. */
function withHandle(object) {
  if (inParallel()) setHandle(object, startTimerOf(object));
  return object;
}

function runTimer(timer) {
  const { callback, args } = timer;
  if (!timer.repeats) removeTimer(timer.object);
  callback.apply(timer.object, args);
  if (timer.repeats && timer.pending) withHandle(timer.object);
}

function cancelTimer(timer) {
  const handle = handleOf(timer);
  removeTimer(timer);
  if (handle !== undefined) stopTimer(handle);
}

/** main, where async functions are goroutines: it ends when the promise that it gives is settled. */
function async_main(main) {
  const result = main();
  if (isPromise(result)) {
    waitFor(result);
    throwOutcome(result);
  }
  reportRejection();
}

function clearTimeout(timer) {
  cancelTimer(timer);
}

function clearInterval(timer) {
  cancelTimer(timer);
}

/** What setTimeout and setInterval give. */
class Timeout {
  ref() {
    return keepAlive(this, true);
  }
  unref() {
    return keepAlive(this, false);
  }
  hasRef() {
    return keepsAlive(this);
  }
  refresh() {
    if (!inParallel()) return refreshTimer(this);
    const handle = handleOf(this);
    if (handle !== undefined && stopTimer(handle)) withHandle(this);
    return this;
  }
  close() {
    cancelTimer(this);
    return this;
  }
  [Symbol.toPrimitive]() {
    return timerNumber(this);
  }
}

function AsyncGenerator_next(value) {
  return request(this, "next", value);
}

function AsyncGenerator_return(value) {
  return request(this, "return", value);
}

function AsyncGenerator_throw(exception) {
  return request(this, "throw", exception);
}

function request(self, kind, value) {
  const promise = newPromise();
  const generator = asyncGeneratorOf(self);
  if (generator === undefined) {
    rejectPromise(promise, wrongReceiver(self, kind));
    return promise;
  }
  if (generator.add(kind, value, promise)) {
    if (inParallel()) serveInParallel(generator);
    else serve(generator);
  }
  return promise;
}

/** AsyncGeneratorResumeNext: does requests until the body is busy, or there are none left. */
function serve(generator) {
  for (;;) {
    const head = generator.head();
    if (head === undefined) return;
    if (!generator.finished(head.kind)) {
      generator.resume();
      if (generator.paused()) return;
      continue;
    }
    if (head.kind === "return") {
      generator.busy = true;
      let promise;
      try {
        promise = toPromise(head.value);
      } catch (error) {
        generator.busy = false;
        generator.shift();
        rejectPromise(head.promise, error);
        continue;
      }
      generator.awaitReturn(promise);
      return;
    }
    generator.shift();
    if (head.kind === "throw") rejectPromise(head.promise, head.value);
    else fulfilPromise(head.promise, { value: undefined, done: true });
  }
}

function finishReturn(job) {
  const { generator, value, rejected } = job;
  generator.busy = false;
  const { promise } = generator.shift();
  if (rejected) rejectPromise(promise, value);
  else fulfilPromise(promise, { value, done: true });
  if (generator.take()) serve(generator);
}

function asyncGeneratorYield(generator, value) {
  const { promise } = generator.shift();
  fulfilPromise(promise, { value, done: false });
}

function asyncGeneratorFinish(generator, value) {
  generator.end();
  const { promise } = generator.shift();
  fulfilPromise(promise, { value, done: true });
  if (generator.take()) serve(generator);
}

function asyncGeneratorFail(generator, error) {
  generator.end();
  const { promise } = generator.shift();
  rejectPromise(promise, error);
  if (generator.take()) serve(generator);
}

/** Array.fromAsync. */
async function Array_fromAsync(items, mapper, thisArg) {
  if (mapper !== undefined) needFunction(mapper);
  const own = typeof this === "function" && this !== Array;
  const iterates =
    (items[Symbol.asyncIterator] !== undefined && items[Symbol.asyncIterator] !== null) ||
    (items[Symbol.iterator] !== undefined && items[Symbol.iterator] !== null);
  if (iterates) {
    const result = own ? new this() : [];
    let i = 0;
    for await (const item of items) {
      addItem(result, i, mapper === undefined ? item : await mapper.call(thisArg, item, i));
      i++;
    }
    result.length = i;
    return result;
  }
  const length = toLength(items.length);
  const result = own ? new this(length) : [];
  for (let i = 0; i < length; i++) {
    const item = await items[i];
    addItem(result, i, mapper === undefined ? item : await mapper.call(thisArg, item, i));
  }
  result.length = length;
  return result;
}

/** GetIterator for async iteration. */
function asyncIteratorOf(iterable, site) {
  const method = asyncIteratorMethod(iterable, site);
  if (method !== undefined) return asyncIteratorObject(method.call(iterable));
  const start = syncIteratorMethod(iterable, site);
  return new AsyncFromSyncIterator(syncIteratorObject(start.call(iterable)));
}

class AsyncFromSyncIterator {
  #iterator;
  #next;
  constructor(iterator) {
    this.#iterator = iterator;
    this.#next = nextOf(iterator);
  }
  next(value) {
    const promise = newPromise();
    try {
      const next = this.#next;
      unwrap(promise, arguments.length === 0 ? next.call(this.#iterator) : next.call(this.#iterator, value));
    } catch (error) {
      rejectPromise(promise, error);
    }
    return promise;
  }
  return(value) {
    const promise = newPromise();
    try {
      const end = this.#iterator.return;
      if (end === undefined || end === null) fulfilPromise(promise, { value, done: true });
      else unwrap(promise, arguments.length === 0 ? end.call(this.#iterator) : end.call(this.#iterator, value));
    } catch (error) {
      rejectPromise(promise, error);
    }
    return promise;
  }
  throw(exception) {
    const promise = newPromise();
    try {
      const fail = this.#iterator.throw;
      if (fail === undefined || fail === null) {
        const end = this.#iterator.return;
        if (end !== undefined && end !== null) needResult(end.call(this.#iterator));
        throw new TypeError("The iterator does not provide a 'throw' method");
      }
      unwrap(promise, fail.call(this.#iterator, exception));
    } catch (error) {
      rejectPromise(promise, error);
    }
    return promise;
  }
}

/** AsyncFromSyncIteratorContinuation. */
function unwrap(promise, result) {
  needResult(result);
  const done = !!result.done;
  subscribe(toPromise(result.value), (value) => ({ value, done }), undefined, promise);
}
`;
