import type { Model } from "../model/model";
import { shift, wholeRange } from "../model/range";
import type { Store } from "../model/store";
import { commonBounds } from "./alignment";

/** Gives two stores, each of a run, one zoom and one cursor: an instant t of A is t + offset of B. The cursor of a run that has ended stays at its end. */
export class Link {
  private by = 0;
  /** What is done to one store because of the other does not come back. */
  private acting = false;
  private readonly ends: readonly (() => void)[];

  constructor(
    private readonly a: Store,
    private readonly b: Store,
  ) {
    this.ends = [
      a.subscribe((model, before) => this.follow(model, before, b, 1)),
      b.subscribe((model, before) => this.follow(model, before, a, -1)),
    ];
  }

  get offset(): number {
    return this.by;
  }

  /** Both runs are there. */
  get active(): boolean {
    const { compared, overview } = this.a.model;
    return compared?.kind === "ready" && overview !== undefined && this.b.model.overview !== undefined;
  }

  /** Both can be seen whole, B moved so that the offset holds. */
  align(offset: number): void {
    this.by = offset;
    const [one, other] = [this.a.model.overview, this.b.model.overview];
    if (!this.active || one === undefined || other === undefined) return;
    const bounds = commonBounds(one.endTime, other.endTime, offset);
    this.act(() => {
      this.a.dispatch({ type: "bounds", bounds });
      this.b.dispatch({ type: "bounds", bounds: shift(bounds, offset) });
      const { range, cursor, grouping } = this.a.model;
      this.b.dispatch({ type: "range", range: shift(range, offset) });
      this.b.dispatch({ type: "cursor", time: cursor + offset, reveal: false });
      takeGrouping(this.b, grouping);
    });
  }

  /** A is alone again. */
  end(): void {
    this.by = 0;
    const { overview } = this.a.model;
    if (overview !== undefined) this.a.dispatch({ type: "bounds", bounds: wholeRange(overview.endTime) });
  }

  dispose(): void {
    for (const end of this.ends) end();
  }

  private follow(model: Model, before: Model, other: Store, sign: 1 | -1): void {
    if (this.acting || !this.active || model.overview !== before.overview) return;
    const by = sign * this.by;
    this.act(() => {
      if (model.range !== before.range) other.dispatch({ type: "range", range: shift(model.range, by) });
      if (model.cursor !== before.cursor)
        other.dispatch({ type: "cursor", time: model.cursor + by, reveal: false });
      if (model.marked !== before.marked && sign < 0)
        other.dispatch({ type: "mark", marked: model.marked && shift(model.marked, by) });
      if (model.tab !== before.tab && sign < 0) other.dispatch({ type: "tab", tab: model.tab });
      if (model.grouping !== before.grouping) takeGrouping(other, model.grouping);
    });
  }

  private act(act: () => void): void {
    this.acting = true;
    act();
    this.acting = false;
  }
}

/** The same kind of lanes, where the run has any. */
function takeGrouping(store: Store, grouping: Model["grouping"]): void {
  if ((store.model.overview?.laneCounts[grouping] ?? 0) > 0) store.dispatch({ type: "grouping", grouping });
}
