import type { Check } from "./check";
import {
  columnOf,
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

const isPsRow: Check = record({
  uid: isNumber,
  pid: isNumber,
  ppid: isNumber,
  c: isNumber,
  stime: isString,
  tty: isString,
  time: isString,
  cmd: isString,
  state: oneOf(["R", "S", "D", "T", "Z"]),
  threads: isIndex,
  rss: isNumber,
  vsz: isNumber,
});

export const isProcessAt: Check = record({
  process: isIndex,
  depth: isIndex,
  row: isPsRow,
  entity: isInteger,
});

const isBlock: Check = record({
  entity: isInteger,
  pid: isNumber,
  tid: isNumber,
  name: isString,
  ppid: isNumber,
  uid: isNumber,
  state: isString,
  reason: isString,
  since: isNumber,
  programCounter: isString,
  registers: optional(record({ text: isString, savedAt: isNumber })),
  memory: record({ mapped: isNumber, resident: isNumber }),
  descriptors: listOf(record({ fd: isIndex, of: isString })),
  scheduling: record({
    core: isIndex,
    runTime: isNumber,
    voluntarySwitches: isIndex,
    involuntarySwitches: isIndex,
    migrations: isIndex,
  }),
});

export const isProcessDetail: Check = record({
  process: isIndex,
  name: isString,
  blocks: listOf(isBlock),
  segments: listOf(record({ name: isString, mapped: isNumber, resident: isNumber, note: isString })),
  heap: columnOf(Uint8Array),
  descriptors: listOf(record({ fd: isIndex, access: isString, of: isString })),
});

export const isChannelAt: Check = record({
  object: isIndex,
  label: isString,
  place: optional(isPlace),
  unit: oneOf(["bytes", "messages", "units"]),
  inside: isNumber,
  limit: isNumber,
  bytes: isNumber,
  sent: isNumber,
  received: isNumber,
  lost: isNumber,
  pieces: listOf(record({ bytes: isNumber, sender: isString, time: isNumber })),
  holders: listOf(isString),
});
