/** What copies or reads properties that may have accessors of the program. */
export const ACCESSORS_SOURCE = `
/** A copy of an object's own enumerable properties. @param taken keys that are left out. */
function copyOwn(source, taken) {
  const copy = {};
  for (const key of Reflect.ownKeys(source)) {
    if (taken.includes(key) || !isEnumerable(source, key)) continue;
    define(copy, key, readKey(source, key));
  }
  return copy;
}

function Object_assign(target, ...sources) {
  if (!findsAccessors(target, sources)) return assign(target, sources);
  const result = toObject(target, "Object.assign");
  for (const source of sources) {
    if (source === null || source === undefined) continue;
    const from = Object(source);
    for (const key of Reflect.ownKeys(from)) if (isEnumerable(from, key)) writeKey(result, key, readKey(from, key));
  }
  return result;
}

function writeKey(object, key, value) {
  const setter = setterOf(object, key);
  if (setter === undefined) object[key] = value;
  else setter.call(object, value);
}

function Reflect_get(target, key, receiver) {
  const getter = getterOf(target, key);
  if (getter === undefined) return arguments.length < 3 ? reflectGet(target, key) : reflectGet(target, key, receiver);
  return getter.call(arguments.length < 3 ? target : receiver);
}

function Reflect_set(target, key, value, receiver) {
  const setter = setterOf(target, key);
  if (setter === undefined)
    return arguments.length < 4 ? reflectSet(target, key, value) : reflectSet(target, key, value, receiver);
  setter.call(arguments.length < 4 ? target : receiver, value);
  return true;
}
`;
