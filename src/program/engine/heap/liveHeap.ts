import type { LiveHeap } from "../../../sim/goruntime/api";
import { HELD } from "../../../sim/routine";
import type { Holder } from "../../../sim/routine";
import { proxyParts } from "../globals/proxy";
import { isNamespace } from "../support/namespace";
import type { Closures } from "../support/construction";
import { bytesOf, isScanned, stringBytes } from "./sizes";

/** What the traversal needs to see through. */
export interface Sight {
  readonly closures: Closures;
  /** Each reads the private fields of one class, where the object has them. */
  readonly slots: readonly ((object: object, visit: (value: unknown) => void) => void)[];
  /** What an object of the library holds inside; `undefined` for all others. */
  readonly inside: (object: object) => unknown;
}

/**
 * What can be reached from `roots`: the live heap of the program as its collector sees it. Nothing of the program runs meanwhile: accessors are
 * passed over. Equal strings count once; weak references do not count.
 */
export function liveHeap(roots: readonly unknown[], sight: Sight): LiveHeap {
  const traversal = new Traversal(sight);
  for (const root of roots) traversal.visit(root);
  traversal.run();
  return traversal;
}

class Traversal implements LiveHeap {
  bytes = 0;
  scannable = 0;
  private readonly seen = new Set<unknown>();
  private readonly queue: object[] = [];

  constructor(private readonly sight: Sight) {}

  readonly visit = (value: unknown): void => {
    if (typeof value === "string") {
      if (value === "" || this.seen.has(value)) return;
      this.seen.add(value);
      this.bytes += stringBytes(value);
      return;
    }
    if ((typeof value !== "object" || value === null) && typeof value !== "function") return;
    if (this.seen.has(value)) return;
    this.seen.add(value);
    this.queue.push(value);
  };

  run(): void {
    for (let next = this.queue.pop(); next !== undefined; next = this.queue.pop()) this.look(next);
  }

  private look(object: object): void {
    if (isNamespace(object)) return;
    const parts = proxyParts(object);
    if (parts !== undefined) {
      this.count(bytesOf(object), true);
      this.visit(parts.target);
      this.visit(parts.handler);
      return;
    }
    const holder = object as Partial<Holder>;
    if (typeof object !== "function" && holder[HELD] !== undefined) {
      this.count(holder[HELD](this.visit), true);
      return;
    }
    if (typeof object === "function") {
      this.lookAtFunction(object);
      return;
    }
    this.count(bytesOf(object), isScanned(object));
    if (Array.isArray(object)) {
      for (let i = 0; i < object.length; i++) this.visit(object[i]);
      return;
    }
    if (object instanceof Map) {
      for (const [key, value] of object) {
        this.visit(key);
        this.visit(value);
      }
    } else if (object instanceof Set) {
      for (const value of object) this.visit(value);
    } else if (ArrayBuffer.isView(object)) {
      // A view of part of a buffer keeps all of it; its own bytes stand for that.
      return;
    }
    this.visit(this.sight.inside(object));
    for (const read of this.sight.slots) read(object, this.visit);
    this.lookAtProperties(object);
  }

  /** Functions of the program have an environment, and classes static fields; all others belong to the host. */
  private lookAtFunction(fn: object): void {
    const { closures, slots } = this.sight;
    if (!closures.has(fn)) return;
    this.count(bytesOf(fn), true);
    this.visit(closures.env(fn));
    for (const read of slots) read(fn, this.visit);
    this.lookAtProperties(fn);
  }

  private lookAtProperties(object: object): void {
    for (const key of Object.keys(object)) this.visit(Object.getOwnPropertyDescriptor(object, key)?.value);
  }

  private count(bytes: number, scanned: boolean): void {
    this.bytes += bytes;
    if (scanned) this.scannable += bytes;
  }
}
