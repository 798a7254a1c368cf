import type { SelectCase } from "../../../sim/goruntime/api";
import type { Binding } from "./binding";
import { requireFunction } from "./binding";
import type { Chans } from "./chan";

function checkHandler(handler: unknown, what: string): unknown {
  return handler === undefined ? undefined : requireFunction(handler, what);
}

/** The cases of `select` and the choice among them. Their handlers run in the prelude. */
export function makeSelect({ api }: Binding, chans: Chans): Readonly<Record<string, unknown>> {
  class RecvCase {
    readonly runtimeCase: SelectCase;
    value: unknown = undefined;
    ok = false;
    readonly handler: unknown;
    constructor(ch: unknown, handler: unknown) {
      this.runtimeCase = { chan: chans.unwrap(ch, "recv: the first argument"), dir: "recv" };
      this.handler = checkHandler(handler, "recv: the second argument, the handler,");
      Object.defineProperty(this, "runtimeCase", { enumerable: false });
    }
  }
  class SendCase {
    readonly runtimeCase: SelectCase;
    readonly handler: unknown;
    constructor(ch: unknown, value: unknown, handler: unknown) {
      this.runtimeCase = { chan: chans.unwrap(ch, "send: the first argument"), dir: "send", value };
      this.handler = checkHandler(handler, "send: the third argument, the handler,");
      Object.defineProperty(this, "runtimeCase", { enumerable: false });
    }
  }
  class DefaultCase {
    readonly handler: unknown;
    constructor(handler: unknown) {
      this.handler = checkHandler(handler, "otherwise: the handler");
    }
  }

  /** Does the select. Gives the position of the chosen case among the arguments; a chosen receive holds its value. */
  function selectCase(given: readonly unknown[]): unknown {
    const cases: SelectCase[] = [];
    const positions: number[] = [];
    let otherwise = -1;
    given.forEach((each, position) => {
      if (each instanceof DefaultCase) {
        if (otherwise >= 0) throw new TypeError("select: more than one otherwise case");
        otherwise = position;
      } else if (each instanceof RecvCase || each instanceof SendCase) {
        if (each instanceof RecvCase) {
          each.value = undefined;
          each.ok = false;
        }
        cases.push(each.runtimeCase);
        positions.push(position);
      } else {
        throw new TypeError(
          `select: argument ${position + 1} is no case: make it with recv(), send() or otherwise()`,
        );
      }
    });
    return api.selectgo(cases, otherwise >= 0, (index, value, ok) => {
      const position = index < 0 ? otherwise : (positions[index] ?? -1);
      const chosen = given[position];
      if (chosen instanceof RecvCase) {
        chosen.value = value;
        chosen.ok = ok;
      }
      return position;
    });
  }
  return { RecvCase, SendCase, DefaultCase, selectCase };
}
