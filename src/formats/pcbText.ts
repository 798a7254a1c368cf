import { formatDuration } from "../shared/duration";
import { NONE } from "../shared/ids";
import type { Pcb } from "../shared/pcb";

const PAGE_KIB = 4;

/** A thread's control block as lines of a name and what there is to say. */
export function pcbText(pcb: Pcb): string {
  const { state, reason, since, programCounter, registers, memory, descriptors, scheduling } = pcb;
  const { core, runTime, voluntarySwitches, involuntarySwitches, migrations } = scheduling;
  const rows: readonly (readonly [name: string, text: string])[] = [
    ["thread", `${pcb.name}, tid ${pcb.tid}`],
    ["process", `pid ${pcb.pid}, parent ${pcb.ppid}, uid ${pcb.uid}`],
    [
      "state",
      `${state}${reason === "" ? "" : ` (${reason})`} since ${formatDuration(since)}${core === NONE ? "" : `, on core ${core}`}`,
    ],
    ["program counter", programCounter === "" ? "none yet" : programCounter],
    ["registers", registersText(registers, core)],
    ["memory", `${memory.mapped * PAGE_KIB} KiB mapped, ${memory.resident * PAGE_KIB} KiB in memory`],
    ["descriptors", ["0, 1, 2", ...descriptors.map(({ fd, of }) => `${fd}: ${of}`)].join(", ")],
    [
      "scheduling",
      `ran ${formatDuration(runTime)}, ${voluntarySwitches} voluntary and ${involuntarySwitches} involuntary switches, ${migrations} migrations`,
    ],
  ];
  return rows.map(([name, text]) => `${name.padEnd(16)}${text}\n`).join("");
}

function registersText(registers: Pcb["registers"], core: number): string {
  if (registers === undefined)
    return "not in the trace: they are with registers=on, once the thread has left a core";
  const saved = `${registers.text} (saved at ${formatDuration(registers.savedAt)})`;
  return core === NONE ? saved : `${saved}; since then the core has newer ones`;
}
