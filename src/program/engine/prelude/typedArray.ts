import { ARRAY_METHODS } from "../../compiler/substituted";

/** Those that ask of no element whether it is there: as with Array. */
const SAME = ["find", "findIndex", "findLast", "findLastIndex"];

/** Those of Array that typed arrays have, too. */
export const TYPED_ARRAY_METHODS = ARRAY_METHODS.filter((name) => name !== "flatMap");

export const TYPED_ARRAY_SOURCE = `
${SAME.map(
  (name) => `function TypedArray_${name}(callback, thisArg) {
  needTypedArray(this, "${name}");
  return Array_${name}.call(this, callback, thisArg);
}
`,
).join("")}
function TypedArray_forEach(callback, thisArg) {
  const length = needTypedArray(this, "forEach");
  needFunction(callback);
  for (let i = 0; i < length; i++) callback.call(thisArg, this[i], i, this);
}

function TypedArray_some(test, thisArg) {
  const length = needTypedArray(this, "some");
  needFunction(test);
  for (let i = 0; i < length; i++) if (test.call(thisArg, this[i], i, this)) return true;
  return false;
}

function TypedArray_every(test, thisArg) {
  const length = needTypedArray(this, "every");
  needFunction(test);
  for (let i = 0; i < length; i++) if (!test.call(thisArg, this[i], i, this)) return false;
  return true;
}

function TypedArray_reduce(callback, initial) {
  const length = needTypedArray(this, "reduce");
  needFunction(callback);
  if (arguments.length < 2 && length === 0) throw new TypeError("Reduce of empty array with no initial value");
  let i = arguments.length < 2 ? 1 : 0;
  let value = i === 0 ? initial : this[0];
  for (; i < length; i++) value = callback(value, this[i], i, this);
  return value;
}

function TypedArray_reduceRight(callback, initial) {
  const length = needTypedArray(this, "reduceRight");
  needFunction(callback);
  if (arguments.length < 2 && length === 0) throw new TypeError("Reduce of empty array with no initial value");
  let i = arguments.length < 2 ? length - 2 : length - 1;
  let value = arguments.length < 2 ? this[length - 1] : initial;
  for (; i >= 0; i--) value = callback(value, this[i], i, this);
  return value;
}

function TypedArray_map(callback, thisArg) {
  const length = needTypedArray(this, "map");
  needFunction(callback);
  const result = sameKind(this, length, "map");
  for (let i = 0; i < length; i++) result[i] = callback.call(thisArg, this[i], i, this);
  return result;
}

function TypedArray_filter(test, thisArg) {
  const length = needTypedArray(this, "filter");
  needFunction(test);
  const kept = [];
  for (let i = 0; i < length; i++) {
    const value = this[i];
    if (test.call(thisArg, value, i, this)) kept[kept.length] = value;
  }
  const result = sameKind(this, kept.length, "filter");
  for (let i = 0; i < kept.length; i++) result[i] = kept[i];
  return result;
}

function TypedArray_sort(compare) {
  if (compare === undefined) return sortTyped(this);
  if (typeof compare !== "function") throw new TypeError("The comparison function must be either a function or undefined");
  const length = needTypedArray(this, "sort");
  const values = [];
  for (let i = 0; i < length; i++) values[i] = this[i];
  sortValues(values, compare);
  for (let i = 0; i < values.length; i++) this[i] = values[i];
  return this;
}

function TypedArray_toSorted(compare) {
  if (compare !== undefined && typeof compare !== "function")
    throw new TypeError("The comparison function must be either a function or undefined");
  needTypedArray(this, "toSorted");
  return TypedArray_sort.call(copyTyped(this), compare);
}

function TypedArray_from(items, mapper, thisArg) {
  needConstructor(this);
  if (mapper !== undefined) needFunction(mapper);
  const method = items[Symbol.iterator];
  const values = method === undefined || method === null ? items : toItems(items, false);
  const length = toLength(values.length);
  const result = new this(length);
  needTypedArray(result, "from");
  if (result.length < length) throw new TypeError("Derived TypedArray constructor created an array which was too small");
  for (let i = 0; i < length; i++) result[i] = mapper === undefined ? values[i] : mapper.call(thisArg, values[i], i);
  return result;
}
`;
