/** What is behind a proxy. Only fork and the collector ask: the program itself cannot. */
export interface ProxyParts {
  readonly target: object;
  readonly handler: object;
}

const proxies = new WeakMap<object, ProxyParts>();

/** Most runs have no proxies: then nobody looks for one. */
let used = false;

/** Target and handler of a proxy that a program has made. */
export function proxyParts(value: object): ProxyParts | undefined {
  return used ? proxies.get(value) : undefined;
}

export function isProxy(value: object): boolean {
  return used && proxies.has(value);
}

function remember(proxy: object, parts: ProxyParts): void {
  used = true;
  proxies.set(proxy, parts);
}

/** Makes a proxy of these parts. */
export function makeProxy(target: object, handler: object): object {
  const proxy = new Proxy(target, handler);
  remember(proxy, { target, handler });
  return proxy;
}

/** `Proxy` as programs see it: proxies whose parts can be found. Traps are called by built-in code, so they cannot wait. */
function ProgramProxy(this: unknown, target: object, handler: object): object {
  if (this === undefined) throw new TypeError("Constructor Proxy requires 'new'");
  return makeProxy(target, handler);
}

function revocable(target: object, handler: object): { readonly proxy: object; revoke(): void } {
  const made = Proxy.revocable(target, handler);
  remember(made.proxy, { target, handler });
  return made;
}

Object.defineProperty(ProgramProxy, "name", { value: "Proxy" });
Object.defineProperty(ProgramProxy, "prototype", { value: undefined });
Object.defineProperty(ProgramProxy, "revocable", { value: revocable, writable: true, configurable: true });

export const standardProxy: unknown = ProgramProxy;
