import { TASK_STATES, codeOf } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { coreName, taskName } from "../names";
import type { Check } from "./check";

const WAITING = codeOf(TASK_STATES, "waiting");

/** Who holds the drawn ticket is whom the core goes to. Which tickets it holds is not in the log. */
export class LotteryCheck implements Check {
  readonly kinds = [Kind.LotteryDraw, Kind.ContextSwitch, Kind.TaskState];
  /** By core: the winner of a draw of this instant, until the core has switched. */
  private readonly winners = new Map<number, number>();

  constructor(private readonly log: EventLog) {}

  event({ kind, aux, core, a, b }: LogEvent): string | undefined {
    if (kind === Kind.LotteryDraw) {
      this.winners.set(core, a);
      return undefined;
    }
    const winner = this.winners.get(core);
    if (winner === undefined) return undefined;
    if (kind === Kind.TaskState) {
      // It has kept the core, and gives it up at the same instant.
      if (a === winner && aux >= WAITING) this.winners.delete(core);
      return undefined;
    }
    this.winners.delete(core);
    if (b === winner || b === NONE) return undefined;
    return `${taskName(this.log, winner)} has won ${coreName(core)}, which goes to ${taskName(this.log, b)}`;
  }

  instant(): undefined {
    this.winners.clear();
  }
}
