import { brief } from "../support/messages";

/**
 * WeakRef and FinalizationRegistry, the same in every run: nothing is collected while the program runs, so that a reference always finds
 * its object and no callback is ever called. Their objects are the host's, with other methods.
 */
export class KeepingWeakRef<T extends WeakKey> {
  constructor(target: T) {
    const made = Reflect.construct(WeakRef, [target], new.target) as object as this;
    ownPrototype(made, WeakRef, KeepingWeakRef);
    // A WeakRef of the host's lets go of it.
    targets.set(made, target);
    return made;
  }
  deref(): T | undefined {
    return targetOf(this) as T;
  }
}

const targets = new WeakMap<object, unknown>();

function targetOf(ref: object): unknown {
  if (!targets.has(ref))
    throw new TypeError(`Method WeakRef.prototype.deref called on incompatible receiver ${brief(ref)}`);
  return targets.get(ref);
}

const { register, unregister } = FinalizationRegistry.prototype as unknown as Record<
  "register" | "unregister",
  (this: unknown, ...args: unknown[]) => unknown
>;

export class IdleRegistry {
  constructor(callback: unknown) {
    if (typeof callback !== "function")
      throw new TypeError(`FinalizationRegistry: cleanup must be callable, not ${brief(callback)}`);
    const made = Reflect.construct(FinalizationRegistry, [() => undefined], new.target) as object as this;
    ownPrototype(made, FinalizationRegistry, IdleRegistry);
    return made;
  }
  register(target: unknown, held: unknown, ...token: unknown[]): void {
    register.call(this, target, held, ...token);
  }
  unregister(token: unknown): unknown {
    return unregister.call(this, token);
  }
}

/** A new.target whose prototype is no object has the host's class give its own. */
function ownPrototype(
  object: object,
  host: { readonly prototype: object },
  own: { readonly prototype: object },
): void {
  if (Object.getPrototypeOf(object) === host.prototype) Object.setPrototypeOf(object, own.prototype);
}

for (const [own, name] of [
  [KeepingWeakRef, "WeakRef"],
  [IdleRegistry, "FinalizationRegistry"],
] as const) {
  Object.defineProperty(own, "name", { value: name });
  Object.defineProperty(own.prototype, Symbol.toStringTag, { value: name, configurable: true });
}
