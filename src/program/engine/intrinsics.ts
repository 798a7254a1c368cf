/**
 * Programs get the same standard library on every host. What some hosts lack is added to their built-ins here, once, before anything
 * looks at them.
 */

/** The value of a property that hosts may lack. */
function complete(holder: object, name: PropertyKey, make: () => unknown): void {
  if (Object.hasOwn(holder, name)) return;
  Object.defineProperty(holder, name, {
    value: make(),
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

function completeSymbol(name: "dispose" | "asyncDispose"): void {
  if (name in Symbol) return;
  Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
}

completeSymbol("dispose");
completeSymbol("asyncDispose");

complete(globalThis, "SuppressedError", () => {
  class SuppressedError extends Error {
    constructor(error: unknown, suppressed: unknown, message?: string) {
      super(message);
      for (const [name, value] of Object.entries({ error, suppressed }))
        Object.defineProperty(this, name, { value, writable: true, enumerable: false, configurable: true });
    }
  }
  Object.defineProperty(SuppressedError.prototype, "name", {
    value: "SuppressedError",
    writable: true,
    configurable: true,
  });
  Object.defineProperty(SuppressedError.prototype, "message", {
    value: "",
    writable: true,
    configurable: true,
  });
  return SuppressedError;
});

type SuppressedErrorConstructor = new (error: unknown, suppressed: unknown, message?: string) => Error;

/** The standard class, whether the host has it or not. */
export const standardSuppressedError = Reflect.get(
  globalThis,
  "SuppressedError",
) as SuppressedErrorConstructor;
export const DISPOSE = Reflect.get(Symbol, "dispose") as symbol;
export const ASYNC_DISPOSE = Reflect.get(Symbol, "asyncDispose") as symbol;
