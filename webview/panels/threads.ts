import { threadEntity } from "../../src/shared/trace/entity";
import type { QueryArgs } from "../../src/shared/trace/queries";
import type { ThreadRow } from "../../src/shared/trace/threads";
import { h } from "../dom";
import { formatCount } from "../model/time";
import type { Panel } from "../panel";
import { Lives } from "./lives";
import { t } from "../l10n/t";

const SORTS: readonly QueryArgs<"threads">["sort"][] = ["tid", "running", "runnable", "waiting", "switches"];
const PARTS = ["running", "runnable", "waiting"] as const;

/** The table of all kernel threads. */
export function threads(panel: Panel): Lives<ThreadRow> {
  const { source } = panel;
  return new Lives(panel, {
    tab: "threads",
    label: t("Kernel threads"),
    empty: t("This run ended before it had a thread."),
    nameTitle: t("Name"),
    number: "tid",
    fetch: (offset, count, { key, descending }) =>
      source.query("threads", {
        offset,
        count,
        sort: SORTS.find((sort) => sort === key) ?? "tid",
        descending,
      }),
    standingsAt: async (time, max) => {
      const answer = await source.query("threadsAt", { time, max });
      return new Map(answer.threads.map((each) => [threadEntity(each.task), each]));
    },
    entityOf: (row) => threadEntity(row.task),
    labelOf: ({ tag, name }) => (tag.endsWith(name) ? tag : `${tag} ${name}`),
    nameDetail: ({ tid, pid }) => t("tid {0}, pid {1}", String(tid), String(pid)),
    parts: (row) => PARTS.map((part) => [part, row[part]]),
    switches: ({ switches, preemptions, migrations }) =>
      h(
        "span",
        {
          title: t(
            "{0, plural, one {# preemption} other {# preemptions}}, {1, plural, one {# migration} other {# migrations}}",
            preemptions,
            migrations,
          ),
        },
        formatCount(switches),
      ),
  });
}
