/** Async generators and async iteration, after ECMA-262. What holds the requests is native (engine/coroutines). */
export const ASYNC_ITERATION_SOURCE = `
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
  if (!own && length > 0xffffffff) throw new RangeError("Invalid array length");
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
