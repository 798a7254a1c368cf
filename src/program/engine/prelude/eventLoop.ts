/** The event loop: jobs in their order, timers. The queues are native (engine/coroutines). */
export const EVENT_LOOP_SOURCE = `
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
`;
