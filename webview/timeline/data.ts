import type { LaneFilter } from "../../src/shared/trace/laneFilter";
import type { Arrows, Grouping, QueryArgs, Series, Spans } from "../../src/shared/trace/queries";
import { MOST_ARROWS } from "../gantt/arrows";
import type { Coverage } from "../gantt/picture";
import { Latest } from "../model/latest";
import type { Range } from "../model/range";
import { clampRange, span, wholeRange } from "../model/range";
import type { Panel } from "../panel";
import { valueAt } from "../series/steps";

/** What the timeline shows now. */
export interface View {
  readonly run: number;
  readonly endTime: number;
  readonly grouping: Grouping;
  /** Lanes are those that it keeps. */
  readonly filter: LaneFilter | undefined;
  readonly range: Range;
  readonly cursor: number;
  readonly first: number;
  readonly count: number;
  /** Lanes there are. */
  readonly lanes: number;
  /** Device pixels of the plot. */
  readonly columns: number;
}

/** Beyond what is in view this share of it is fetched on each side, so that small moves need no new answer. */
const MARGIN = 0.3;
const LANE_MARGIN = 4;

type SpansArgs = QueryArgs<"spans">;

/** Fetches what the view needs and keeps the last answers, so that there is always something to draw. */
export class TimelineData {
  arrows: Arrows | undefined;
  queues: readonly Series[] = [];
  utilization: readonly Series[] = [];
  /** Values of the series at the cursor. */
  atCursor: { readonly queues: readonly number[]; readonly utilization: readonly number[] } | undefined;
  private best: Coverage | undefined;
  private backdrop: Coverage | undefined;
  private asked: SpansArgs | undefined;
  private backdropAsked: string | undefined;
  private othersAsked = "";
  private readonly spans: Latest<SpansArgs, Spans>;
  private readonly coarse: Latest<SpansArgs, Spans>;
  private readonly instant: Latest<number, number[][]>;
  private cursorAsked = "";
  private readonly others: Latest<View, [Arrows, readonly Series[], readonly Series[]]>;

  constructor(panel: Panel, changed: () => void) {
    const ask = (args: SpansArgs): Promise<Spans> => panel.source.query("spans", args);
    const fail = (error: unknown): void => panel.failed(error);
    this.spans = new Latest(
      ask,
      (spans, args) => {
        this.best = coverage(spans, args);
        changed();
      },
      fail,
    );
    this.coarse = new Latest(
      ask,
      (spans, args) => {
        this.backdrop = coverage(spans, args);
        changed();
      },
      fail,
    );
    this.instant = new Latest(
      (time) =>
        Promise.all(
          (["runqueues", "utilization"] as const).map(async (what) => {
            const series = await panel.source.query("series", { what, from: time, to: time, points: 1 });
            return series.map((each) => valueAt(each, time));
          }),
        ),
      ([queues = [], utilization = []]) => {
        this.atCursor = { queues, utilization };
        changed();
      },
      fail,
    );
    this.others = new Latest(
      ({ grouping, filter, range: { from, to }, columns }) => {
        const points = Math.max(64, columns);
        return Promise.all([
          panel.source.query("stealArrows", { grouping, filter, from, to, max: MOST_ARROWS }),
          panel.source.query("series", { what: "runqueues", from, to, points }),
          panel.source.query("series", { what: "utilization", from, to, points }),
        ]);
      },
      ([arrows, queues, utilization]) => {
        this.arrows = arrows;
        this.queues = queues;
        this.utilization = utilization;
        changed();
      },
      fail,
    );
  }

  /** Best first. */
  get answers(): readonly Coverage[] {
    return [this.best, this.backdrop].filter((each) => each !== undefined);
  }

  clear(): void {
    this.queues = [];
    this.utilization = [];
    this.atCursor = undefined;
    this.cursorAsked = "";
    this.instant.drop();
    this.forgetSpans();
  }

  /** Asks for what the view lacks. */
  want(view: View): void {
    if (view.columns < 1) return;
    const { asked } = this;
    if (asked !== undefined && (asked.grouping !== view.grouping || asked.filter !== view.filter))
      this.forgetSpans();
    if (view.count > 0 && !this.enough(view)) {
      this.asked = this.argsFor(view);
      this.spans.request(this.asked);
      this.wantBackdrop(view);
    }
    const cursor = `${view.run} ${view.cursor}`;
    if (cursor !== this.cursorAsked) {
      this.cursorAsked = cursor;
      this.instant.request(view.cursor);
    }
    const others = [view.run, view.grouping, view.range.from, view.range.to, view.columns].join();
    if (others === this.othersAsked) return;
    this.othersAsked = others;
    this.others.request(view);
  }

  private forgetSpans(): void {
    for (const each of [this.spans, this.coarse, this.others]) each.drop();
    this.best = undefined;
    this.backdrop = undefined;
    this.asked = undefined;
    this.backdropAsked = undefined;
    this.othersAsked = "";
    this.arrows = undefined;
  }

  private argsFor(view: View): SpansArgs {
    const margin = span(view.range) * MARGIN;
    const range = clampRange(
      { from: view.range.from - margin, to: view.range.to + margin },
      wholeRange(view.endTime),
    );
    const first = Math.max(0, view.first - LANE_MARGIN);
    return {
      grouping: view.grouping,
      filter: view.filter,
      first,
      count: Math.min(view.lanes, view.first + view.count + LANE_MARGIN) - first,
      from: Math.floor(range.from),
      to: Math.ceil(range.to),
      resolution: span(view.range) / view.columns,
    };
  }

  /** Whether what was asked for last covers the view finely enough, and not much too finely. */
  private enough(view: View): boolean {
    const { asked } = this;
    if (asked === undefined) return false;
    const resolution = span(view.range) / view.columns;
    const exact =
      this.best?.spans.form === "exact" &&
      this.best.range.from === asked.from &&
      this.best.first === asked.first;
    const fine = exact ? asked.resolution >= resolution / 8 : sameOctave(asked.resolution, resolution);
    return (
      fine &&
      asked.from <= Math.max(0, view.range.from) &&
      asked.to >= Math.min(view.range.to, wholeRange(view.endTime).to) &&
      asked.first <= view.first &&
      asked.first + asked.count >= view.first + view.count
    );
  }

  /** The whole run, coarsely, for the lanes in view and about them: seen while finer answers are on their way. */
  private wantBackdrop(view: View): void {
    const first = Math.max(0, Math.floor(view.first / 64) * 64 - 32);
    const key = `${view.run} ${view.grouping} ${first}`;
    if (key === this.backdropAsked) return;
    this.backdropAsked = key;
    const whole = wholeRange(view.endTime);
    this.coarse.request({
      grouping: view.grouping,
      filter: view.filter,
      first,
      count: Math.min(view.lanes - first, 192),
      from: 0,
      to: whole.to,
      resolution: whole.to / 512,
    });
  }
}

function coverage(spans: Spans, args: SpansArgs): Coverage {
  return { spans, range: { from: args.from, to: args.to }, first: args.first, count: args.count };
}

/** Whether an answer of one resolution does for the other. */
export function sameOctave(a: number, b: number): boolean {
  return Math.floor(Math.log2(a)) === Math.floor(Math.log2(b));
}
