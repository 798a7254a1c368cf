import type { LegendMark } from "../panels/legend";
import type { GanttPicture } from "../gantt/picture";
import type { Range } from "../model/range";
import type { StepsPicture } from "../series/controller";

/** A strip under the lanes: one lane, or step functions. */
export interface StripPicture {
  readonly title: string;
  readonly readout: string;
  readonly height: number;
  readonly picture: GanttPicture | StepsPicture;
}

/** Everything that is seen of a run at one time, as it is drawn into a file. Sizes in CSS pixels. */
export interface ViewPicture {
  /** What was run. */
  readonly title: string;
  /** How. */
  readonly configuration: string;
  /** What is in view, in words. */
  readonly description: string;
  readonly lanes: GanttPicture;
  readonly first: number;
  readonly count: number;
  readonly laneTexts: readonly (readonly [name: string, more: string])[];
  /** Over the lanes' names. */
  readonly head: string;
  readonly gutter: number;
  /** Of what shares the time axis. */
  readonly width: number;
  readonly strips: readonly StripPicture[];
  readonly cursor: number;
  readonly marked: Range | undefined;
  /** Until when the log has dropped the events; 0 where it has not. */
  readonly dropped: number;
  readonly legend: readonly (readonly [LegendMark, string])[];
}
