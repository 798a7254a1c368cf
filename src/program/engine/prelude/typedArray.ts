/** The methods of typed arrays that call functions: those of Array, where the order of effects is the same. */
const SAME = [
  "forEach",
  "reduce",
  "reduceRight",
  "some",
  "every",
  "find",
  "findIndex",
  "findLast",
  "findLastIndex",
];

export const TYPED_ARRAY_METHODS = [...SAME, "map", "filter", "sort", "toSorted"];

export const TYPED_ARRAY_SOURCE = `
${SAME.map(
  (name) => `function TypedArray_${name}(callback, extra) {
  needTypedArray(this);
  return arguments.length < 2 ? Array_${name}.call(this, callback) : Array_${name}.call(this, callback, extra);
}
`,
).join("")}
function TypedArray_map(callback, thisArg) {
  needTypedArray(this);
  needFunction(callback);
  const length = this.length;
  const result = sameKind(this, length);
  for (let i = 0; i < length; i++) result[i] = callback.call(thisArg, this[i], i, this);
  return result;
}

function TypedArray_filter(test, thisArg) {
  needTypedArray(this);
  needFunction(test);
  const length = this.length;
  const kept = [];
  for (let i = 0; i < length; i++) {
    const value = this[i];
    if (test.call(thisArg, value, i, this)) kept[kept.length] = value;
  }
  const result = sameKind(this, kept.length);
  for (let i = 0; i < kept.length; i++) result[i] = kept[i];
  return result;
}

function TypedArray_sort(compare) {
  if (compare === undefined) return sortTyped(this);
  if (typeof compare !== "function") throw new TypeError("The comparison function must be either a function or undefined");
  needTypedArray(this);
  const values = [];
  for (let i = 0; i < this.length; i++) values[i] = this[i];
  sortValues(values, compare);
  for (let i = 0; i < values.length; i++) this[i] = values[i];
  return this;
}

function TypedArray_toSorted(compare) {
  if (compare !== undefined && typeof compare !== "function")
    throw new TypeError("The comparison function must be either a function or undefined");
  needTypedArray(this);
  return TypedArray_sort.call(copyTyped(this), compare);
}

function TypedArray_from(items, mapper, thisArg) {
  needConstructor(this);
  if (mapper !== undefined) needFunction(mapper);
  const method = items[Symbol.iterator];
  const values = method === undefined || method === null ? items : toItems(items, false);
  const length = toLength(values.length);
  const result = new this(length);
  for (let i = 0; i < length; i++) result[i] = mapper === undefined ? values[i] : mapper.call(thisArg, values[i], i);
  return result;
}
`;
