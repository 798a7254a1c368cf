import {
  ADDRESS_SPACES,
  CACHE_CHANGES,
  DEVICES,
  INTERRUPTS,
  OVERHEADS,
  PAGE_FAULTS,
  SYSCALLS,
  TASK_REASONS,
  TRANSFERS,
  PRIORITY_REASONS,
} from "../../shared/enums";

function codes<const Names extends readonly string[]>(names: Names) {
  return Object.fromEntries(names.map((name, code) => [name, code])) as {
    readonly [Name in Names[number]]: number;
  };
}

/** The codes of the log's vocabularies that machine and kernel write, by name: `Reason.futex`. */
export const Reason = codes(TASK_REASONS);
export const Work = codes(OVERHEADS);
export const Source = codes(INTERRUPTS);
export const Device = codes(DEVICES);
export const Syscall = codes(SYSCALLS);
export const PageFaultCode = codes(PAGE_FAULTS);
export const Transfer = codes(TRANSFERS);
export const PriorityReason = codes(PRIORITY_REASONS);
export const CacheChange = codes(CACHE_CHANGES);
export const AddressSpaceCode = codes(ADDRESS_SPACES);
