import * as vscode from "vscode";
import { formatDuration } from "../../shared/duration";
import type { LineWaits } from "../../shared/trace/lineWaits";

/** What is shown above a line: `blocked 3.1 ms, 4 times` and `started 8, blocked 12 ms in all`; nothing where nothing was. */
export function waitText({ ns, count, started, startedNs }: LineWaits): string | undefined {
  const parts: string[] = [];
  if (count === 1) parts.push(vscode.l10n.t("blocked {0}", formatDuration(ns)));
  else if (count > 1) parts.push(vscode.l10n.t("blocked {0}, {1} times", formatDuration(ns), count));
  if (started > 0)
    parts.push(vscode.l10n.t("started {0}, blocked {1} in all", started, formatDuration(startedNs)));
  return parts.length === 0 ? undefined : parts.join(" · ");
}

/** The reasons, one a line. */
export function waitDetail({ reasons, count, longest }: LineWaits): string {
  const lines = reasons.map((each) =>
    vscode.l10n.t("{0}: {1}, {2} times", each.reason, formatDuration(each.ns), each.count),
  );
  if (count > 1) lines.push(vscode.l10n.t("longest: {0}", formatDuration(longest)));
  return lines.join("\n");
}
