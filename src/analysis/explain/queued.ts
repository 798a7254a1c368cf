import { RUN_QUEUES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { ExplainContext, PView } from "./context";
import type { QueuePlace } from "./queueIndex";
import { counted, listed } from "./words";

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
    if (ahead.length > 0) points.push(`Before it: ${context.gs(ahead)}.`);
    points.push(...global(context, ps, before, time), ...looking(context, process, before, idle.length));
    return points;
  }
  const { p } = place;
  const next = context.queues.runnext(p, before);
  const all = next === NONE || next === g ? ahead : [next, ...ahead];
  if (all.length > 0) points.push(`Before it at ${context.p(p)}: ${context.gs(all)}.`);
  points.push(present(context, p, time));
  points.push(stealing(context, place, idle), ...looking(context, process, before, idle.length));
  return points;
}

/** Whether somebody is out looking for work: then no more are woken. */
function looking(context: ExplainContext, process: number, before: number, idle: number): string[] {
  const spinning = context.spinning(process, before);
  if (spinning > 0)
    return [
      `${counted(spinning, "thread")} ${spinning === 1 ? "spins" : "spin"}, looking for work or on the way to it: until that ends nobody else is woken.`,
    ];
  return idle > 0
    ? ["No thread looks for work at present: the next goroutine that is readied wakes one (wakep)."]
    : [];
}

/** What the P does at present, and until when. */
function present(context: ExplainContext, p: number, time: number): string {
  const name = context.p(p);
  const view = context.pAt(p, time);
  switch (view.doing) {
    case "runs":
      return `${name} runs ${context.g(view.g)}${sliceEnd(context, p, view, time)}.`;
    case "off-core":
      return `${name} is held by a thread that has no core${view.g === NONE ? "" : `, with ${context.g(view.g)} on it`}.`;
    case "schedules":
      return `${name} is choosing what to run.`;
    case "in a system call":
      return `${name} is attached to ${context.g(view.g)}, which is in a system call: sysmon takes it away if that lasts.`;
    case "idle":
      return `${name} has no thread at present: one has been woken for it, or was about to be.`;
  }
}

function sliceEnd(context: ExplainContext, p: number, view: PView, time: number): string {
  const began = context.slices.began(p, context.after(time));
  if (began === NONE) return "";
  const due = began + 10e6;
  return due > time
    ? `, in a slice that began ${context.ns(time - began)} ago: sysmon asks it to give way once it has seen that slice for 10 ms, not before ${context.ns(due)}`
    : `, in a slice that began ${context.ns(time - began)} ago: sysmon asks it to give way the next time it looks`;
}

function stealing(context: ExplainContext, { queue, p }: QueuePlace, idle: readonly number[]): string {
  const names = idle.map((one) => context.p(one));
  if (RUN_QUEUES[queue] === "runnext")
    return names.length === 0
      ? "No P is idle to steal it."
      : `A thief takes a runnext only in its last round, and naps 3 µs before if ${context.p(p)} is running; idle: ${listed(names)}.`;
  return names.length === 0
    ? "No P is idle to steal it: it waits for its turn here."
    : `An idle P may steal it: ${listed(names)}.`;
}

function global(context: ExplainContext, ps: readonly number[], before: number, time: number): string[] {
  const used = ps.filter((p) => context.pAt(p, time).doing !== "idle");
  const soonest = used
    .map((p) => ({ p, left: context.slices.untilGlobal(p, before) }))
    .sort((one, other) => one.left - other.left)
    .slice(0, 3)
    .map(({ p, left }) => `${context.p(p)} ${left === 0 ? "next" : `after ${counted(left, "more slice")}`}`);
  const points = [
    "A P takes from the global queue when its own is empty, and first of all at every 61st of its slices.",
  ];
  if (soonest.length > 0) points.push(`That is due on ${listed(soonest)}.`);
  const empty = used.filter(
    (p) => context.queues.ringLength(p, before) === 0 && context.queues.runnext(p, before) === NONE,
  );
  if (empty.length > 0)
    points.push(
      `Nothing else is queued at ${listed(empty.map((p) => context.p(p)))}: ${empty.length === 1 ? "it looks" : "they look"} here as soon as what runs there stops.`,
    );
  return points;
}
