import { h } from "../dom";
import type { Model } from "../model/model";
import type { Panel } from "../panel";
import { Migrations } from "./migrations";
import { Steals } from "./steals";

/** What moved: goroutines that Ps stole; in a run without Ps, threads that the kernel moved. */
export class Moves {
  private readonly steals: Steals;
  private readonly migrations: Migrations;
  readonly element: HTMLElement;

  constructor(panel: Panel) {
    this.steals = new Steals(panel);
    this.migrations = new Migrations(panel);
    this.element = h("div", { class: "moves" }, this.steals.element, this.migrations.element);
  }

  update(model: Model, before: Model): void {
    const ofKernel = model.overview?.laneCounts.p === 0;
    this.steals.element.hidden = ofKernel;
    this.migrations.element.hidden = !ofKernel;
    this.steals.update(model, before);
    this.migrations.update(model, before);
  }

  dispose(): void {
    this.steals.dispose();
    this.migrations.dispose();
  }
}
