/** What every program needs of the prelude besides the methods of Array. */
export const COMMON_SOURCE = `
/** What can only be iterated by calling the program's own code, as an array. */
function toArray(items) {
  const result = [];
  for (const item of items) result[result.length] = item;
  return result;
}

/** What a built-in constructor is to iterate, as an array. What is no element of its objects ends the iteration. */
function toItems(items, constructor) {
  const entries = constructor === "Map" || constructor === "WeakMap";
  const weak = constructor === "WeakMap" || constructor === "WeakSet";
  const result = [];
  for (const item of items) {
    if (entries) needEntry(item);
    const element = entries ? [item[0], item[1]] : item;
    if (weak) needWeakKey(constructor, entries ? element[0] : element);
    result[result.length] = element;
  }
  return result;
}

/** A property, whose getter may be the program's. */
function readKey(object, key) {
  const getter = getterOf(object, key);
  return getter === undefined ? object[key] : getter.call(object);
}

function Map_forEach(callback, thisArg) {
  needFunction(callback);
  for (const entry of mapEntries(this)) callback.call(thisArg, entry[1], entry[0], this);
}

function Set_forEach(callback, thisArg) {
  needFunction(callback);
  for (const value of setValues(this)) callback.call(thisArg, value, value, this);
}

function String_replace(pattern, replacement) {
  return replaceWith(this, pattern, replacement, false);
}

function String_replaceAll(pattern, replacement) {
  return replaceWith(this, pattern, replacement, true);
}

/** The matches are found first; then the function is called for each, in order. */
function replaceWith(text, pattern, replacement, all) {
  if (text !== undefined && text !== null && isObject(pattern)) {
    const own = ownReplacer(pattern, all);
    if (own !== undefined) return own.call(pattern, text, replacement);
  }
  const found = replacements(text, pattern, replacement, all);
  if (typeof found === "string") return found;
  let result = "";
  let end = 0;
  for (const match of found.matches) {
    result += slice(found.text, end, match.start) + String(replacement(...match.args));
    end = match.start + match.length;
  }
  return result + slice(found.text, end, found.text.length);
}

function Generator_next(value) {
  return generatorNext(this, value);
}

function Generator_return(value) {
  return generatorReturn(this, value);
}

function Generator_throw(exception) {
  return generatorThrow(this, exception);
}

function Function_bind(self, ...first) {
  needFunction(this);
  return boundFunction(this, self, first);
}

/** The compiler makes a bound function of the inner one, over the same parts (compiler/emit/function.ts). */
function boundFunction(fn, self, first) {
  const bound = function (...rest) {
    if (new.target === undefined) return fn.call(self, ...first, ...rest);
    return Reflect_construct(fn, [...first, ...rest], new.target === bound ? fn : new.target);
  };
  return bound;
}

function Reflect_apply(fn, self, args) {
  needFunction(fn);
  return fn.apply(self, argumentList(args));
}

function Reflect_construct(fn, args, target) {
  if (isConstructor(fn) && (arguments.length < 3 || target === fn)) return new fn(...argumentList(args));
  return construct(fn, args, arguments.length < 3 ? fn : target);
}
`;
