import { GetLimits, GetUid, Nice, SetLimit, SetSubreaper, SetUid } from "../../../sim/kernel/identity";
import { RESOURCES, isResource } from "../../../sim/kernel/limits";
import type { Limits, Resource } from "../../../sim/kernel/limits";
import { ListProcesses } from "../../../sim/kernel/ps";
import { wholeNumber } from "./binding";
import type { Binding } from "./binding";

/** @throws RangeError for what is no limit that is modelled. */
function resourceOf(value: unknown, what: string): Resource {
  if (typeof value === "string" && isResource(value)) return value;
  throw new RangeError(`${what} must be one of ${RESOURCES.join(", ")}`);
}

/** A number of a limit. @throws RangeError */
function limitOf(value: unknown, what: string): number {
  if (value === Infinity) return Infinity;
  const number = wholeNumber(value, what);
  if (number >= 0) return number;
  throw new RangeError(`${what} must not be negative`);
}

/** Whoever the process is, and what it may use: user, nice value, limits, subreaper. */
export function makeCredentials(binding: Binding): Readonly<Record<string, unknown>> {
  return {
    getuid: () => binding.process.call(new GetUid()),
    setuid: (uid: unknown) => binding.process.call(new SetUid(wholeNumber(uid, "os.setuid: the user id"))),
    nice: (by: unknown) => binding.process.call(new Nice(wholeNumber(by, "os.nice: the increment"))),
    ps: () => binding.process.call(new ListProcesses()),
    setSubreaper: (on: unknown) => {
      if (typeof on !== "boolean") throw new TypeError("os.setSubreaper: the argument must be a boolean");
      return binding.process.call(new SetSubreaper(on));
    },
    getrlimit: (resource: unknown) => {
      if (resource !== undefined) resourceOf(resource, "os.getrlimit: the limit");
      return binding.process.call(new GetLimits(), (limits) => {
        const all = (limits as Limits).all();
        return resource === undefined ? all : all[resource as Resource];
      });
    },
    setrlimit: (resource: unknown, soft: unknown, hard?: unknown) =>
      binding.process.call(
        new SetLimit(
          resourceOf(resource, "os.setrlimit: the limit"),
          limitOf(soft, "os.setrlimit: the limit"),
          hard === undefined ? undefined : limitOf(hard, "os.setrlimit: the hard limit"),
        ),
      ),
  };
}
