import type { Finish, Hchan } from "../../../sim/goruntime/api";
import { SUSPENDING_NEXT } from "../../../sim/routine";
import { callSite, wrongReceiver } from "./binding";
import type { Binding } from "./binding";

const justValue: Finish = (value) => value;
const valueAndOk: Finish = (value, ok) => [value, ok];
const iteratorResult: Finish = (value, ok) => ({ done: !ok, value });

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
}

export function makeChans(binding: Binding): Chans {
  const { api } = binding;

  class Chan implements ChanObject {
    readonly #hchan: Hchan | null;

    constructor(hchan: Hchan | null) {
      this.#hchan = hchan;
    }
    static inside(value: object): Hchan | null | undefined {
      return #hchan in value ? value.#hchan : undefined;
    }
    static unwrap(value: unknown, what: string): Hchan | null {
      if (typeof value === "object" && value !== null && #hchan in value) return value.#hchan;
      throw new TypeError(`${what} must be a channel`);
    }
    static of(value: unknown): Hchan | null {
      if (typeof value === "object" && value !== null && #hchan in value) return value.#hchan;
      return wrongReceiver("channel");
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
      const hchan = Chan.of(this);
      return {
        [SUSPENDING_NEXT]: () => api.chanrecv(hchan, iteratorResult),
        next: () => {
          throw new TypeError(
            "a channel cannot be iterated by built-in code, which cannot wait: write [...channel], for…of or recv()",
          );
        },
        return: (value: unknown) => ({ done: true, value }),
      };
    }
  }

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
  };
}
