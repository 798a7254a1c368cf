/** DisposableStack and AsyncDisposableStack, in the language itself: what they call may block. After ECMA-262's explicit resource management. */
export const DISPOSABLE_NATIVES = "addResource resources suppressed takeResource needFunction";

export const DISPOSABLE_SOURCE = `
export class DisposableStack {
  #resources = resources();
  #disposed = false;
  get disposed() {
    return this.#disposed;
  }
  dispose() {
    if (this.#disposed) return;
    this.#disposed = true;
    disposeResources(this.#resources);
  }
  use(value) {
    needPending(this.#disposed);
    addResource(this.#resources, value, false);
    return value;
  }
  adopt(value, onDispose) {
    needPending(this.#disposed);
    needFunction(onDispose);
    addCall(this.#resources, () => onDispose(value), false);
    return value;
  }
  defer(onDispose) {
    needPending(this.#disposed);
    needFunction(onDispose);
    addCall(this.#resources, onDispose, false);
  }
  move() {
    needPending(this.#disposed);
    const moved = new DisposableStack();
    moved.#resources = this.#resources;
    this.#resources = resources();
    this.#disposed = true;
    return moved;
  }
}
finishClass(DisposableStack, Symbol.dispose, "dispose");

function needPending(disposed) {
  if (disposed) throw new ReferenceError("Cannot add values to a disposed stack!");
}

function addCall(to, method, awaits) {
  to.stack[to.stack.length] = { value: undefined, method, awaits, ignores: false };
}

/** The method that using asks for is the ordinary one. */
function finishClass(C, symbol, name) {
  const prototype = C.prototype;
  Object.defineProperty(prototype, symbol, { value: prototype[name], writable: true, configurable: true });
  Object.defineProperty(prototype, Symbol.toStringTag, { value: C.name, configurable: true });
}

function disposeResources(from) {
  let failed = false;
  let failure;
  while (takeResource(from)) {
    const { method, value } = from;
    let over = false;
    try {
      method.call(value);
      over = true;
    } catch (error) {
      over = true;
      failure = failed ? suppressed(error, failure) : error;
      failed = true;
    } finally {
      // The goroutine exits.
      if (!over) disposeResources(from);
    }
  }
  if (failed) throw failure;
}
`;

export const ASYNC_DISPOSABLE_SOURCE = `
export class AsyncDisposableStack {
  #resources = resources();
  #disposed = false;
  get disposed() {
    return this.#disposed;
  }
  async disposeAsync() {
    if (this.#disposed) return;
    this.#disposed = true;
    const from = this.#resources;
    let failed = false;
    let failure;
    while (takeResource(from)) {
      if (from.pauses) await undefined;
      const { method, value, awaits, ignores } = from;
      let called = false;
      try {
        const result = method.call(value);
        called = true;
        if (awaits) {
          from.hasAwaited = true;
          await (ignores ? undefined : result);
        }
      } catch (error) {
        if (ignores && !called) await undefined;
        failure = failed ? suppressed(error, failure) : error;
        failed = true;
      }
    }
    if (from.needsAwait && !from.hasAwaited) await undefined;
    if (failed) throw failure;
  }
  use(value) {
    needPending(this.#disposed);
    addResource(this.#resources, value, true);
    return value;
  }
  adopt(value, onDisposeAsync) {
    needPending(this.#disposed);
    needFunction(onDisposeAsync);
    addCall(this.#resources, () => onDisposeAsync(value), true);
    return value;
  }
  defer(onDisposeAsync) {
    needPending(this.#disposed);
    needFunction(onDisposeAsync);
    addCall(this.#resources, onDisposeAsync, true);
  }
  move() {
    needPending(this.#disposed);
    const moved = new AsyncDisposableStack();
    moved.#resources = this.#resources;
    this.#resources = resources();
    this.#disposed = true;
    return moved;
  }
}
finishClass(AsyncDisposableStack, Symbol.asyncDispose, "disposeAsync");
`;
