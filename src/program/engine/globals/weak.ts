import { brief } from "../support/messages";

/**
 * WeakRef and FinalizationRegistry, the same in every run: nothing is collected while the program runs, so that a reference always finds
 * its object and no callback is ever called.
 */
export class KeepingWeakRef<T extends WeakKey> extends WeakRef<T> {
  // A WeakRef of the host's lets go of it.
  readonly #target: T;
  constructor(target: T) {
    super(target);
    ownPrototype(this, WeakRef, KeepingWeakRef);
    this.#target = target;
  }
  override deref(): T | undefined {
    return this.#target;
  }
}
Object.defineProperty(KeepingWeakRef, "name", { value: "WeakRef" });

export class IdleRegistry extends FinalizationRegistry<unknown> {
  constructor(callback: unknown) {
    if (typeof callback !== "function")
      throw new TypeError(`FinalizationRegistry: cleanup must be callable, not ${brief(callback)}`);
    super(() => undefined);
    ownPrototype(this, FinalizationRegistry, IdleRegistry);
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

Object.defineProperty(IdleRegistry, "name", { value: "FinalizationRegistry" });
