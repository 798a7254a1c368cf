import { P_STATES } from "../../shared/enums";
import type { PState } from "../../shared/enums";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { pName } from "../names";
import type { Check } from "./check";
import { TransitionTable } from "./transitions";
import type { LegalTransition } from "./transitions";

const ANY = ["" as const];

/** The states of runtime2.go, Go 1.23. */
const LEGAL: readonly LegalTransition<PState, "">[] = [
  // procresize makes a P in gcstop: the first runs at once, the others become idle.
  { from: "gcstop", to: "running", reasons: ANY },
  { from: "gcstop", to: "idle", reasons: ANY },
  // acquirep.
  { from: "idle", to: "running", reasons: ANY },
  // releasep, then pidleput.
  { from: "running", to: "idle", reasons: ANY },
  // reentersyscall.
  { from: "running", to: "syscall", reasons: ANY },
  // exitsyscallfast: the M that called gets it back, or one that had it before.
  { from: "syscall", to: "running", reasons: ANY },
  // retake, or the returning M itself takes it out of the call.
  { from: "syscall", to: "idle", reasons: ANY },
  // stopTheWorld.
  { from: "running", to: "gcstop", reasons: ANY },
  { from: "idle", to: "gcstop", reasons: ANY },
  { from: "syscall", to: "gcstop", reasons: ANY },
  // procresize to fewer Ps, and later to more.
  { from: "gcstop", to: "dead", reasons: ANY },
  { from: "dead", to: "gcstop", reasons: ANY },
];
const TABLE = new TransitionTable(P_STATES, ANY, LEGAL);

/** Ps change state only in legal ways. */
export class PStateCheck implements Check {
  readonly kinds = [Kind.PState];
  private readonly state: Int8Array;

  constructor(private readonly log: EventLog) {
    this.state = new Int8Array(log.tables.ps.length).fill(P_STATES.indexOf("gcstop"));
  }

  event(event: LogEvent): string | undefined {
    if (event.kind !== Kind.PState) return undefined;
    const wrong = TABLE.refuse(this.state[event.a] ?? 0, event.aux, 0);
    this.state[event.a] = event.aux;
    return wrong === undefined ? undefined : `${pName(this.log, event.a)}: ${wrong}`;
  }
}
