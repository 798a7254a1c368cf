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
    case "stack":
      return call.text;
    case "new": {
      const { callee, self, args } = call;
      const own = `(${callee}.#c??${callee}.#k)(${[`${callee}.#e`, self, ...args].join(",")})`;
      return `(#k in ${callee}?${own}:$r.capture($h.paid(${callee},undefined,new ${callee}(${args.join(",")}),undefined)))`;
    }
    case "super": {
      const { callee, self, args, target } = call;
      const own = `(${callee}.#c??${callee}.#k)(${[`${callee}.#e`, self, ...args].join(",")})`;
      const below = `#k in ${target}?${target}.#c??${target}.#k:undefined`;
      return `(#k in ${callee}?${own}:$r.capture($h.construct(${callee},[${args.join(",")}],${target}),${below}))`;
    }
  }
}

function valueCall(call: Call & { kind: "value" }): string {
  const raw = `$m.#k(${["$m.#e", call.self, ...call.args].join(",")})`;
  const general = `#k in $m?${raw}:${nativeText(call)}`;
  const missing = `$h.notFunction($m,${quote(call.site)})`;
  const report = call.report === undefined ? "" : `${call.report},`;
  if (call.builtin === undefined)
    return `(${report}typeof($m=${call.callee})==="function"?${general}:${missing})`;
  return `(($m=${call.callee})===${call.builtin}?${likelyText(call)}:(${report}typeof $m==="function")?${general}:${missing})`;
}

/**
 * A call of a built-in, in `$m`. It may have a cost that grows with its data: what that depends on is passed on, the first argument in
 * `$b`.
 */
function nativeText(call: Call & { kind: "value" }): string {
  const { self, args } = call;
  const [first, ...rest] = args;
  const spread = first?.startsWith("...") === true;
  const passed =
    first === undefined ? [] : spread ? [`...($b=[${args.join(",")}])`] : [`$b=${first}`, ...rest];
  const native = self === "undefined" ? `$m(${passed.join(",")})` : `$m.call(${[self, ...passed].join(",")})`;
  return `$h.paid($m,${self},${watchedText({ ...call, args: passed }, native)},${first === undefined ? "undefined" : spread ? "$b[0]" : "$b"})`;
}

function watchedText({ watched, self, args }: Call & { kind: "value" }, plain: string): string {
  if (watched === undefined) return plain;
  const place = watched.place === undefined ? "" : `,${watched.place}`;
  const text = `${watched.via}($m,${self},[${args.join(",")}]${place})`;
  return watched.when === undefined ? text : `(${watched.when}?${text}:${plain})`;
}

/** A call of the built-in that is likely there. */
function likelyText(call: Call & { kind: "value" }): string {
  const { watched, callee, self, args, payer } = call;
  if (watched !== undefined && watched.before === undefined) return nativeText(call);
  const [first, ...rest] = args;
  const passed =
    first !== undefined && watched?.pass !== undefined
      ? [`$a.${watched.pass}(${self},${first},${watched.place ?? ""})`, ...rest]
      : args;
  const plain = `${callee}(${passed.join(",")})`;
  const paid = payer === undefined ? plain : `${payer}(${self},${plain})`;
  const before = watched?.before ?? "";
  return before === "" ? paid : `(${before},${paid})`;
}

/** Whether the call may reach an operation of the simulation, which wants to know its place. */
export function mayBeOperation(call: Call): boolean {
  return call.kind !== "direct" || call.imported === true;
}
