import { SYSCALLS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { durationText } from "../../shared/l10n/numbers";
import { t } from "../../shared/l10n/t";
import type { LogEvent } from "../../shared/log/eventLog";
import { threadEntity } from "../../shared/trace/entity";
import type { Explanation } from "../../shared/trace/queries";
import type { ThreadAt } from "../../shared/trace/threads";
import { coreName, objectName, threadLabel } from "../names";
import type { ThreadIndex } from "./threadIndex";
import { stateAfter } from "./threadIndex";
import { changeReason } from "../transitions";
import { atPlace, inParentheses, listed, since, until } from "../words";

/** Threads that are told by name. */
const MOST_NAMED = 4;

/** What a wait for a reason of TASK_REASONS ends with. */
function ends(reason: string): string[] {
  switch (reason) {
    case "futex":
      return [t("It goes on when another thread wakes it there, as who unlocks a lock does.")];
    case "sleep":
      return [t("A timer of the kernel ends it.")];
    case "disk":
      return [t("It goes on when the disk has done its request.")];
    case "network":
      return [t("It goes on when the answer is there.")];
    case "child":
      return [t("It goes on when a child of its process ends.")];
    case "thread":
      return [t("It goes on when the thread that it joins ends.")];
    case "read":
      return [t("It goes on when there is something to read, or nobody is left who could write.")];
    case "write":
      return [t("It goes on when there is room.")];
    case "send":
      return [t("It goes on when there is room, or a receiver.")];
    case "receive":
      return [t("It goes on when a message comes.")];
    case "semaphore":
      return [t("It goes on when the semaphore is released.")];
    case "poll":
      return [t("It goes on when a descriptor is ready.")];
    case "stopped":
      return [t("A signal has stopped it: SIGCONT lets it go on.")];
    default:
      return [];
  }
}

type Told = Pick<Explanation, "sentence" | "points">;

/** Why a kernel thread is in its state at `time`, ns; what happens in that instant has happened. Nothing where it does not exist then. */
export function explainThread(threads: ThreadIndex, task: number, time: number): Explanation | undefined {
  const change = threads.changeAt(task, time);
  const now = threads.one(task, time);
  if (change === undefined || now === undefined) return undefined;
  return { entity: threadEntity(task), time, state: now.state, ...tell(threads, now, change, time) };
}

function tell(threads: ThreadIndex, now: ThreadAt, change: LogEvent, time: number): Told {
  const name = threadLabel(threads.log, now.task);
  const sinceWhen = since(now.since, time);
  switch (now.state) {
    case "running":
      return {
        sentence: t("{0} runs on {1} {2}.", name, coreName(now.core), sinceWhen),
        points: [
          ...came(threads, now.task, time),
          ...inCall(threads, now.task, time),
          ...next(threads, now.task, time),
        ],
      };
    case "runnable":
      return runnable(threads, name, sinceWhen, now, change, time);
    case "waiting":
      return {
        sentence: t(
          "{0} waits ({1}){2}{3} {4}.",
          name,
          now.reason,
          waitsAt(threads, now, change),
          at(threads, change.loc),
          sinceWhen,
        ),
        points: [...inCall(threads, now.task, time), ...ends(now.reason), ...next(threads, now.task, time)],
      };
    case "zombie":
      return {
        sentence: t("{0} has ended ({1}), and nobody has waited for it yet.", name, now.reason),
        points: [],
      };
    default:
      return {
        sentence: t("{0} has been created, and has not been started.", name),
        points: next(threads, now.task, time),
      };
  }
}

function runnable(
  threads: ThreadIndex,
  name: string,
  sinceWhen: string,
  now: ThreadAt,
  change: LogEvent,
  time: number,
): Told {
  const { log } = threads;
  const points = [because(threads, now.task, change), ...next(threads, now.task, time)].filter(
    (point) => point !== "",
  );
  if (threads.enqueuedAt(now.task, time) === undefined)
    return { sentence: t("{0} has been chosen, {1}; its core is switching to it.", name, sinceWhen), points };
  const others = threads.queueAt(now.core, time).filter((task) => task !== now.task);
  const global = log.config.queues.startsWith("global");
  const running = threads
    .at(time, Infinity)
    .threads.filter(({ state, core }) => state === "running" && (global || core === now.core))
    .map(({ task }) => threadLabel(log, task));
  points.splice(
    1,
    0,
    ...(running.length === 0
      ? []
      : [
          global
            ? t("Meanwhile {0} run.", listed(running, MOST_NAMED))
            : t("Meanwhile {0} runs {1}.", coreName(now.core), listed(running, MOST_NAMED)),
        ]),
    others.length === 0
      ? t("Nobody else waits there.")
      : t(
          "{0, plural, one {# more thread} other {# more threads}} there: {1}. The policy ({2}) says who is next.",
          others.length,
          listed(
            others.map((task) => threadLabel(log, task)),
            MOST_NAMED,
          ),
          log.config.policy,
        ),
  );
  const sentence = global
    ? t("{0} is ready to run {1}, in the run queue of all cores.", name, sinceWhen)
    : t("{0} is ready to run {1}, in the run queue of {2}.", name, sinceWhen, coreName(now.core));
  return { sentence, points };
}

/** By what it became ready to run. */
function because(threads: ThreadIndex, task: number, change: LogEvent): string {
  const { log } = threads;
  const reason = changeReason(change);
  const by = change.task === NONE || change.task === task ? "" : threadLabel(log, change.task);
  switch (reason) {
    case "created":
      return by === ""
        ? t("It has just begun.")
        : t("{0} created it{1}, or its time to arrive came.", by, at(threads, change.loc));
    case "preempted":
      return t("It was preempted: its time was up, or a more urgent thread came.");
    case "yielded":
      return t("It gave its core up by itself{0}.", at(threads, change.loc));
    case "woken":
      return by === ""
        ? t("An interrupt woke it.")
        : t("{0} was on the core when it was woken{1}.", by, at(threads, change.loc));
    default:
      return reason === "" ? "" : t("Because of: {0}.", reason);
  }
}

/** How it came onto its core. */
function came(threads: ThreadIndex, task: number, time: number): string[] {
  const dispatch = threads.dispatchAt(task, time);
  if (dispatch === undefined) return [];
  const core = coreName(dispatch.core);
  if (dispatch.a === NONE) return [t("Before, {0} was idle.", core)];
  const reason = changeReason(dispatch);
  return [
    t("It took {0} over from {1}{2}.", core, threadLabel(threads.log, dispatch.a), inParentheses(reason)),
  ];
}

function inCall(threads: ThreadIndex, task: number, time: number): string[] {
  const call = threads.callAt(task, time);
  if (call === undefined) return [];
  const argument = threads.log.readWide(call.a);
  const name = `${SYSCALLS[call.aux] ?? ""}${argument === NONE ? "" : inParentheses(String(argument))}`;
  return [t("It is in the system call {0} since {1}.", name, durationText(call.time))];
}

/** The futex that it sleeps on. */
function waitsAt(threads: ThreadIndex, { task }: ThreadAt, change: LogEvent): string {
  const futex = threads.futexAt(task, change);
  return futex === NONE ? "" : t(" on {0}", objectName(threads.log, futex));
}

/** What becomes of it. */
function next(threads: ThreadIndex, task: number, time: number): string[] {
  const event = threads.next(task, time);
  if (event === undefined) return [t("Nothing more becomes of it before the run ends.")];
  const when = until(event.time, time);
  const state = TASK_STATES[stateAfter(event)] ?? "";
  const reason = changeReason(event);
  const by = event.task === NONE || event.task === task ? "" : threadLabel(threads.log, event.task);
  switch (state) {
    case "runnable":
      if (reason === "woken")
        return [
          by === ""
            ? t("It is woken {0}{1}.", when, "")
            : t("It is woken {0}, while {1} runs{2}.", when, by, at(threads, event.loc)),
        ];
      return [t("It is ready to run {0}{1}.", when, inParentheses(reason))];
    case "running":
      return [t("It runs on {0} {1}.", coreName(event.core), when)];
    case "waiting":
      return [t("It begins to wait {0} ({1}){2}.", when, reason, at(threads, event.loc))];
    default:
      return [t("It ends {0} ({1}).", when, reason)];
  }
}

function at(threads: ThreadIndex, loc: number): string {
  return atPlace(threads.log, loc);
}
