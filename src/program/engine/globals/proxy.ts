import type { Copy } from "../../../sim/copying";

/** What is behind a proxy. Only fork and the collector ask: the program itself cannot. */
export interface ProxyParts {
  readonly target: object;
  readonly handler: object;
  /** Ends the proxy. */
  readonly revoke: () => void;
  revoked: boolean;
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
  const { proxy, revoke } = Proxy.revocable(target, handler);
  remember(proxy, { target, handler, revoke, revoked: false });
  return proxy;
}

/** The same proxy in another process. */
export function copyProxy({ target, handler, revoked }: ProxyParts, copy: Copy): object {
  const proxy = makeProxy(copy(target), copy(handler));
  if (revoked) revokeProxy(proxy);
  return proxy;
}

function revokeProxy(proxy: object): void {
  const parts = proxies.get(proxy);
  if (parts === undefined) return;
  parts.revoke();
  parts.revoked = true;
}

/** Functions that revoke a proxy of the program → the proxy. */
const revokers = new WeakMap<object, object>();

/** The proxy that a function revokes. */
export function revokedBy(fn: object): object | undefined {
  return used ? revokers.get(fn) : undefined;
}

export function makeRevoker(proxy: object): () => void {
  const revoker = (
    () => () =>
      revokeProxy(proxy)
  )();
  revokers.set(revoker, proxy);
  return revoker;
}

function construct(target: object, handler: object): object {
  if ((new.target as unknown) === undefined) throw new TypeError("Constructor Proxy requires 'new'");
  return makeProxy(target, handler);
}

const METHODS: Readonly<Record<string, unknown>> = {
  revocable(target: object, handler: object): { readonly proxy: object; revoke(): void } {
    const proxy = makeProxy(target, handler);
    return { proxy, revoke: makeRevoker(proxy) };
  },
};

/**
 * `Proxy` as programs see it: proxies whose parts can be found. Traps are called by built-in code, so they cannot wait. A bound function,
 * since that has no prototype.
 */
export const standardProxy: unknown = Object.defineProperties(construct.bind(undefined), {
  name: { value: "Proxy" },
  revocable: { value: METHODS["revocable"], writable: true, configurable: true },
});
