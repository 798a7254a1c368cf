/**
 * Promises, in the language itself, so that what they call can suspend. After ECMA-262's algorithms, step by step where the order of jobs
 * depends on it. What holds the state is native (engine/coroutines).
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
    const { promise, reject } = newCapability(this);
    reject(reason);
    return promise;
  }

  static try(callback, ...args) {
    needObject(this, "Promise.try called on non-object");
    const { promise, resolve, reject } = newCapability(this);
    try {
      resolve(callback(...args));
    } catch (error) {
      reject(error);
    }
    return promise;
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
  const { promise, resolve } = newCapability(C);
  resolve(value);
  return promise;
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
`;
