/** Module namespace objects: what `import * as` names. */

const namespaces = new WeakSet();

/** Its properties are variables of modules, which are looked at otherwise. */
export function isNamespace(object: object): boolean {
  return namespaces.has(object);
}

/**
 * ECMA-262's module namespace exotic object.
 * @param read gives the present value of an export, or throws where it has none yet.
 */
export function makeNamespace(names: readonly string[], read: (name: string) => unknown): object {
  const target = Object.create(null) as object;
  for (const name of [...names].sort((a, b) => (a < b ? -1 : 1)))
    Object.defineProperty(target, name, { value: undefined, writable: true, enumerable: true });
  Object.defineProperty(target, Symbol.toStringTag, { value: "Module" });
  Object.preventExtensions(target);
  const isExport = (key: string | symbol): key is string =>
    typeof key === "string" && Object.hasOwn(target, key);
  const own = (key: string | symbol): PropertyDescriptor | undefined =>
    isExport(key)
      ? { value: read(key), writable: true, enumerable: true, configurable: false }
      : Object.getOwnPropertyDescriptor(target, key);
  const namespace = new Proxy(target, {
    get: (_, key) => (isExport(key) ? read(key) : (Reflect.get(target, key) as unknown)),
    set: () => false,
    getOwnPropertyDescriptor: (_, key) => own(key),
    /** True for what changes nothing. */
    defineProperty(_, key, wanted) {
      const present = own(key);
      if (present === undefined) return false;
      if (!isExport(key)) return Reflect.defineProperty(target, key, wanted);
      if (wanted.configurable === true || wanted.enumerable === false || wanted.writable === false)
        return false;
      if ("get" in wanted || "set" in wanted) return false;
      return !("value" in wanted) || Object.is(wanted.value, present.value);
    },
  });
  namespaces.add(namespace);
  return namespace;
}
