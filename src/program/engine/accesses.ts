import type { LocIndex } from "../../shared/ids";
import type { EngineRuntime } from "./runtime";
import { isObject } from "./support/cursors";
import type { Cursor } from "./support/cursors";
import { effectOf } from "./support/effects";
import type { AccessReport } from "./support/effects";
import { EVERYTHING } from "./support/everything";

export { EVERYTHING } from "./support/everything";

type Loc = LocIndex | -1;

/**
 * Gets the accesses of a program that is compiled with `accesses` to whatever others can see, each right before it happens, on the
 * routine that makes it (`EngineRuntime.running`). A read and a write of `x++` and its like are two accesses, between which others may
 * run. Neither takes virtual time. A hook must not call the program.
 *
 * | access | object | key |
 * | --- | --- | --- |
 * | property, element | the object | as the program has it: a string, a symbol, a number, or what will be converted to one of these |
 * | private field | the object | `#name` |
 * | variable that closures share and that changes | its environment: one for each entry of the scope | its name, or `$v` and a number where that is no plain one |
 * | entry of a Map or Set (also weak) | the Map or Set | the entry's key |
 * | all that an object holds: spread, `Object.keys`, `sort`, an iteration of a Map, `size`, … | the object | EVERYTHING |
 *
 * Not told of: variables of one function only and those that never change once they are initialized; the fields that a new object gets from
 * its class or literal; methods found on a prototype; arguments of functions of the host (`console.log`), of the module "schedlens", and of
 * Atomics. Two typed arrays over one buffer are two objects.
 *
 * What the library does on behalf of the program (`map`, `sort` with a comparator, spread of an iterator) has the place of the program's
 * call.
 */
export interface AccessHooks {
  read(object: object, key: unknown, loc: Loc): void;
  write(object: object, key: unknown, loc: Loc): void;
}

/** What compiled code calls as `$a` (compiler/lower/watching.ts). What is no object has nothing that others could change. */
export class AccessReporter {
  private place: Loc = -1;

  /** The accesses of a built-in at `place`. */
  private readonly report: AccessReport = {
    read: (object, key) => this.read(object, key, this.place),
    write: (object, key) => this.write(object, key, this.place),
  };

  constructor(
    private readonly hooks: AccessHooks,
    private readonly runtime: EngineRuntime,
  ) {}

  read(object: unknown, key: unknown, loc: Loc): void {
    if (isObject(object)) this.hooks.read(object, key, loc);
  }

  write(object: unknown, key: unknown, loc: Loc): void {
    if (isObject(object)) this.hooks.write(object, key, loc);
  }

  readWhole(object: unknown, loc: Loc): unknown {
    this.read(object, EVERYTHING, loc);
    return object;
  }

  /** The `size` of a Map or Set depends on all entries. */
  readSize(object: unknown, key: unknown, loc: Loc): void {
    this.read(object, object instanceof Map || object instanceof Set ? EVERYTHING : key, loc);
  }

  readMethod(object: unknown, key: string, loc: Loc): void {
    if (isObject(object) && Object.hasOwn(object, key)) this.hooks.read(object, key, loc);
  }

  /** A cursor has given an item, or has come to the end. */
  readItem({ source, key }: Cursor, loc: Loc): void {
    this.read(source, key, loc);
  }

  /** Before `list.push(item)`. Gives the item back; so do the next two with the key. */
  pushing(list: unknown, item: unknown, loc: Loc): unknown {
    if (Array.isArray(list)) {
      this.hooks.read(list, "length", loc);
      this.hooks.write(list, list.length, loc);
      this.hooks.write(list, "length", loc);
    }
    return item;
  }

  getting(map: unknown, key: unknown, loc: Loc): unknown {
    this.read(map, key, loc);
    return key;
  }

  setting(map: unknown, key: unknown, loc: Loc): unknown {
    this.write(map, key, loc);
    return key;
  }

  /** Calls a built-in after telling of what it reads and writes. */
  call(fn: (...args: unknown[]) => unknown, self: unknown, args: unknown[], loc: Loc): unknown {
    const effect = effectOf(fn);
    if (effect !== undefined) {
      this.place = loc;
      effect.report(this.report, self, args);
    }
    return this.runtime.callWriting(fn, self, args);
  }
}

/** For a program that is compiled with `accesses` though nobody asks for them. */
export const NO_HOOKS: AccessHooks = { read: () => undefined, write: () => undefined };
