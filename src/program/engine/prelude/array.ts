/**
 * The methods of Array that call functions, in the language itself, so that these can suspend. After ECMA-262's algorithms; sort is
 * stable, and for up to 64 elements compares in V8's order.
 */
export const ARRAY_SOURCE = `
function Array_forEach(callback, thisArg) {
  const list = toObject(this, "Array.prototype.forEach");
  const length = toLength(list.length);
  needFunction(callback);
  for (let i = 0; i < length; i++) if (i in list) callback.call(thisArg, list[i], i, list);
}

function Array_map(callback, thisArg) {
  const list = toObject(this, "Array.prototype.map");
  const length = toLength(list.length);
  needFunction(callback);
  const own = ownArray(list, length);
  const result = own ?? newArray(length);
  for (let i = 0; i < length; i++) {
    if (!(i in list)) continue;
    const value = callback.call(thisArg, list[i], i, list);
    if (own === undefined) result[i] = value;
    else addItem(own, i, value);
  }
  return result;
}

function Array_filter(callback, thisArg) {
  const list = toObject(this, "Array.prototype.filter");
  const length = toLength(list.length);
  needFunction(callback);
  const own = ownArray(list, 0);
  const result = own ?? [];
  let next = 0;
  for (let i = 0; i < length; i++) {
    if (!(i in list)) continue;
    const value = list[i];
    if (!callback.call(thisArg, value, i, list)) continue;
    if (own === undefined) result[next] = value;
    else addItem(own, next, value);
    next++;
  }
  return result;
}

function Array_reduce(callback, initial) {
  const list = toObject(this, "Array.prototype.reduce");
  const length = toLength(list.length);
  needFunction(callback);
  let i = 0;
  let value = initial;
  if (arguments.length < 2) {
    while (i < length && !(i in list)) i++;
    if (i >= length) throw new TypeError("Reduce of empty array with no initial value");
    value = list[i++];
  }
  for (; i < length; i++) if (i in list) value = callback(value, list[i], i, list);
  return value;
}

function Array_reduceRight(callback, initial) {
  const list = toObject(this, "Array.prototype.reduceRight");
  const length = toLength(list.length);
  needFunction(callback);
  let i = length - 1;
  let value = initial;
  if (arguments.length < 2) {
    while (i >= 0 && !(i in list)) i--;
    if (i < 0) throw new TypeError("Reduce of empty array with no initial value");
    value = list[i--];
  }
  for (; i >= 0; i--) if (i in list) value = callback(value, list[i], i, list);
  return value;
}

function Array_some(callback, thisArg) {
  const list = toObject(this, "Array.prototype.some");
  const length = toLength(list.length);
  needFunction(callback);
  for (let i = 0; i < length; i++) if (i in list && callback.call(thisArg, list[i], i, list)) return true;
  return false;
}

function Array_every(callback, thisArg) {
  const list = toObject(this, "Array.prototype.every");
  const length = toLength(list.length);
  needFunction(callback);
  for (let i = 0; i < length; i++) if (i in list && !callback.call(thisArg, list[i], i, list)) return false;
  return true;
}

function Array_find(callback, thisArg) {
  const list = toObject(this, "Array.prototype.find");
  const length = toLength(list.length);
  needFunction(callback);
  for (let i = 0; i < length; i++) {
    const value = list[i];
    if (callback.call(thisArg, value, i, list)) return value;
  }
}

function Array_findIndex(callback, thisArg) {
  const list = toObject(this, "Array.prototype.findIndex");
  const length = toLength(list.length);
  needFunction(callback);
  for (let i = 0; i < length; i++) if (callback.call(thisArg, list[i], i, list)) return i;
  return -1;
}

function Array_findLast(callback, thisArg) {
  const list = toObject(this, "Array.prototype.findLast");
  const length = toLength(list.length);
  needFunction(callback);
  for (let i = length - 1; i >= 0; i--) {
    const value = list[i];
    if (callback.call(thisArg, value, i, list)) return value;
  }
}

function Array_findLastIndex(callback, thisArg) {
  const list = toObject(this, "Array.prototype.findLastIndex");
  const length = toLength(list.length);
  needFunction(callback);
  for (let i = length - 1; i >= 0; i--) if (callback.call(thisArg, list[i], i, list)) return i;
  return -1;
}

function Array_flatMap(callback, thisArg) {
  const list = toObject(this, "Array.prototype.flatMap");
  const length = toLength(list.length);
  if (typeof callback !== "function") throw new TypeError("flatMap mapper function is not callable");
  const own = ownArray(list, 0);
  const result = own ?? [];
  let next = 0;
  for (let i = 0; i < length; i++) {
    if (!(i in list)) continue;
    const value = callback.call(thisArg, list[i], i, list);
    if (Array.isArray(value)) {
      const inner = toLength(value.length);
      for (let j = 0; j < inner; j++) {
        if (!(j in value)) continue;
        if (own === undefined) result[next] = value[j];
        else addItem(own, next, value[j]);
        next++;
      }
    } else {
      if (own === undefined) result[next] = value;
      else addItem(own, next, value);
      next++;
    }
  }
  return result;
}

function Array_sort(compare) {
  if (compare === undefined) return sortAsText(this);
  if (typeof compare !== "function") throw new TypeError("The comparison function must be either a function or undefined");
  const list = toObject(this, "Array.prototype.sort");
  const length = toLength(list.length);
  const values = [];
  let undefineds = 0;
  for (let i = 0; i < length; i++) {
    if (!(i in list)) continue;
    const value = list[i];
    if (value === undefined) undefineds++;
    else values[values.length] = value;
  }
  sortValues(values, compare);
  let i = 0;
  for (; i < values.length; i++) list[i] = values[i];
  for (; undefineds > 0; undefineds--) list[i++] = undefined;
  for (; i < length; i++) delete list[i];
  return list;
}

function Array_toSorted(compare) {
  if (compare !== undefined && typeof compare !== "function")
    throw new TypeError("The comparison function must be either a function or undefined");
  const list = toObject(this, "Array.prototype.toSorted");
  const length = toLength(list.length);
  const copy = newArray(length);
  for (let i = 0; i < length; i++) copy[i] = list[i];
  return Array_sort.call(copy, compare);
}

function sortValues(values, compare) {
  const length = values.length;
  if (length < 2) return;
  if (length < 64) {
    insertFrom(values, firstRun(values, compare), compare);
    return;
  }
  const half = length >> 1;
  const left = slice(values, 0, half);
  const right = slice(values, half, length);
  sortValues(left, compare);
  sortValues(right, compare);
  let l = 0;
  let r = 0;
  for (let i = 0; i < length; i++) {
    if (r >= right.length || (l < left.length && !(order(compare, right[r], left[l]) < 0))) values[i] = left[l++];
    else values[i] = right[r++];
  }
}

function order(compare, a, b) {
  return +compare(a, b);
}

/** Length of the ordered run that the array begins with; a falling one is turned around. */
function firstRun(values, compare) {
  let end = 2;
  const falling = order(compare, values[1], values[0]) < 0;
  let previous = values[1];
  for (; end < values.length; end++) {
    const value = values[end];
    const o = order(compare, value, previous);
    if (falling ? o >= 0 : o < 0) break;
    previous = value;
  }
  if (falling) {
    for (let low = 0, high = end - 1; low < high; low++, high--) {
      const value = values[low];
      values[low] = values[high];
      values[high] = value;
    }
  }
  return end;
}

/** Binary insertion of everything from a position on. */
function insertFrom(values, start, compare) {
  for (let i = start; i < values.length; i++) {
    const value = values[i];
    let left = 0;
    let right = i;
    while (left < right) {
      const middle = left + ((right - left) >> 1);
      if (order(compare, value, values[middle]) < 0) right = middle;
      else left = middle + 1;
    }
    for (let j = i; j > left; j--) values[j] = values[j - 1];
    values[left] = value;
  }
}

function Array_from(items, mapper, thisArg) {
  if (mapper !== undefined && typeof mapper !== "function") needFunction(mapper);
  if (items === null || items === undefined) return arrayFrom(items);
  const own = typeof this === "function" && this !== Array;
  if (typeof items[Symbol.iterator] === "function") {
    const result = own ? new this() : [];
    let i = 0;
    for (const item of items) {
      const value = mapper === undefined ? item : mapper.call(thisArg, item, i);
      if (own) addItem(result, i, value);
      else result[i] = value;
      i++;
    }
    result.length = i;
    return result;
  }
  const source = toObject(items, "Array.from");
  const length = toLength(source.length);
  const result = own ? new this(length) : [];
  for (let i = 0; i < length; i++) {
    const value = mapper === undefined ? source[i] : mapper.call(thisArg, source[i], i);
    if (own) addItem(result, i, value);
    else result[i] = value;
  }
  result.length = length;
  return result;
}
`;
