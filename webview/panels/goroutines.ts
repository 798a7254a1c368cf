import type { GoroutineRow, QueryArgs } from "../../src/shared/trace/queries";
import { formatCount } from "../model/time";
import type { Panel } from "../panel";
import { Lives } from "./lives";
import { t } from "../l10n/t";

const SORTS: readonly QueryArgs<"goroutines">["sort"][] = [
  "goid",
  "running",
  "runnable",
  "waiting",
  "switches",
];
const PARTS = ["running", "runnable", "syscall", "waiting"] as const;

/** The table of all goroutines. */
export function goroutines(panel: Panel): Lives<GoroutineRow> {
  const { source } = panel;
  return new Lives(panel, {
    tab: "goroutines",
    label: t("Goroutines"),
    empty: t("This run has no goroutines."),
    nameTitle: t("Function"),
    number: "goid",
    fetch: (offset, count, { key, descending }) =>
      source.query("goroutines", {
        offset,
        count,
        sort: SORTS.find((sort) => sort === key) ?? "goid",
        descending,
      }),
    standingsAt: async (time, max) => {
      const answer = await source.query("stateAt", { time, max });
      return new Map(answer.goroutines.map((each) => [each.g, each]));
    },
    entityOf: (row) => row.g,
    labelOf: (row) => `${row.tag} ${row.name}`,
    nameDetail: (row) => row.name,
    parts: (row) => PARTS.map((part) => [part, row[part]]),
    switches: (row) => formatCount(row.switches),
  });
}
