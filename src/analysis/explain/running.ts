import { PREEMPT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { goroutineOf } from "../../shared/trace/entity";
import { spanAt } from "../state";
import { changeReason } from "../transitions";
import type { ExplainContext } from "./context";
import { listed } from "./words";

/** Why a thread that could run has no core at `time`. */
export function explainOffCore(context: ExplainContext, task: number, time: number): string[] {
  const { log, lanes } = context;
  const points: string[] = [];
  const span = spanAt(lanes.m, task, time, log.endTime);
  if (span !== NONE) {
    const since = lanes.m.start[span] ?? 0;
    const reason = changeReason(log.read(lanes.m.event[span] ?? 0));
    points.push(
      `${context.m(task)} waits for a core since ${context.ns(since)} (for ${context.ns(time - since)})${reason === "" ? "" : `: it was ${reason}`}.`,
    );
  }
  const busy: string[] = [];
  for (let core = 0; core < log.config.cores; core++) {
    const at = spanAt(lanes.core, core, time, log.endTime);
    if (at === NONE) continue;
    const g = goroutineOf(lanes.core.entity[at] ?? NONE);
    const other = lanes.core.other[at] ?? NONE;
    busy.push(`${context.core(core)} runs ${context.m(other)}${g === NONE ? "" : ` with ${context.g(g)}`}`);
  }
  if (busy.length > 0) points.push(`Meanwhile ${listed(busy)}.`);
  points.push(
    "Its P stays with it: sysmon takes Ps from system calls only, not from threads without a core.",
  );
  return points;
}

/** The slice that is under way, and requests to end it. */
export function explainSlice(context: ExplainContext, g: number, p: number, time: number): string[] {
  const { log } = context;
  const before = context.after(time);
  const began = context.slices.began(p, before);
  const points: string[] = [];
  if (began !== NONE && began < time)
    points.push(`The slice on ${context.p(p)} began ${context.ns(time - began)} ago.`);
  const latest = context.requests.lastBefore(g, before);
  if (latest === NONE) return points;
  const request = log.read(latest);
  if (request.kind === Kind.PreemptRequest) {
    const why = PREEMPT_REASONS[request.aux] ?? "";
    points.push(
      `${request.task === NONE ? "The runtime" : context.m(request.task)} asked it to give way at ${context.ns(request.time)}${why === "" ? "" : ` (${why})`}${signalled(context, latest) ? ", by a signal" : ""}: it does so at its next safe point.`,
    );
  }
  return points;
}

/** Whether a request sent a signal: it follows within the same step. */
function signalled({ log }: ExplainContext, request: number): boolean {
  const { time, task } = log.read(request);
  for (let at = request + 1; at < log.length; at++) {
    const event = log.read(at);
    if (event.time !== time || event.task !== task || event.kind === Kind.PreemptRequest) return false;
    if (event.kind === Kind.Signal) return true;
  }
  return false;
}
