import type * as vscode from "vscode";
import type { PanelState } from "../../shared/messages/panel";
import type { ComparedWith } from "../runs/comparison";
import type { Run, RunTarget } from "../runs/run";
import { readComparedWith, readPanelState } from "./validate";

const KEY = "schedlens.panel";
/** A moving cursor is written down when it rests for this long, ms. */
const REST = 300;

export interface Remembered {
  readonly runId: string;
  readonly target: RunTarget;
  readonly state: PanelState | undefined;
  readonly compared: ComparedWith | undefined;
}

/** What the panel showed, kept with the workspace: after a reload of the window the same run is made again. */
export class PanelMemory {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private state: PanelState | undefined;

  /** @param compared tells with which run the panel's is compared now */
  constructor(
    private readonly memento: vscode.Memento,
    private readonly compared: () => ComparedWith | undefined,
  ) {}

  /** The place in the trace where the panel was, if it was in this run; while a restored panel waits for its run, in that. */
  stateOf(run: Run | undefined): PanelState | undefined {
    return run === undefined || this.state?.runId === run.id ? this.state : undefined;
  }

  remember(run: Run, state: PanelState | undefined): void {
    if (state !== undefined) this.state = state;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.write(run), state === undefined ? 0 : REST);
  }

  private write(run: Run): Thenable<void> {
    const remembered: Remembered = {
      runId: run.id,
      target: run.target,
      state: this.stateOf(run),
      compared: this.compared(),
    };
    return this.memento.update(KEY, remembered);
  }

  recall(): Remembered | undefined {
    const value = this.memento.get<Partial<Remembered>>(KEY);
    if (typeof value?.runId !== "string" || typeof value.target?.uri !== "string") return undefined;
    const { runId, target, state, compared } = value;
    return { runId, target, state: readPanelState(state), compared: readComparedWith(compared) };
  }

  /** Takes over what was written down, else what a restored panel kept itself: VS Code saves that only once a minute. */
  restore(kept: PanelState | undefined): Remembered | undefined {
    const remembered = this.recall();
    this.state = remembered?.state ?? kept;
    return remembered;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
