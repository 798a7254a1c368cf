import { RUN_QUEUES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { ExplainContext, PView } from "./context";
import type { QueuePlace } from "./queueIndex";
import { listed } from "../words";

/** Ps that are told by name. */
const MOST_LISTED = 4;

/** What would have to happen for a queued goroutine to run. `before`: the event up to which the log counts; `time`: its instant. */
export function explainQueue(
  context: ExplainContext,
  g: number,
  place: QueuePlace,
  before: number,
  time: number,
): string[] {
  const { process } = context.log.tables.gs.at(g as GIndex);
  const ps = context.queues.psOfProcess(process);
  const idle = ps.filter((p) => context.pAt(p, time).doing === "idle");
  const ahead = place.members.slice(0, place.position);
  const points: string[] = [];
  if (RUN_QUEUES[place.queue] === "global") {
    if (ahead.length > 0) points.push(t("Before it: {0}.", context.gs(ahead)));
    points.push(...global(context, ps, before, time), ...looking(context, process, before, idle.length));
    return points;
  }
  const { p } = place;
  const next = context.queues.runnext(p, before);
  const all = next === NONE || next === g ? ahead : [next, ...ahead];
  if (all.length > 0) points.push(t("Before it at {0}: {1}.", context.p(p), context.gs(all)));
  points.push(present(context, p, time));
  points.push(stealing(context, place, idle), ...looking(context, process, before, idle.length));
  return points;
}

/** Whether somebody is out looking for work: then no more are woken. */
function looking(context: ExplainContext, process: number, before: number, idle: number): string[] {
  const spinning = context.spinning(process, before);
  if (spinning > 0)
    return [
      t(
        "{0, plural, one {# thread spins} other {# threads spin}}, looking for work or on the way to it: until that ends nobody else is woken.",
        spinning,
      ),
    ];
  return idle > 0
    ? [t("No thread looks for work at present: the next goroutine that is readied wakes one (wakep).")]
    : [];
}

/** What the P does at present, and until when. */
function present(context: ExplainContext, p: number, time: number): string {
  const name = context.p(p);
  const view = context.pAt(p, time);
  switch (view.doing) {
    case "runs":
      return runsText(context, p, view, time);
    case "off-core":
      return view.g === NONE
        ? t("{0} is held by a thread that has no core.", name)
        : t("{0} is held by a thread that has no core, with {1} on it.", name, context.g(view.g));
    case "schedules":
      return t("{0} is choosing what to run.", name);
    case "in a system call":
      return t(
        "{0} is attached to {1}, which is in a system call: sysmon takes it away if that lasts.",
        name,
        context.g(view.g),
      );
    case "idle":
      return t("{0} has no thread at present: one has been woken for it, or was about to be.", name);
  }
}

function runsText(context: ExplainContext, p: number, view: PView, time: number): string {
  const [name, g] = [context.p(p), context.g(view.g)];
  const began = context.slices.began(p, context.after(time));
  if (began === NONE) return t("{0} runs {1}.", name, g);
  const due = began + 10e6;
  const ago = context.ns(time - began);
  return due > time
    ? t(
        "{0} runs {1}, in a slice that began {2} ago: sysmon asks it to give way once it has seen that slice for 10 ms, not before {3}.",
        name,
        g,
        ago,
        context.ns(due),
      )
    : t(
        "{0} runs {1}, in a slice that began {2} ago: sysmon asks it to give way the next time it looks.",
        name,
        g,
        ago,
      );
}

function stealing(context: ExplainContext, { queue, p }: QueuePlace, idle: readonly number[]): string {
  const names = idle.map((one) => context.p(one));
  if (RUN_QUEUES[queue] === "runnext")
    return names.length === 0
      ? t("No P is idle to steal it.")
      : t(
          "A thief takes a runnext only in its last round, and naps 3 µs before if {0} is running; idle: {1}.",
          context.p(p),
          listed(names, MOST_LISTED),
        );
  return names.length === 0
    ? t("No P is idle to steal it: it waits for its turn here.")
    : t("An idle P may steal it: {0}.", listed(names, MOST_LISTED));
}

function global(context: ExplainContext, ps: readonly number[], before: number, time: number): string[] {
  const used = ps.filter((p) => context.pAt(p, time).doing !== "idle");
  const soonest = used
    .map((p) => ({ p, left: context.slices.untilGlobal(p, before) }))
    .sort((one, other) => one.left - other.left)
    .slice(0, 3)
    .map(({ p, left }) =>
      left === 0
        ? t("{0} next", context.p(p))
        : t("{0} after {1, plural, one {# more slice} other {# more slices}}", context.p(p), left),
    );
  const points = [
    t("A P takes from the global queue when its own is empty, and first of all at every 61st of its slices."),
  ];
  if (soonest.length > 0) points.push(t("That is due on {0}.", listed(soonest, MOST_LISTED)));
  const empty = used.filter(
    (p) => context.queues.ringLength(p, before) === 0 && context.queues.runnext(p, before) === NONE,
  );
  if (empty.length > 0)
    points.push(
      t(
        "Nothing else is queued at {0}: {1, plural, one {it looks} other {they look}} here as soon as what runs there stops.",
        listed(
          empty.map((p) => context.p(p)),
          MOST_LISTED,
        ),
        empty.length,
      ),
    );
  return points;
}
