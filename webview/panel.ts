import type { FromPanel } from "../src/shared/messages/panel";
import type { Place, TraceSource } from "../src/shared/trace/queries";
import type { Activity } from "./activity";
import type { Store } from "./model/store";
import type { Theme } from "./theme/theme";
import type { Names } from "./timeline/names";

/** What every view of the panel works with. */
export interface Panel {
  readonly store: Store;
  readonly source: TraceSource;
  readonly theme: Theme;
  readonly activity: Activity;
  readonly names: Names;
  post(message: FromPanel): void;
  reveal(place: Place, preserveFocus: boolean): void;
  /** Takes note of a question that failed. Questions about an earlier run fail in silence. */
  failed(error: unknown): void;
}
