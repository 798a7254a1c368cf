import { durationText } from "../../shared/l10n/numbers";
import { t } from "../../shared/l10n/t";
import type { EventLog } from "../../shared/log/eventLog";
import type { Finding } from "../../shared/trace/findings";
import type { Component } from "./components";
import { MOST_LISTED, blockedGoroutine, findingObject, gNames } from "./describe";
import { sentences } from "../words";
import { explain } from "./explain";
import type { Stuck, Waits } from "./stuck";
import { waitGraph } from "./waitGraph";

/**
 * The deadlock that ended the run: Go's runtime found all goroutines asleep and no timer set. Certain. Its onset is the instant at which the
 * last goroutine fell asleep or ended; where some of them were without hope before that, the text says since when.
 */
export function deadlock(log: EventLog, waits: Waits, stuck: Stuck, parts: readonly Component[]): Finding[] {
  const { states } = waits;
  if (states.end !== "deadlock") return [];
  const told = [...parts].sort((a, b) => Number(b.certain) - Number(a.certain) || a.onset - b.onset);
  const gs = told.flatMap((part) => part.gs);
  let onset = 0;
  for (let g = 0; g < states.count; g++)
    if (states.user[g] === 1) onset = Math.max(onset, states.since[g] ?? 0);
  const common = {
    kind: "deadlock",
    severity: "error",
    certainty: "certain",
    onset,
    end: undefined,
    ps: [],
  } as const;
  const [first] = told;
  if (first === undefined) {
    return [
      {
        ...common,
        title: t("Deadlock: no goroutine is left"),
        text: t(
          "The main goroutine has ended by runtime.goexit(), and so have all others: nobody is left to end the program. Let main return, or call os.exit().",
        ),
        count: 0,
        goroutines: [],
        objects: [],
        graph: undefined,
      },
    ];
  }
  const early =
    first.certain && first.onset < onset && told.length > 1
      ? t(
          "{0} could not go on for the last {1} before it.",
          gNames(log, first.gs, first.inner),
          durationText(onset - first.onset),
        )
      : "";
  return [
    {
      ...common,
      title:
        gs.length === 1
          ? t("Deadlock: the only goroutine waits for ever")
          : t("Deadlock: all {0, plural, other {# goroutines}} wait for each other or for ever", gs.length),
      text: sentences(explain(log, waits, stuck, first), early),
      count: gs.length,
      goroutines: gs.slice(0, MOST_LISTED).map((g) => blockedGoroutine(log, states, g)),
      objects: [...new Set(parts.flatMap((part) => part.objects))]
        .slice(0, MOST_LISTED)
        .map((object) => findingObject(log, object)),
      graph: waitGraph(log, waits, stuck, gs, gs.length),
    },
  ];
}
