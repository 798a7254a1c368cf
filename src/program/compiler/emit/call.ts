import type { Call } from "../ir";
import { quote } from "../names";

/**
 * Text of a call. Functions of the program carry their raw function `#k` and environment `#e` in private fields, and are called through
 * these; everything else is called as it is.
 */
export function callText(call: Call): string {
  switch (call.kind) {
    case "direct":
      return `$f${call.code}(${[call.env, call.self, ...call.args].join(",")})`;
    case "value":
      return valueCall(call);
    case "new": {
      const { callee, self, args } = call;
      const own = `(${callee}.#c??${callee}.#k)(${[`${callee}.#e`, self, ...args].join(",")})`;
      return `(#k in ${callee}?${own}:new ${callee}(${args.join(",")}))`;
    }
    case "super": {
      const { callee, self, args, target } = call;
      const own = `(${callee}.#c??${callee}.#k)(${[`${callee}.#e`, self, ...args].join(",")})`;
      return `(#k in ${callee}?${own}:$h.construct(${callee},[${args.join(",")}],${target}))`;
    }
  }
}

function valueCall(call: Call & { kind: "value" }): string {
  const args = call.args.join(",");
  const raw = `$m.#k(${["$m.#e", call.self, ...call.args].join(",")})`;
  const native =
    call.self === "undefined" ? `$m(${args})` : `$m.call(${[call.self, ...call.args].join(",")})`;
  const general = `#k in $m?${raw}:${native}`;
  const missing = `$h.notFunction($m,${quote(call.site)})`;
  if (call.builtin !== undefined)
    return `(($m=${call.callee})===${call.builtin}?${call.callee}(${args}):typeof $m==="function"?${general}:${missing})`;
  return `(typeof($m=${call.callee})==="function"?${general}:${missing})`;
}

/** Whether the call may reach an operation of the simulation, which wants to know its place. */
export function mayBeOperation(call: Call): boolean {
  return call.kind !== "direct" || call.imported === true;
}
