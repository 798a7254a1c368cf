import { formatDuration } from "../../shared/duration";
import { SYSCALLS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { LogEvent } from "../../shared/log/eventLog";
import { threadEntity } from "../../shared/trace/entity";
import type { Explanation } from "../../shared/trace/queries";
import type { ThreadAt } from "../../shared/trace/threads";
import { coreName, locName, objectName, threadLabel } from "../names";
import { counted, listed } from "../explain/words";
import type { ThreadIndex } from "./threadIndex";
import { stateAfter } from "./threadIndex";
import { changeReason } from "../transitions";

/** What a wait for a reason of TASK_REASONS ends with. */
const ENDS: Readonly<Record<string, string>> = {
  futex: "It goes on when another thread wakes it there, as who unlocks a lock does.",
  sleep: "A timer of the kernel ends it.",
  disk: "It goes on when the disk has done its request.",
  network: "It goes on when the answer is there.",
  child: "It goes on when a child of its process ends.",
  thread: "It goes on when the thread that it joins ends.",
  read: "It goes on when there is something to read, or nobody is left who could write.",
  write: "It goes on when there is room.",
  send: "It goes on when there is room, or a receiver.",
  receive: "It goes on when a message comes.",
  semaphore: "It goes on when the semaphore is released.",
  poll: "It goes on when a descriptor is ready.",
  stopped: "A signal has stopped it: SIGCONT lets it go on.",
};

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
  const since = `since ${formatDuration(now.since)} (for ${formatDuration(time - now.since)})`;
  switch (now.state) {
    case "running":
      return {
        sentence: `${name} runs on ${coreName(now.core)} ${since}.`,
        points: [
          ...came(threads, now.task, time),
          ...inCall(threads, now.task, time),
          ...next(threads, now.task, time),
        ],
      };
    case "runnable":
      return runnable(threads, name, since, now, change, time);
    case "waiting":
      return {
        sentence: `${name} waits (${now.reason})${waitsAt(threads, now, change)}${at(threads, change.loc)} ${since}.`,
        points: [
          ...inCall(threads, now.task, time),
          ...[ENDS[now.reason]].filter((text) => text !== undefined),
          ...next(threads, now.task, time),
        ],
      };
    case "zombie":
      return { sentence: `${name} has ended (${now.reason}), and nobody has waited for it yet.`, points: [] };
    default:
      return {
        sentence: `${name} has been created, and has not been started.`,
        points: next(threads, now.task, time),
      };
  }
}

function runnable(
  threads: ThreadIndex,
  name: string,
  since: string,
  now: ThreadAt,
  change: LogEvent,
  time: number,
): Told {
  const { log } = threads;
  const points = [because(threads, now.task, change), ...next(threads, now.task, time)].filter(
    (point) => point !== "",
  );
  if (threads.enqueuedAt(now.task, time) === undefined)
    return { sentence: `${name} has been chosen, ${since}; its core is switching to it.`, points };
  const others = threads.queueAt(now.core, time).filter((task) => task !== now.task);
  const global = log.config.queues.startsWith("global");
  const queue = global ? "the run queue of all cores" : `the run queue of ${coreName(now.core)}`;
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
            ? `Meanwhile ${listed(running)} run.`
            : `Meanwhile ${coreName(now.core)} runs ${listed(running)}.`,
        ]),
    others.length === 0
      ? "Nobody else waits there."
      : `${counted(others.length, "more thread")} there: ${listed(others.map((task) => threadLabel(log, task)))}. The policy (${log.config.policy}) says who is next.`,
  );
  return { sentence: `${name} is ready to run ${since}, in ${queue}.`, points };
}

/** By what it became ready to run. */
function because(threads: ThreadIndex, task: number, change: LogEvent): string {
  const { log } = threads;
  const reason = changeReason(change);
  const by = change.task === NONE || change.task === task ? "" : threadLabel(log, change.task);
  switch (reason) {
    case "created":
      return by === ""
        ? "It has just begun."
        : `${by} created it${at(threads, change.loc)}, or its time to arrive came.`;
    case "preempted":
      return "It was preempted: its time was up, or a more urgent thread came.";
    case "yielded":
      return `It gave its core up by itself${at(threads, change.loc)}.`;
    case "woken":
      return by === ""
        ? "An interrupt woke it."
        : `${by} was on the core when it was woken${at(threads, change.loc)}.`;
    default:
      return reason === "" ? "" : `Because of: ${reason}.`;
  }
}

/** How it came onto its core. */
function came(threads: ThreadIndex, task: number, time: number): string[] {
  const dispatch = threads.dispatchAt(task, time);
  if (dispatch === undefined) return [];
  const core = coreName(dispatch.core);
  if (dispatch.a === NONE) return [`Before, ${core} was idle.`];
  const reason = changeReason(dispatch);
  return [
    `It took ${core} over from ${threadLabel(threads.log, dispatch.a)}${reason === "" ? "" : ` (${reason})`}.`,
  ];
}

function inCall(threads: ThreadIndex, task: number, time: number): string[] {
  const call = threads.callAt(task, time);
  if (call === undefined) return [];
  const argument = threads.log.readWide(call.a);
  const on = argument === NONE ? "" : ` (${argument})`;
  return [`It is in the system call ${SYSCALLS[call.aux] ?? ""}${on} since ${formatDuration(call.time)}.`];
}

/** The futex that it sleeps on. */
function waitsAt(threads: ThreadIndex, { task }: ThreadAt, change: LogEvent): string {
  const futex = threads.futexAt(task, change);
  return futex === NONE ? "" : ` on ${objectName(threads.log, futex)}`;
}

/** What becomes of it. */
function next(threads: ThreadIndex, task: number, time: number): string[] {
  const event = threads.next(task, time);
  if (event === undefined) return ["Nothing more becomes of it before the run ends."];
  const when = `in ${formatDuration(event.time - time)}, at ${formatDuration(event.time)}`;
  const state = TASK_STATES[stateAfter(event)] ?? "";
  const reason = changeReason(event);
  const by = event.task === NONE || event.task === task ? "" : threadLabel(threads.log, event.task);
  switch (state) {
    case "runnable":
      if (reason === "woken")
        return [
          by === ""
            ? `It is woken ${when}.`
            : `It is woken ${when}, while ${by} runs${at(threads, event.loc)}.`,
        ];
      return [`It is ready to run ${when}${reason === "" ? "" : ` (${reason})`}.`];
    case "running":
      return [`It runs on ${coreName(event.core)} ${when}.`];
    case "waiting":
      return [`It begins to wait ${when} (${reason})${at(threads, event.loc)}.`];
    default:
      return [`It ends ${when} (${reason}).`];
  }
}

function at(threads: ThreadIndex, loc: number): string {
  const place = locName(threads.log, loc);
  return place === "" ? "" : ` at ${place}`;
}
