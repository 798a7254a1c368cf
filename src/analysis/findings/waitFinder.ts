import type { EventLog } from "../../shared/log/eventLog";
import type { Finding } from "../../shared/trace/findings";
import { Acts, PendingTimers } from "./acts";
import { components } from "./components";
import { deadlock } from "./deadlock";
import type { Finder, Reader } from "./finder";
import { GoroutineStates } from "./goroutineStates";
import { leaks } from "./leak";
import { LockHolders } from "./locks";
import { partialDeadlocks } from "./partialDeadlock";
import { stuckGoroutines } from "./stuck";
import type { Waits } from "./stuck";
import { WaitPoints } from "./waits";

/** Deadlocks, partial deadlocks and leaks: all that can be wrong with how a run left its goroutines waiting. */
export class WaitFinder implements Finder {
  private readonly states: GoroutineStates;
  private readonly locks: LockHolders;
  private readonly timers: PendingTimers;
  readonly first: readonly Reader[];
  private waits: Waits | undefined;

  constructor(private readonly log: EventLog) {
    this.states = new GoroutineStates(log);
    this.locks = new LockHolders(log);
    this.timers = new PendingTimers(log);
    this.first = [this.states, this.locks, this.timers];
  }

  second(): readonly Reader[] {
    const { states, locks, timers } = this;
    const points = new WaitPoints(this.log, states);
    const acts = new Acts(points.points);
    this.waits = { states, points, locks, acts, timers, whole: this.log.config.events === "all" };
    return points.points.length === 0 ? [] : [acts];
  }

  findings(): readonly Finding[] {
    const { log, waits } = this;
    if (waits === undefined) return [];
    const stuck = stuckGoroutines(waits);
    const parts = components(log, waits, stuck);
    const partial = partialDeadlocks(log, waits, stuck, parts);
    return [
      ...deadlock(log, waits, stuck, parts),
      ...partial.findings,
      ...leaks(log, waits, partial.members),
    ];
  }
}
