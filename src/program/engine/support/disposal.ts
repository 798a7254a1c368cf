import { GOEXIT } from "../../../sim/routine";
import { ASYNC_DISPOSE, DISPOSE, standardSuppressedError } from "../intrinsics";
import { isObject } from "./cursors";

/** What a block with `using` declarations has to dispose of. Compiled code (compiler/lower/using.ts) goes through it, the last one first. */
interface Resources {
  readonly stack: Resource[];
  /** The one that is disposed of at present. */
  value: unknown;
  method: unknown;
  awaits: boolean;
  ignores: boolean;
  /** An await comes first, in place of those for resources that were null. */
  pauses: boolean;
  needsAwait: boolean;
  hasAwaited: boolean;
}

interface Resource {
  readonly value: unknown;
  /** `undefined`: nothing is called, but an await is due. */
  readonly method: unknown;
  /** It was declared by `await using`. */
  readonly awaits: boolean;
  /** The method is a synchronous one: what it gives is not awaited. */
  readonly ignores: boolean;
}

export function resources(): Resources {
  return {
    stack: [],
    value: undefined,
    method: undefined,
    awaits: false,
    ignores: false,
    pauses: false,
    needsAwait: false,
    hasAwaited: false,
  };
}

/** AddDisposableResource. */
export function addResource(into: Resources, value: unknown, awaits: boolean): void {
  if (value === null || value === undefined) {
    if (awaits) into.stack.push({ value: undefined, method: undefined, awaits, ignores: false });
    return;
  }
  if (!isObject(value)) throw new TypeError("An object is expected with `using` declarations");
  const { method, ignores } = disposeMethod(value, awaits);
  into.stack.push({ value, method, awaits, ignores });
}

type Disposable = Readonly<Partial<Record<symbol, unknown>>>;

/** GetDisposeMethod. @throws TypeError where there is none. */
export function disposeMethod(
  value: object,
  awaits: boolean,
): { readonly method: unknown; readonly ignores: boolean } {
  if (awaits) {
    const method = (value as Disposable)[ASYNC_DISPOSE];
    if (method !== null && method !== undefined)
      return { method: needMethod(method, "asyncDispose"), ignores: false };
  }
  return { method: needMethod((value as Disposable)[DISPOSE], "dispose"), ignores: awaits };
}

function needMethod(method: unknown, symbol: string): unknown {
  if (typeof method === "function") return method;
  throw new TypeError(`Symbol(Symbol.${symbol}) is not a function`);
}

/** Makes the next resource the present one. @returns whether there is one. */
export function takeResource(from: Resources): boolean {
  for (;;) {
    const next = from.stack.pop();
    if (next === undefined) return false;
    from.pauses = !next.awaits && from.needsAwait && !from.hasAwaited;
    if (from.pauses) from.needsAwait = false;
    if (next.method !== undefined) {
      from.value = next.value;
      from.method = next.method;
      from.awaits = next.awaits;
      from.ignores = next.ignores;
      return true;
    }
    from.needsAwait = true;
  }
}

/** The error that goes on when disposing fails because of one while another was on its way. */
export function suppressed(error: unknown, before: unknown): unknown {
  if (error === GOEXIT || before === GOEXIT) return error;
  return new standardSuppressedError(error, before, "An error was suppressed during disposal");
}
