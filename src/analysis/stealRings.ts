import { STEAL_OUTCOMES } from "../shared/enums";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { QueueMember } from "../shared/trace/queues";
import { RING } from "../shared/trace/steals";
import type { RingContent, StealRings } from "../shared/trace/steals";
import type { QueueIndex } from "./explain/queueIndex";
import { entityName, pName } from "./names";
import { stealDetail } from "./steals";

/** What the Steal at `index` did to the rings of both Ps; nothing where that is no Steal. */
export function stealRings(log: EventLog, queues: QueueIndex, index: number): StealRings | undefined {
  if (!Number.isInteger(index) || index < 0 || index >= log.length) return undefined;
  const { kind, p: thief, a: victim, b, aux } = log.read(index);
  if (kind !== Kind.Steal) return undefined;
  const member = (g: number): QueueMember => ({ entity: g, label: entityName(log, g) });
  const fromRunnext = STEAL_OUTCOMES[aux] === "runnext";
  const before = (p: number): { readonly head: number; readonly gs: number[] } => ({
    head: queues.goneFromRing(p, index),
    gs: queues.ring(p, index),
  });
  const ring = (head: number, gs: readonly number[]): RingContent => ({
    head: head % RING,
    members: gs.map(member),
  });
  const [of, own] = [before(victim), before(thief)];
  const taken = fromRunnext ? 0 : stealDetail(b).batch;
  const moved = fromRunnext ? [queues.runnext(victim, index)] : of.gs.slice(0, taken);
  return {
    thief: pName(log, thief),
    victim: pName(log, victim),
    victimBefore: ring(of.head, of.gs),
    victimAfter: ring(of.head + taken, of.gs.slice(taken)),
    thiefBefore: ring(own.head, own.gs),
    thiefAfter: ring(own.head, [...own.gs, ...moved.slice(0, -1)]),
    moved: moved.map(member),
    fromRunnext,
  };
}
