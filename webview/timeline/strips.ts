import type { Overview } from "../../src/shared/trace/queries";
import { t } from "../l10n/t";
import type { Model } from "../model/model";
import type { Panel } from "../panel";
import type { StripPicture } from "../picture/viewPicture";
import { mix } from "../theme/color";
import type { TimelineData } from "./data";
import { SeriesStrip } from "./seriesStrip";

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** The charts under the lanes: how long the run queues are, and how many cores are busy. */
export class Strips {
  readonly queues = new SeriesStrip({
    title: t("Run queues"),
    readout: (values) => t("{0} queued", sum(values)),
  });
  readonly busy = new SeriesStrip({
    title: t("Busy cores"),
    readout: (values) => t("{0} of {1}", sum(values), this.cores),
  });

  constructor(private readonly panel: Pick<Panel, "store" | "theme">) {}

  private get cores(): number {
    const { config, overview } = this.panel.store.model;
    return (config ?? overview?.config)?.cores ?? 0;
  }

  hide(hidden: boolean): void {
    this.queues.element.hidden = hidden;
    this.busy.element.hidden = hidden;
  }

  /** @param width of the plot, CSS pixels. */
  draw({ range, config }: Model, overview: Overview, data: TimelineData, width: number): void {
    const { palette } = this.panel.theme;
    const tones = data.queues.map((_, i) =>
      mix(palette.kinds.runnable, palette.background, i % 2 === 0 ? 0 : 0.3),
    );
    this.queues.draw(data.queues, tones, range, 1, palette, width);
    this.queues.showAt(data.atCursor?.queues);
    const cores = config?.cores ?? overview.config.cores;
    this.busy.draw(data.utilization, [palette.kinds.running], range, cores, palette, width);
    this.busy.showAt(data.atCursor?.utilization);
  }

  pictures(): (StripPicture | undefined)[] {
    return [this.queues.picture(), this.busy.picture()];
  }

  dispose(): void {
    this.queues.dispose();
    this.busy.dispose();
  }
}
