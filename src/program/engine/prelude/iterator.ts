export const ITERATOR_METHODS = [
  "map",
  "filter",
  "flatMap",
  "take",
  "drop",
  "toArray",
  "forEach",
  "some",
  "every",
  "find",
  "reduce",
] as const;

/** Iterator and its helpers. After ECMA-262 2025; what they call may block. */
export const ITERATOR_SOURCE = `
// An expression: declared functions of the prelude cannot be constructed.
export const Iterator = function Iterator() {
  if (new.target === undefined) throw new TypeError("Constructor Iterator requires 'new'");
  if (new.target === Iterator) throw new TypeError("Abstract class Iterator not directly constructable");
};
Iterator.prototype = iteratorPrototype;
Object.defineProperty(Iterator, "prototype", { writable: false });
Object.defineProperty(Iterator, "from", { value: { from(value) {
  const { iterator, next } = flattenable(value, true);
  if (iterator instanceof Iterator) return iterator;
  return new WrappedIterator(iterator, next);
} }.from, writable: true, configurable: true });

class WrappedIterator {
  #iterator;
  #next;
  constructor(iterator, next) {
    this.#iterator = iterator;
    this.#next = next;
  }
  next() {
    const next = this.#next;
    return next.call(this.#iterator);
  }
  return() {
    const end = this.#iterator.return;
    if (end === undefined || end === null) return { value: undefined, done: true };
    return end.call(this.#iterator);
  }
}
Object.setPrototypeOf(WrappedIterator.prototype, iteratorPrototype);

/** GetIteratorFlattenable. */
function flattenable(value, strings) {
  if (!(strings && typeof value === "string")) needObject(value, brief(value) + " is not an object");
  const method = value[Symbol.iterator];
  let iterator = value;
  if (method !== undefined && method !== null) {
    needCallable(method, brief(method) + " is not a function");
    iterator = method.call(value);
  }
  needObject(iterator, brief(iterator) + " is not an object");
  return { iterator, next: nextOf(iterator) };
}

/** GetIteratorDirect. */
function direct(iterator, method) {
  needObject(iterator, "Iterator.prototype." + method + " called on non-object");
  return { iterator, next: nextOf(iterator) };
}

/** An iterator to loop over, whose next has been read already. */
function over(source) {
  const { iterator, next } = source;
  return {
    [Symbol.iterator]() {
      return this;
    },
    next: () => next.call(iterator),
    return() {
      closeSource(source);
      return source;
    },
  };
}

function closeSource(source) {
  const end = source.iterator.return;
  if (end === undefined || end === null) return;
  needObject(end.call(source.iterator), "the result of return is not an object");
}

class IteratorHelper {
  #source;
  #steps;
  #started = false;
  constructor(source, steps) {
    this.#source = source;
    this.#steps = steps;
  }
  next() {
    this.#started = true;
    return this.#steps.next();
  }
  return() {
    if (!this.#started) {
      this.#started = true;
      this.#steps.return();
      closeSource(this.#source);
    }
    return this.#steps.return();
  }
}
Object.setPrototypeOf(IteratorHelper.prototype, iteratorPrototype);
Object.defineProperty(IteratorHelper.prototype, Symbol.toStringTag, { value: "Iterator Helper", configurable: true });

function* mapSteps(source, mapper) {
  let i = 0;
  for (const value of over(source)) yield mapper(value, i++);
}

function* filterSteps(source, test) {
  let i = 0;
  for (const value of over(source)) if (test(value, i++)) yield value;
}

function* takeSteps(source, limit) {
  let remaining = limit;
  if (remaining === 0) {
    closeSource(source);
    return;
  }
  for (const value of over(source)) {
    yield value;
    if (--remaining === 0) break;
  }
}

function* dropSteps(source, limit) {
  let remaining = limit;
  for (const value of over(source)) {
    if (remaining > 0) remaining--;
    else yield value;
  }
}

function* flatSteps(source, mapper) {
  let i = 0;
  for (const value of over(source)) {
    const inner = flattenable(mapper(value, i++), false);
    for (const each of over(inner)) yield each;
  }
}

function toLimit(value) {
  const limit = +value;
  if (limit !== limit) throw new RangeError(String(value) + " must be positive");
  const whole = toInteger(limit);
  if (whole < 0) throw new RangeError(String(value) + " must be positive");
  return whole;
}

/** What an argument is made into; where it is none, the iterator is closed, and that may fail in silence. */
function checked(iterator, check, argument) {
  try {
    return check(argument);
  } catch (error) {
    try {
      closeSource({ iterator });
    } catch {}
    throw error;
  }
}

function helped(self, fn, method) {
  needObject(self, "Iterator.prototype." + method + " called on non-object");
  checked(self, needFunction, fn);
  return direct(self, method);
}

function Iterator_map(mapper) {
  const source = helped(this, mapper, "map");
  return new IteratorHelper(source, mapSteps(source, mapper));
}

function Iterator_filter(test) {
  const source = helped(this, test, "filter");
  return new IteratorHelper(source, filterSteps(source, test));
}

function Iterator_flatMap(mapper) {
  const source = helped(this, mapper, "flatMap");
  return new IteratorHelper(source, flatSteps(source, mapper));
}

function Iterator_take(limit) {
  needObject(this, "Iterator.prototype.take called on non-object");
  const whole = checked(this, toLimit, limit);
  const source = direct(this, "take");
  return new IteratorHelper(source, takeSteps(source, whole));
}

function Iterator_drop(limit) {
  needObject(this, "Iterator.prototype.drop called on non-object");
  const whole = checked(this, toLimit, limit);
  const source = direct(this, "drop");
  return new IteratorHelper(source, dropSteps(source, whole));
}

function Iterator_toArray() {
  const result = [];
  for (const value of over(direct(this, "toArray"))) result[result.length] = value;
  return result;
}

function Iterator_forEach(callback) {
  let i = 0;
  for (const value of over(helped(this, callback, "forEach"))) callback(value, i++);
}

function Iterator_some(test) {
  let i = 0;
  for (const value of over(helped(this, test, "some"))) if (test(value, i++)) return true;
  return false;
}

function Iterator_every(test) {
  let i = 0;
  for (const value of over(helped(this, test, "every"))) if (!test(value, i++)) return false;
  return true;
}

function Iterator_find(test) {
  let i = 0;
  for (const value of over(helped(this, test, "find"))) if (test(value, i++)) return value;
}

function Iterator_reduce(callback, initial) {
  const source = helped(this, callback, "reduce");
  let empty = arguments.length < 2;
  let value = initial;
  let i = 0;
  for (const each of over(source)) {
    value = empty ? each : callback(value, each, i);
    empty = false;
    i++;
  }
  if (empty) throw new TypeError("Reduce of a done iterator with no initial value");
  return value;
}
`;
