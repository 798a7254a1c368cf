/** JSON with functions of the program: revivers, replacers and toJSON. What is parsed or written in the end is so by the platform's own. */
export const JSON_SOURCE = `
function JSON_parse(text, reviver) {
  const value = parseJson(text);
  return typeof reviver === "function" ? revive({ "": value }, "", reviver) : value;
}

/** InternalizeJSONProperty. */
function revive(holder, name, reviver) {
  const value = readKey(holder, name);
  if (typeof value === "object" && value !== null) {
    const isArray = Array.isArray(value);
    const keys = isArray ? undefined : Object.keys(value);
    const length = isArray ? toLength(value.length) : keys.length;
    for (let i = 0; i < length; i++) {
      const key = isArray ? String(i) : keys[i];
      const element = revive(value, key, reviver);
      if (element === undefined) Reflect.deleteProperty(value, key);
      else tryDefine(value, key, element);
    }
  }
  return reviver.call(holder, name, value);
}

function JSON_stringify(value, replacer, space) {
  const replace = typeof replacer === "function" ? replacer : undefined;
  if (replace === undefined && !mayCall(value)) return stringifyJson(value, replacer, space);
  const listed = replace === undefined && Array.isArray(replacer) ? listedKeys(replacer) : undefined;
  const copy = toJson({ "": value }, "", { replace, listed, path: [] });
  return stringifyJson(copy, listed, space);
}

/** SerializeJSONProperty, as far as functions are called: gives a value without any. */
function toJson(holder, key, state) {
  let value = readKey(holder, key);
  if ((typeof value === "object" && value !== null) || typeof value === "bigint") {
    const method = value.toJSON;
    if (typeof method === "function") value = method.call(value, key);
  }
  if (state.replace !== undefined) {
    const { replace } = state;
    value = replace.call(holder, key, value);
  }
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? value : plainJson(value);
  if (isPrimitiveObject(value)) return plainJson(value);
  if (state.path.includes(value)) failCircle(value);
  state.path.push(value);
  let copy;
  if (Array.isArray(value)) {
    copy = [];
    const length = toLength(value.length);
    for (let i = 0; i < length; i++) copy[i] = toJson(value, String(i), state);
  } else {
    copy = Object.create(null);
    const keys = state.listed === undefined ? Object.keys(value) : state.listed;
    for (const name of keys) {
      const element = toJson(value, name, state);
      if (element !== undefined) copy[name] = element;
    }
  }
  state.path.pop();
  return copy;
}
`;
