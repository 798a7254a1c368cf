import { CONCURRENCY_KINDS } from "../../src/shared/trace/costs";
import type { Check } from "./check";
import type { StealMatrix } from "../../src/shared/trace/steals";
import {
  columnOf,
  isBoolean,
  isIndex,
  isInteger,
  isNumber,
  isPlace,
  isString,
  listOf,
  oneOf,
  optional,
  record,
} from "./check";

const isMember: Check = record({ entity: isInteger, label: isString });
const isContent: Check = record({ members: listOf(isMember), total: isIndex });

export const isQueuesAt: Check = record({
  go: listOf(
    record({
      process: isString,
      ps: listOf(
        record({
          label: isString,
          runs: optional(isMember),
          doing: isString,
          runnext: optional(isMember),
          ring: isContent,
        }),
      ),
      global: isContent,
    }),
  ),
  kernel: listOf(record({ label: isString, running: listOf(isMember), waiting: isContent })),
  policy: isString,
  waits: listOf(record({ label: isString, reason: isString, place: optional(isPlace), waiting: isContent })),
});

export const isCostsView: Check = record({
  profile: isString,
  kinds: listOf(
    record({
      kind: oneOf(CONCURRENCY_KINDS),
      create: isNumber,
      createPage: isNumber,
      switch: isNumber,
      resident: isNumber,
      reserved: isNumber,
      created: isIndex,
    }),
  ),
  contextSwitches: isNumber,
  goroutineSwitches: isNumber,
});

const isRing: Check = record({ head: isIndex, members: listOf(isMember) });

export const isStealRings: Check = record({
  thief: isString,
  victim: isString,
  victimBefore: isRing,
  victimAfter: isRing,
  thiefBefore: isRing,
  thiefAfter: isRing,
  moved: listOf(isMember),
  fromRunnext: isBoolean,
});

const isMatrixShape: Check = record({
  ps: listOf(record({ p: isIndex, label: isString })),
  steals: columnOf(Uint32Array),
  stolen: columnOf(Uint32Array),
  failed: columnOf(Uint32Array),
  failedKnown: isBoolean,
});

export const isStealMatrix: Check = (value) => {
  if (!isMatrixShape(value)) return false;
  const { ps, steals, stolen, failed } = value as StealMatrix;
  return [steals, stolen, failed].every((column) => column.length === ps.length ** 2);
};
