import { parseDuration } from "../../../shared/duration";
import { BASE_SLICE_NS, Eevdf } from "./eevdf";
import type { PolicyFactory } from "./policy";
import { RR_QUANTUM_NS, RoundRobin } from "./rr";

interface PolicySpec {
  /** Slice or quantum in ns where none is given. */
  readonly quantum: number;
  readonly make: (quantum: number) => PolicyFactory;
}

const POLICIES: ReadonlyMap<string, PolicySpec> = new Map([
  ["eevdf", { quantum: BASE_SLICE_NS, make: (quantum) => () => new Eevdf(quantum) }],
  ["rr", { quantum: RR_QUANTUM_NS, make: (quantum) => () => new RoundRobin(quantum) }],
]);

/**
 * Reads `NAME` or `NAME:KEY=VALUE,…`, as in `rr:quantum=1ms`. `quantum` in ns is the run's own setting, which a value in the text wins over.
 * @returns the policy, or why the text is none.
 */
export function parsePolicy(
  text: string,
  quantum: number | undefined,
): { readonly policy: PolicyFactory } | { readonly error: string } {
  const colon = text.indexOf(":");
  const name = colon < 0 ? text : text.slice(0, colon);
  const spec = POLICIES.get(name);
  if (spec === undefined) {
    return { error: `unknown policy "${name}": known are ${[...POLICIES.keys()].join(", ")}` };
  }
  let slice = quantum ?? spec.quantum;
  for (const part of colon < 0 ? [] : text.slice(colon + 1).split(",")) {
    const equals = part.indexOf("=");
    const key = equals < 0 ? part : part.slice(0, equals);
    const value = equals < 0 ? "" : part.slice(equals + 1);
    if (key !== "quantum") return { error: `policy ${name} has no parameter "${key}": known is quantum` };
    const ns = parseDuration(value);
    if (ns === undefined || ns === 0) {
      return {
        error: `quantum of policy ${name} must be a duration above zero such as 1ms, not "${value}"`,
      };
    }
    slice = ns;
  }
  return { policy: spec.make(slice) };
}
