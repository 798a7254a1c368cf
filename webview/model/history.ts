import type { Model, Stop } from "./model";
import { stopOf } from "./model";

/** More of them nobody goes back. */
const MOST = 200;

/** Where the person has been in this run: what was in view, selected, looked at and marked. */
export class History {
  private past: Stop[] = [];
  private future: Stop[] = [];
  private present: Stop | undefined;
  private run = -1;

  /** Takes note of where the person is, once that has rested. */
  note(model: Model): void {
    if (model.overview === undefined) return;
    const stop = stopOf(model);
    if (model.run !== this.run) {
      this.run = model.run;
      this.past = [];
      this.future = [];
      this.present = stop;
      return;
    }
    if (this.present !== undefined && same(this.present, stop)) return;
    if (this.present !== undefined) this.past.push(this.present);
    if (this.past.length > MOST) this.past.shift();
    this.future = [];
    this.present = stop;
  }

  /** Where to go, one step back or forward from where the model is; nothing where there is no such step. */
  step(model: Model, back: boolean): Stop | undefined {
    this.note(model);
    const [from, to] = back ? [this.past, this.future] : [this.future, this.past];
    const next = from.pop();
    if (next === undefined) return undefined;
    if (this.present !== undefined) to.push(this.present);
    this.present = next;
    return next;
  }
}

function same(one: Stop, other: Stop): boolean {
  return (
    one.grouping === other.grouping &&
    one.filter === other.filter &&
    one.range.from === other.range.from &&
    one.range.to === other.range.to &&
    one.cursor === other.cursor &&
    one.selection === other.selection &&
    one.focus?.entity === other.focus?.entity &&
    one.marked?.from === other.marked?.from &&
    one.marked?.to === other.marked?.to
  );
}
