import type { Frame } from "../frames";
import { isObject } from "../support/cursors";
import { brief } from "../support/messages";
import type { Coroutine } from "./coroutine";
import { Completion } from "./completion";
import { Hidden } from "./hidden";

type State = "start" | "resting" | "running" | "done";

/** A generator: `$co` of its function's code. */
export class Generator implements Coroutine {
  frame: Frame | null = null;
  private state: State = "start";
  private readonly object: object;

  constructor(prototype: object) {
    this.object = Hidden.put(Object.create(prototype) as object, this);
  }

  /** The value of the call: the generator object. */
  start(): unknown {
    return this.object;
  }

  /** At a yield. */
  give(value: unknown): object {
    this.state = "resting";
    return { value, done: false };
  }

  /** At a yield* : the inner iterator's result as it is. */
  pass(result: unknown): unknown {
    this.state = "resting";
    return result;
  }

  finish(value: unknown): object {
    this.state = "done";
    this.frame = null;
    return { value, done: true };
  }

  /** What next, return and throw do; what the body gives is the result. May suspend. */
  resume(received: unknown): unknown {
    if (this.state === "running") throw new TypeError("Generator is already running");
    const completion = received instanceof Completion ? received : undefined;
    if (this.state === "start" && completion !== undefined) this.finish(undefined);
    const { frame } = this;
    if (frame === null) {
      if (completion?.throws === true) throw completion.value as Error;
      return { value: completion?.value, done: true };
    }
    this.state = "running";
    return frame.code.resume(frame, received, 0);
  }
}

/** The generator behind `this` of a method. @throws TypeError for anything else. */
function generatorOf(self: unknown, method: string): Generator {
  const inside = Hidden.of(self);
  if (inside instanceof Generator) return inside;
  throw new TypeError(
    `Method [Generator].prototype.${method} called on incompatible receiver ${brief(self)}`,
  );
}

/** What the prelude's methods of generators call. */
export const GENERATOR_VALUES = {
  generatorNext: (self: unknown, value: unknown): unknown => generatorOf(self, "next").resume(value),
  generatorReturn: (self: unknown, value: unknown): unknown =>
    generatorOf(self, "return").resume(new Completion(false, value)),
  generatorThrow: (self: unknown, value: unknown): unknown =>
    generatorOf(self, "throw").resume(new Completion(true, value)),
} as const;

const GENERATOR_FUNCTION = Object.getPrototypeOf(function* () {}) as { readonly prototype: object };

/** What compiled code needs for generators. */
export function makeGenerators() {
  const prototype = Object.create(Object.getPrototypeOf(GENERATOR_FUNCTION.prototype) as object) as object;
  return {
    prototype,
    helpers: {
      /** `$co` of a call. */
      generator(fn: { readonly prototype: unknown }): Generator {
        return new Generator(isObject(fn.prototype) ? fn.prototype : prototype);
      },
      /** Makes a function's value that of a generator function. */
      generatorFunction(fn: object): object {
        Object.setPrototypeOf(fn, GENERATOR_FUNCTION);
        Object.defineProperty(fn, "prototype", { value: Object.create(prototype) as object, writable: true });
        return fn;
      },
      iteratorObject(iterator: unknown): object {
        if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
        return iterator;
      },
      checkResult(result: unknown): void {
        if (!isObject(result)) throw new TypeError(`Iterator result ${brief(result)} is not an object`);
      },
      /** The method of an inner iterator that a completion is for. */
      passOn(
        iterator: { readonly throw?: unknown; readonly return?: unknown },
        { throws }: Completion,
      ): unknown {
        return throws ? iterator.throw : iterator.return;
      },
      noThrowMethod(): never {
        throw new TypeError("The iterator does not provide a 'throw' method.");
      },
      rethrow(error: unknown): never {
        throw error as Error;
      },
    },
    /** Gives the prototype its methods. */
    fill(prelude: Readonly<Record<string, unknown>>): void {
      for (const name of ["next", "return", "throw"])
        Object.defineProperty(prototype, name, {
          value: renamed(prelude[`Generator_${name}`], name),
          writable: true,
          configurable: true,
        });
      Object.defineProperty(prototype, Symbol.toStringTag, { value: "Generator", configurable: true });
      Object.defineProperty(prototype, "constructor", { value: GENERATOR_FUNCTION, configurable: true });
    },
  };
}

function renamed(fn: unknown, name: string): unknown {
  Object.defineProperty(fn, "name", { value: name, configurable: true });
  return fn;
}
