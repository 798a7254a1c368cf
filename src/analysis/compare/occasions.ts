import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { KINDS, Kind } from "../../shared/schema";
import type { Occasion, OccasionAt } from "../../shared/trace/comparison";
import { goroutineOf, threadEntity, threadOf } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import { eventIndexes } from "../explain/eventIndex";
import type { EventIndex } from "../explain/eventIndex";
import { entityName } from "../names";
import { STATE_AFTER } from "../spans/machineState";
import type { Lineages } from "./lineage";

const argument = ({ a }: LogEvent): number => a;
const G_CHANGES = KINDS.flatMap((_, kind) => ((STATE_AFTER[kind] ?? NONE) === NONE ? [] : [kind]));

/** Finds instants in the lives of goroutines and threads by their lineage and by how often their state had changed. Built by two passes. */
export class Occasions {
  private readonly changes: { readonly gs: EventIndex; readonly tasks: EventIndex };
  private readonly byLineage = new Map<number, Entity>();

  constructor(
    private readonly log: EventLog,
    private readonly lineages: Lineages,
  ) {
    const { gs, tasks } = log.tables;
    this.changes = eventIndexes(log, {
      gs: { rows: gs.length, kinds: G_CHANGES, rowOf: argument },
      tasks: { rows: tasks.length, kinds: [Kind.TaskNew, Kind.TaskState], rowOf: argument },
    });
    for (let g = 0; g < gs.length; g++) this.enter(g);
    for (let task = 0; task < tasks.length; task++) this.enter(threadEntity(task));
  }

  /** Which occasion of an entity is the latest at `time`, ns. */
  at(entity: Entity, time: number): Occasion {
    const { index, row } = this.of(entity);
    return {
      name: entityName(this.log, entity),
      lineage: this.lineages.of(entity),
      n: index.countBefore(row, this.log.firstAtOrAfter(time + 1)),
    };
  }

  /** The instant of an occasion; undefined where nobody has that lineage. */
  find({ lineage, n }: Pick<Occasion, "lineage" | "n">): OccasionAt | undefined {
    const entity = this.byLineage.get(lineage);
    if (entity === undefined) return undefined;
    const { index, row } = this.of(entity);
    const event = index.at(row, n - 1);
    return {
      entity,
      name: entityName(this.log, entity),
      time: event === NONE ? undefined : this.log.read(event).time,
      total: index.countBefore(row, this.log.length),
    };
  }

  private of(entity: Entity): { readonly index: EventIndex; readonly row: number } {
    const task = threadOf(entity);
    return task === NONE
      ? { index: this.changes.gs, row: goroutineOf(entity) }
      : { index: this.changes.tasks, row: task };
  }

  private enter(entity: Entity): void {
    this.byLineage.set(this.lineages.of(entity), entity);
  }
}
