import { assertUnreachable } from "../../shared/assert";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import type { Entity } from "../../shared/trace/entity";
import { areShared } from "../../shared/trace/laneFilter";
import type { KeptLanes, LaneFilter } from "../../shared/trace/laneFilter";
import type { Arrows, Grouping, Spans } from "../../shared/trace/queries";
import type { Wakeups } from "../causality/wakeups";
import { find } from "../find/find";
import type { StatesAt } from "../find/find";
import { LevelOfDetail } from "../lod";
import type { SpanRange } from "../lod";
import { firstAtLeast } from "../search";
import type { ProcessLanes } from "../spans/processLanes";
import { activeIn } from "./activeIn";
import { involvedWith } from "./involved";
import { faded, keptLanes } from "./keptLanes";
import { Members } from "./members";

/** What a filter asks the rest of the analysis for. */
export interface KeptSources {
  level(grouping: Grouping): LevelOfDetail;
  processLanes(): ProcessLanes;
  wakeups(): Wakeups;
  statesAt(time: number): StatesAt;
}

interface KeptGrouping {
  readonly lanes: Uint32Array;
  readonly level: LevelOfDetail;
}

/** The lanes as one filter leaves them: each grouping's are looked for when they are first asked for. */
export class KeptView {
  private readonly entities: Members;
  private readonly groupings = new Map<Grouping, KeptGrouping>();

  constructor(
    log: EventLog,
    filter: LaneFilter,
    private readonly sources: KeptSources,
  ) {
    this.entities = new Members(entitiesOf(log, filter, sources));
  }

  kept(grouping: Grouping): KeptLanes {
    return { lanes: this.of(grouping).lanes, entities: this.entities.size };
  }

  query(grouping: Grouping, range: Omit<SpanRange, "lanes">): Spans {
    const { lanes, level } = this.of(grouping);
    return level.query({ ...range, lanes });
  }

  /** The lane at a position among those that stay; NONE where there is none. */
  lane(grouping: Grouping, position: number): number {
    return this.of(grouping).lanes[position] ?? NONE;
  }

  has(entity: Entity): boolean {
    return this.entities.has(entity);
  }

  /** The same arrows with positions among the lanes that stay. */
  repositioned(grouping: Grouping, arrows: Arrows): Arrows {
    const { lanes } = this.of(grouping);
    const position = (lane: number): number => {
      const at = firstAtLeast(lanes, 0, lanes.length, lane);
      return lane !== NONE && lanes[at] === lane ? at : NONE;
    };
    return { ...arrows, from: arrows.from.map(position), to: arrows.to.map(position) };
  }

  private of(grouping: Grouping): KeptGrouping {
    const known = this.groupings.get(grouping);
    if (known !== undefined) return known;
    const level = this.sources.level(grouping);
    const made = {
      lanes: keptLanes(this.entities, grouping, level.spans, () => this.sources.processLanes()),
      level: areShared(grouping) ? new LevelOfDetail(faded(this.entities, level.spans)) : level,
    };
    this.groupings.set(grouping, made);
    return made;
  }
}

function entitiesOf(log: EventLog, filter: LaneFilter, sources: KeptSources): Set<Entity> {
  switch (filter.kind) {
    case "found": {
      const { text, time } = filter;
      const { rows } = find(log, text, time, Infinity, () => sources.statesAt(time));
      return new Set(rows.map(({ entity }) => entity));
    }
    case "involved":
      return involvedWith(log, sources.wakeups(), filter.entity);
    case "range":
      return activeIn(log, sources.level("core").spans, filter.from, filter.to);
    default:
      return assertUnreachable(filter);
  }
}
