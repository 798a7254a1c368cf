import { DEFAULT_CONFIG } from "../../../src/shared/config";
import type { RunSummary } from "../../../src/shared/messages/worker";

/** Of a run that ended as programs do. */
export const SUMMARY: RunSummary = {
  exitCode: 0,
  how: "exit",
  message: "",
  endTime: 5,
  events: 1,
  dropped: { events: 0, until: 0 },
  steals: 0,
  config: DEFAULT_CONFIG,
  entry: "main",
  processes: 1,
};
