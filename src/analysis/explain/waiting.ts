import { CASE_DIRECTIONS, SYNC_OPS, WAIT_REASONS } from "../../shared/enums";
import type { SyncOp, WaitReason } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Explanation } from "../../shared/trace/queries";
import { objectName } from "../names";
import { changeReason } from "../transitions";
import { inParentheses, until } from "../words";
import type { ExplainContext } from "./context";

/** Uses of an object that are looked through for who holds it or who could wake its waiters. */
const REACH = 2000;

const TAKES: readonly SyncOp[] = ["lock", "lock (acquired after waiting)", "lock (handed over)"];

/** Reasons to wait for a lock. */
const LOCKS: readonly string[] = [
  "sync.Mutex.Lock",
  "sync.RWMutex.Lock",
  "sync.RWMutex.RLock",
] satisfies readonly WaitReason[];

/** Cases of a select that are told. */
const MOST_CASES = 16;

/** Reasons that never end. */
const FOR_EVER: Partial<Record<WaitReason, () => string>> = {
  "chan receive (nil chan)": () => t("A receive from a nil channel never ends."),
  "chan send (nil chan)": () => t("A send on a nil channel never ends."),
  "select (no cases)": () => t("A select without cases never ends."),
};

/** What a goroutine waits for, and who could end that. `wait` is its GoWaiting, `next` its next change of state. */
export function explainWait(
  context: ExplainContext,
  name: string,
  since: string,
  wait: LogEvent,
  next: LogEvent | undefined,
  time: number,
): Pick<Explanation, "sentence" | "points"> {
  const reason = WAIT_REASONS[wait.aux] ?? "";
  const object = wait.b;
  const on = object === NONE ? "" : t(" on {0}", objectName(context.log, object));
  const sentence = t("{0} waits ({1}){2}{3} {4}.", name, reason, on, context.at(wait.loc), since);
  const points: string[] = [];
  const forEver = (FOR_EVER as Partial<Record<string, () => string>>)[reason];
  if (forEver !== undefined) points.push(forEver());
  else if (reason === "IO wait")
    points.push(
      object === NONE
        ? t("The netpoller readies it when its request is answered.")
        : t("The netpoller readies it when the descriptor is ready."),
    );
  else if (object !== NONE) points.push(...aboutObject(context, reason, object, wait.a, time));
  else if (reason === "select") points.push(...casesOf(context, wait));
  points.push(end(context, next, time));
  return { sentence, points };
}

function aboutObject(
  context: ExplainContext,
  reason: string,
  object: number,
  g: number,
  time: number,
): string[] {
  const made = context.log.tables.objects[object]?.created ?? NONE;
  const points = made === NONE ? [] : [t("That was made{0}.", context.at(made))];
  const before = context.after(time);
  if (LOCKS.includes(reason)) {
    const holders = holdersOf(context, object, before);
    points.push(
      holders.length === 0
        ? t("Nobody holds it: a waiter has been chosen, or the lock is about to be taken.")
        : t("{0} {1, plural, one {holds} other {hold}} it.", context.gs(holders), holders.length),
    );
    return points;
  }
  if (context.log.tables.objects[object]?.kind === "waitgroup") {
    const use = context.uses.lastBefore(object, before);
    if (use !== NONE) points.push(t("Its counter is {0}: at 0 it lets go.", context.log.read(use).b));
    return points;
  }
  const kind = reason === "chan receive" ? Kind.ChanSend : reason === "chan send" ? Kind.ChanRecv : NONE;
  if (kind === NONE) return points;
  const others = usersOf(context, object, kind, g, before);
  points.push(usersText(kind, others.length === 0 ? undefined : context.gs(others)));
  return points;
}

function usersText(kind: number, who: string | undefined): string {
  if (kind === Kind.ChanSend)
    return who === undefined
      ? t("No other goroutine has sent on it so far.")
      : t("So far {0} sent on it.", who);
  return who === undefined
    ? t("No other goroutine has received from it so far.")
    : t("So far {0} received from it.", who);
}

/** Who has locked it, or holds it for reading, and has not unlocked it since. */
function holdersOf(context: ExplainContext, object: number, before: number): number[] {
  const uses = context.uses.countBefore(object, before);
  const readers: number[] = [];
  const released = new Map<number, number>();
  for (let n = uses - 1; n >= Math.max(0, uses - REACH); n--) {
    const { kind, aux, g } = context.log.read(context.uses.at(object, n));
    const op = kind === Kind.Sync ? SYNC_OPS[aux] : undefined;
    if (op === undefined) continue;
    const left = released.get(g) ?? 0;
    if (op === "runlock") released.set(g, left + 1);
    else if (op === "rlock" && left > 0) released.set(g, left - 1);
    else if (op === "rlock") readers.push(g);
    else if (op === "unlock") return readers;
    else if (TAKES.includes(op)) return readers.length > 0 ? readers : [g];
  }
  return readers;
}

/** The cases of a select that waits: they come right before its GoWaiting. */
function casesOf(context: ExplainContext, wait: LogEvent): string[] {
  const cases: { readonly position: number; readonly text: string }[] = [];
  for (let at = wait.index - 1; at >= 0 && cases.length < MOST_CASES; at--) {
    const event = context.log.read(at);
    if (event.kind !== Kind.SelectCase || event.task !== wait.task) break;
    const name = objectName(context.log, event.a);
    const text = CASE_DIRECTIONS[event.aux] === "send" ? t("send on {0}", name) : t("receive from {0}", name);
    cases.push({ position: event.b, text });
  }
  const texts = cases.sort((one, other) => one.position - other.position).map(({ text }) => text);
  if (texts.length === 0) return [];
  return [
    t(
      "It waits to {0}.",
      texts.reduce((before, text) => t("{0}, or to {1}", before, text)),
    ),
  ];
}

/** Other goroutines that have used a channel in this way, the latest first. */
function usersOf(context: ExplainContext, object: number, kind: number, g: number, before: number): number[] {
  const uses = context.uses.countBefore(object, before);
  const found = new Set<number>();
  for (let n = uses - 1; n >= Math.max(0, uses - REACH) && found.size < 8; n--) {
    const event = context.log.read(context.uses.at(object, n));
    if (event.kind === kind && event.g !== NONE && event.g !== g) found.add(event.g);
  }
  return [...found];
}

/** Who ends the wait, and when. */
function end(context: ExplainContext, next: LogEvent | undefined, time: number): string {
  if (next === undefined) return t("Nobody wakes it before the run ends.");
  const when = until(next.time, time);
  const reason = changeReason(next);
  if (reason === "timer") return t("Its timer wakes it {0}.", when);
  if (next.g !== NONE && next.g !== next.a)
    return t("{0} wakes it {1}{2}.", context.g(next.g), when, context.place(next.loc));
  return t("It is woken {0}{1}.", when, inParentheses(reason));
}
