import { ADDRESS_SPACES, codeOf } from "../../shared/enums";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { coreName, taskName } from "../names";
import type { Check } from "./check";

const SWITCHED = codeOf(ADDRESS_SPACES, "another address space");

/** What a thread finds in the registers is what it left there; a core gets another address space just where it gets another process's thread. */
export class RegistersCheck implements Check {
  readonly kinds = [Kind.RegistersSaved, Kind.RegistersLoaded];
  private readonly saved = new Map<number, number>();
  /** By core: the process whose address space it has. */
  private readonly loaded = new Map<number, number>();

  constructor(private readonly log: EventLog) {}

  event({ kind, aux, core, a: task, b: registers }: LogEvent): string | undefined {
    if (kind === Kind.RegistersSaved) {
      this.saved.set(task, registers);
      return undefined;
    }
    const { tables } = this.log;
    const process = tables.tasks[task]?.process ?? NONE;
    const before = this.loaded.get(core);
    this.loaded.set(core, process);
    const kept = this.saved.get(task) ?? NONE;
    if (kept !== registers)
      return `${taskName(this.log, task)} finds other registers than it left: ${tables.string(registers)}`;
    if (before !== undefined && (before !== process) !== (aux === SWITCHED))
      return `${coreName(core)} had the address space of process row ${before}, gets ${taskName(this.log, task)}, and has ${ADDRESS_SPACES[aux] ?? aux}`;
    return undefined;
  }
}
