import { Hchan } from "../../../sim/goruntime/api";
import type { Finish } from "../../../sim/goruntime/api";
import { SUSPENDING_NEXT } from "../../../sim/routine";
import { Hidden } from "../../engine/coroutines/hidden";
import { isObject } from "../../engine/support/cursors";
import { callSite, wrongReceiver } from "./binding";
import type { Binding } from "./binding";

const justValue: Finish = (value) => value;
const valueAndOk: Finish = (value, ok) => [value, ok];
const iteratorResult: Finish = (value, ok) => ({ done: !ok, value });

/** Stands in an object for the nil channel. */
const NIL = Symbol("nil channel");

/** A channel as programs hold it. */
export interface ChanObject {
  readonly len: number;
}

/** The class of channels, and access to what is in them for the rest of the library. */
export interface Chans {
  /** A channel object around the runtime's; `null`: the nil channel. */
  wrap(hchan: Hchan | null): ChanObject;
  /** What is in a channel object. @throws TypeError for anything else. */
  unwrap(value: unknown, what: string): Hchan | null;
  /** What is in an object if it is a channel, else `undefined`. */
  inside(object: object): Hchan | null | undefined;
  chan(capacity?: unknown): ChanObject;
  nilChan(): ChanObject;
  /** Of channels and of their iterators. */
  readonly prototypes: readonly object[];
}

export function makeChans(binding: Binding): Chans {
  const { api } = binding;

  class Chan implements ChanObject {
    constructor(hchan: Hchan | null) {
      Hidden.put(this, hchan ?? NIL);
    }
    static inside(value: object): Hchan | null | undefined {
      const inside = Hidden.of(value);
      if (inside === NIL) return null;
      return inside instanceof Hchan ? inside : undefined;
    }
    static unwrap(value: unknown, what: string): Hchan | null {
      const found = isObject(value) ? Chan.inside(value) : undefined;
      if (found === undefined) throw new TypeError(`${what} must be a channel`);
      return found;
    }
    static of(value: unknown): Hchan | null {
      const found = isObject(value) ? Chan.inside(value) : undefined;
      return found === undefined ? wrongReceiver("channel") : found;
    }
    send(value: unknown): unknown {
      return api.chansend(Chan.of(this), value);
    }
    recv(): unknown {
      return api.chanrecv(Chan.of(this), justValue);
    }
    recvOk(): unknown {
      return api.chanrecv(Chan.of(this), valueAndOk);
    }
    close(): unknown {
      return api.closechan(Chan.of(this));
    }
    get len(): number {
      return api.chanlen(Chan.of(this));
    }
    get cap(): number {
      return api.chancap(Chan.of(this));
    }
    [Symbol.iterator](): unknown {
      return Hidden.put(Object.create(iterators) as object, Chan.of(this) ?? NIL);
    }
  }

  const iterators = {
    [SUSPENDING_NEXT](): unknown {
      return api.chanrecv(Chan.of(this), iteratorResult);
    },
    next(): never {
      throw new TypeError(
        "a channel cannot be iterated by built-in code, which cannot wait: write [...channel], for…of or recv()",
      );
    },
    return: (value: unknown) => ({ done: true, value }),
  };

  // The class itself stays hidden: programs get channels from `chan` and `nilChan` only.
  Object.defineProperty(Chan.prototype, "constructor", { value: undefined });
  Object.defineProperty(Chan.prototype, Symbol.toStringTag, { value: "Chan" });
  return {
    wrap: (hchan) => new Chan(hchan),
    unwrap: (value, what) => Chan.unwrap(value, what),
    inside: (object) => Chan.inside(object),
    chan: (capacity = 0) =>
      new Chan(api.makechan(typeof capacity === "number" ? capacity : Number.NaN, callSite(binding))),
    nilChan: () => new Chan(null),
    prototypes: [Chan.prototype, iterators],
  };
}
