import { NONE } from "../../src/shared/ids";
import type { KeptLanes, LaneFilter } from "../../src/shared/trace/laneFilter";
import type { Grouping, Overview } from "../../src/shared/trace/queries";
import { Latest } from "../model/latest";
import type { Panel } from "../panel";

interface Wanted {
  readonly run: number;
  readonly grouping: Grouping;
  readonly filter: LaneFilter;
}

/** Which lane stands in which row of the timeline: all of them in their order, or those that a filter keeps. */
export class Rows {
  private wanted: Wanted | undefined;
  private kept: { readonly of: Wanted; readonly answer: KeptLanes } | undefined;
  private total = 0;
  private readonly answers: Latest<Wanted, KeptLanes>;

  constructor(panel: Pick<Panel, "source" | "failed">, changed: () => void) {
    this.answers = new Latest(
      ({ grouping, filter }) => panel.source.query("keptLanes", { grouping, filter }),
      (answer, of) => {
        this.kept = { of, answer };
        changed();
      },
      (error) => panel.failed(error),
    );
  }

  /** Asks for the lanes that the filter keeps, where they are not known. @returns whether the rows are those of the model. */
  want(run: number, grouping: Grouping, filter: LaneFilter | undefined, overview: Overview): boolean {
    this.total = overview.laneCounts[grouping];
    const before = this.wanted;
    const same = before?.run === run && before.grouping === grouping && before.filter === filter;
    if (filter === undefined) {
      this.answers.drop();
      this.wanted = undefined;
      this.kept = undefined;
      return true;
    }
    if (!same) {
      this.wanted = { run, grouping, filter };
      this.answers.request(this.wanted);
    }
    return this.kept?.of === this.wanted;
  }

  get count(): number {
    return this.kept?.answer.lanes.length ?? this.total;
  }

  /** What is kept, and of how many lanes; nothing without a filter, and while it is not known. */
  get shares(): { readonly lanes: number; readonly of: number; readonly entities: number } | undefined {
    const answer = this.kept?.answer;
    return answer && { lanes: answer.lanes.length, of: this.total, entities: answer.entities };
  }

  /** Position in the grouping of what stands in a row; NONE below the last. */
  lane(row: number): number {
    if (this.kept === undefined) return row < this.total ? row : NONE;
    return this.kept.answer.lanes[row] ?? NONE;
  }

  /** Row of a lane; NONE where the filter does not keep it. */
  row(lane: number): number {
    return this.kept === undefined ? lane : this.kept.answer.lanes.indexOf(lane);
  }
}
