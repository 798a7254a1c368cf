import type { Environment } from "../modules";
import { isObject, nextOf } from "../support/cursors";
import { brief } from "../support/messages";
import { AsyncCall } from "./asyncFunction";
import { AsyncGenerator } from "./asyncGenerator";
import type { Completion } from "./completion";
import { makePromiseValues } from "./eventLoop";
import type { EventLoop } from "./eventLoop";
import { makeTamedFunction } from "../../realm/makers";
import { Generator } from "./generator";
import { stateOf } from "./promise";

const INSPECT = Symbol.for("nodejs.util.inspect.custom");

interface Builtin {
  readonly prototype: object;
}
const GENERATOR_FUNCTION = Object.getPrototypeOf(function* () {}) as Builtin;
const ASYNC_FUNCTION = Object.getPrototypeOf(async function () {}) as object;
const ASYNC_GENERATOR_FUNCTION = Object.getPrototypeOf(async function* () {}) as Builtin;

/** What the program's functions of such a kind inherit from, in place of the platform's: that one leads to methods that cannot suspend. */
function functionPrototype(above: Builtin, prototype: object): object {
  const kind = Object.create(Function.prototype) as object;
  const { name } = above.constructor as { readonly name: string };
  const define = (key: PropertyKey, value: unknown): void => {
    Object.defineProperty(kind, key, { value, configurable: true });
  };
  define("constructor", makeTamedFunction({ name, prototype: kind }));
  define("prototype", prototype);
  define(Symbol.toStringTag, name);
  return kind;
}

/** The prototype of the objects that such functions give, with the methods of the prelude; above it is the platform's. */
function generatorPrototype(above: Builtin): object {
  return Object.create(Object.getPrototypeOf(above.prototype) as object) as object;
}

/** Generators, promises and async functions in compiled code. */
/** @param iteratorMethod gives what to use in place of a built-in function that makes iterators. */
export function makeCoroutines(
  loop: EventLoop,
  prelude: Environment,
  iteratorMethod: (method: unknown) => unknown,
) {
  const generators = generatorPrototype(GENERATOR_FUNCTION);
  const asyncGenerators = generatorPrototype(ASYNC_GENERATOR_FUNCTION);
  const generatorKind = functionPrototype(GENERATOR_FUNCTION, generators);
  const asyncGeneratorKind = functionPrototype(ASYNC_GENERATOR_FUNCTION, asyncGenerators);
  let promises: object = Object.prototype;
  const prototypeOf = (fn: { readonly prototype: unknown }, standard: object): object =>
    isObject(fn.prototype) ? fn.prototype : standard;

  /** Makes a function's value that of a generator function. */
  const generatorFunction = (fn: object, kind: object, prototype: object): object => {
    Object.setPrototypeOf(fn, kind);
    Object.defineProperty(fn, "prototype", { value: Object.create(prototype) as object, writable: true });
    return fn;
  };

  return {
    /** What emitted code calls. */
    helpers: {
      generator: (fn: { readonly prototype: unknown }) => new Generator(prototypeOf(fn, generators)),
      asyncGenerator: (fn: { readonly prototype: unknown }) =>
        new AsyncGenerator(loop, prototypeOf(fn, asyncGenerators)),
      async: () => new AsyncCall(loop, loop.promise(Object.create(promises) as object)),
      waitFor: (promise: unknown) => loop.waitFor(promise),
      outcome: (promise: unknown) => loop.outcome(promise),
      asyncFail: ({ promise }: AsyncCall, error: unknown) => loop.settle(promise, "rejected", error),
      generatorFunction: (fn: object) => generatorFunction(fn, generatorKind, generators),
      asyncGeneratorFunction: (fn: object) => generatorFunction(fn, asyncGeneratorKind, asyncGenerators),
      asyncFunction: (fn: object) => Object.setPrototypeOf(fn, ASYNC_FUNCTION) as object,
      asyncCursor: (iterator: object) => ({ iterator, next: nextOf(iterator), open: true }),
      /** The iterator's `return`, asked for once: not again when that has failed. */
      closing(cursor: { readonly iterator: { readonly return?: unknown }; open: boolean }): unknown {
        if (!cursor.open) return undefined;
        cursor.open = false;
        return cursor.iterator.return;
      },
      iteratorObject(iterator: unknown): object {
        if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
        return iterator;
      },
      checkResult(result: unknown): void {
        if (!isObject(result)) throw new TypeError(`Iterator result ${brief(result)} is not an object`);
      },
      /** The method of an inner iterator that a completion is for. */
      passOn: (iterator: { readonly throw?: unknown; readonly return?: unknown }, { throws }: Completion) =>
        throws ? iterator.throw : iterator.return,
      noThrowMethod(): never {
        throw new TypeError("The iterator does not provide a 'throw' method.");
      },
    },
    /** What the prelude calls. */
    values: makePromiseValues(loop, () => promises, iteratorMethod),
    /** Prototypes of the engine's own, besides those of the prelude. */
    prototypes: (): readonly object[] => [generators, asyncGenerators, promises],
    /** When the prelude's functions are there. */
    fill(): void {
      fillGenerators(generators, "Generator", generatorKind, prelude);
      // Only what the program mentions is compiled.
      if (prelude["Promise"] === undefined) return;
      fillGenerators(asyncGenerators, "AsyncGenerator", asyncGeneratorKind, prelude);
      promises = (prelude["Promise"] as Builtin).prototype;
      Object.defineProperty(promises, Symbol.toStringTag, { value: "Promise", configurable: true });
      Object.defineProperty(promises, INSPECT, { value: inspectPromise });
    },
  };
}

function fillGenerators(prototype: object, kind: string, above: object, prelude: Environment): void {
  for (const name of ["next", "return", "throw"]) {
    const value = prelude[`${kind}_${name}`];
    Object.defineProperty(value, "name", { value: name, configurable: true });
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: kind, configurable: true });
  Object.defineProperty(prototype, "constructor", { value: above, configurable: true });
}

/** As Node prints promises. */
function inspectPromise(
  this: object,
  _depth: number,
  options: object,
  inspect: (value: unknown, options: object) => string,
): string {
  const state = stateOf(this);
  const own = this.constructor.name;
  if (state === undefined) return `Object [${own}] {}`;
  const name = own === "Promise" ? own : `${own} [Promise]`;
  if (state.status === "pending") return `${name} { <pending> }`;
  return `${name} { ${state.status === "rejected" ? "<rejected> " : ""}${inspect(state.value, options)} }`;
}
