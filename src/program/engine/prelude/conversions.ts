/** Conversion of objects to primitive values by their methods, which may block: ECMA-262's ToPrimitive. */
export const CONVERSIONS_SOURCE = `
function toPrimitive(value, hint) {
  const exotic = readKey(value, Symbol.toPrimitive);
  if (exotic !== undefined && exotic !== null) {
    needConverter(exotic);
    const result = exotic.call(value, hint);
    needPrimitive(result);
    return result;
  }
  const first = hint === "string" ? readKey(value, "toString") : readKey(value, "valueOf");
  if (typeof first === "function") {
    const result = first.call(value);
    if (!isObject(result)) return result;
  }
  const second = hint === "string" ? readKey(value, "valueOf") : readKey(value, "toString");
  const result = typeof second === "function" ? second.call(value) : value;
  needPrimitive(result);
  return result;
}

/** Both operands of an operator, the left one first. @param numeric the operator takes numbers alone. */
function toPrimitives(left, right, hint, numeric) {
  const l = isObject(left) ? toPrimitive(left, hint) : left;
  if (numeric) needNoSymbol(l);
  return [l, isObject(right) ? toPrimitive(right, hint) : right];
}

/** What \`==\` compares, where one is an object. */
function toComparable(left, right) {
  if (left === null || left === undefined || right === null || right === undefined) return [left, right];
  return isObject(left) ? [toPrimitive(left, "default"), right] : [left, toPrimitive(right, "default")];
}
`;
