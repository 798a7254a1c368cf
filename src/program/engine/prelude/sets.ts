export const SET_METHODS = [
  "union",
  "intersection",
  "difference",
  "symmetricDifference",
  "isSubsetOf",
  "isSupersetOf",
  "isDisjointFrom",
] as const;

/** The methods of Set that take another set, which may be anything with size, has and keys. After ECMA-262 2025. */
export const SETS_SOURCE = `
/** GetSetRecord. */
function setRecord(other) {
  needObject(other, "other must be an object");
  const size = +other.size;
  if (size !== size) throw new TypeError("The 'size' property must be a number");
  const whole = toInteger(size);
  if (whole < 0) throw new RangeError("'" + String(whole) + "' is an invalid size");
  const has = other.has;
  needCallable(has, "The 'has' property must be a function");
  const keys = other.keys;
  needCallable(keys, "The 'keys' property must be a function");
  return { other, size: whole, has, keys };
}

/** What the other set's keys() gives, to be iterated. */
function keysOf(record) {
  const { keys, other } = record;
  const iterator = keys.call(other);
  needObject(iterator, "keys() must return an object");
  return { [Symbol.iterator]: () => iterator };
}

function contains(record, value) {
  const { has, other } = record;
  return !!has.call(other, value);
}

function Set_union(other) {
  needSet(this);
  const record = setRecord(other);
  const keys = keysOf(record);
  const result = copySet(this);
  for (const key of keys) result.add(key);
  return result;
}

function Set_intersection(other) {
  needSet(this);
  const record = setRecord(other);
  const result = new Set();
  if (setSize(this) <= record.size) {
    for (const value of setValues(this)) if (contains(record, value)) result.add(value);
  } else {
    for (const key of keysOf(record)) if (setHas(this, key)) result.add(key);
  }
  return result;
}

function Set_difference(other) {
  needSet(this);
  const record = setRecord(other);
  const result = copySet(this);
  if (setSize(this) <= record.size) {
    for (const value of setValues(this)) if (contains(record, value)) result.delete(value);
  } else {
    for (const key of keysOf(record)) result.delete(key);
  }
  return result;
}

function Set_symmetricDifference(other) {
  needSet(this);
  const record = setRecord(other);
  const keys = keysOf(record);
  const result = copySet(this);
  for (const key of keys) {
    if (setHas(this, key)) result.delete(key);
    else result.add(key);
  }
  return result;
}

function Set_isSubsetOf(other) {
  needSet(this);
  const record = setRecord(other);
  if (setSize(this) > record.size) return false;
  for (const value of setValues(this)) if (!contains(record, value)) return false;
  return true;
}

function Set_isSupersetOf(other) {
  needSet(this);
  const record = setRecord(other);
  if (setSize(this) < record.size) return false;
  for (const key of keysOf(record)) if (!setHas(this, key)) return false;
  return true;
}

function Set_isDisjointFrom(other) {
  needSet(this);
  const record = setRecord(other);
  if (setSize(this) <= record.size) {
    for (const value of setValues(this)) if (contains(record, value)) return false;
  } else {
    for (const key of keysOf(record)) if (setHas(this, key)) return false;
  }
  return true;
}
`;
