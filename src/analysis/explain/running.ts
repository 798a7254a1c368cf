import { PREEMPT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import { Kind } from "../../shared/schema";
import { goroutineOf } from "../../shared/trace/entity";
import { spanAt } from "../state";
import { changeReason } from "../transitions";
import { inParentheses, listed, since } from "../words";
import type { ExplainContext } from "./context";

/** Cores that are told. */
const MOST_CORES = 4;

/** Why a thread that could run has no core at `time`. */
export function explainOffCore(context: ExplainContext, task: number, time: number): string[] {
  const { log, lanes } = context;
  const points: string[] = [];
  const span = spanAt(lanes.m, task, time, log.endTime);
  if (span !== NONE) {
    const when = since(lanes.m.start[span] ?? 0, time);
    const reason = changeReason(log.read(lanes.m.event[span] ?? 0));
    points.push(
      reason === ""
        ? t("{0} waits for a core {1}.", context.m(task), when)
        : t("{0} waits for a core {1}: it was {2}.", context.m(task), when, reason),
    );
  }
  const busy: string[] = [];
  for (let core = 0; core < log.config.cores; core++) {
    const at = spanAt(lanes.core, core, time, log.endTime);
    if (at === NONE) continue;
    const g = goroutineOf(lanes.core.entity[at] ?? NONE);
    const other = lanes.core.other[at] ?? NONE;
    const [name, m] = [context.core(core), context.m(other)];
    busy.push(g === NONE ? t("{0} runs {1}", name, m) : t("{0} runs {1} with {2}", name, m, context.g(g)));
  }
  if (busy.length > 0) points.push(t("Meanwhile {0}.", listed(busy, MOST_CORES)));
  points.push(
    t("Its P stays with it: sysmon takes Ps from system calls only, not from threads without a core."),
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
    points.push(t("The slice on {0} began {1} ago.", context.p(p), context.ns(time - began)));
  const latest = context.requests.lastBefore(g, before);
  if (latest === NONE) return points;
  const request = log.read(latest);
  if (request.kind === Kind.PreemptRequest) {
    const why = PREEMPT_REASONS[request.aux] ?? "";
    const who = request.task === NONE ? t("The runtime") : context.m(request.task);
    const when = `${context.ns(request.time)}${inParentheses(why)}`;
    points.push(
      signalled(context, latest)
        ? t("{0} asked it to give way at {1}, by a signal: it does so at its next safe point.", who, when)
        : t("{0} asked it to give way at {1}: it does so at its next safe point.", who, when),
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
