import { describe, expect, it } from "vitest";
import {
  codeOf,
  PREEMPT_ENDS,
  READY_REASONS,
  RUN_RULES,
  START_REASONS,
  STEAL_LOOKS,
  STEAL_ROUND_ENDS,
} from "../../src/shared/enums";
import type { EventLog, LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import type { KindName } from "../../src/shared/schema";
import { roundDetail } from "../../src/analysis/steals";
import { validate } from "../../src/analysis/validate/validate";
import { runScript } from "../sim/goruntime/scripted";
import type { Script } from "../sim/goruntime/scripted";
import { eventsOf, withEvents } from "./support/editLog";

/** What the log says about decisions, broken in one place in the log of a real run. */

const ms = 1e6;

/** One P: three that compute past their slices, and a crowd that yields so often that the 61st tick comes by. */
function onOne(): EventLog {
  return runScript(
    function* (s) {
      const done = s.go.makechan(0);
      for (let i = 0; i < 3; i++) {
        yield s.spawn(
          "burner",
          (function* (): Script {
            yield s.compute(25 * ms);
            yield s.send(done, i);
          })(),
        );
      }
      yield s.spawn(
        "yielder",
        (function* (): Script {
          for (let i = 0; i < 20; i++) yield s.gosched();
          yield s.send(done, 3);
        })(),
      );
      yield s.spawn(
        "caller",
        (function* (): Script {
          yield () => s.go.syscall(1 * ms, true);
          yield () => s.go.ioNetwork(1 * ms);
          yield s.send(done, 4);
        })(),
      );
      for (let i = 0; i < 80; i++) {
        yield s.spawn(
          "brief",
          (function* (): Script {
            yield s.send(done, i);
          })(),
        );
      }
      for (let i = 0; i < 85; i++) yield s.recv(done);
    },
    { gomaxprocs: 1, cores: 2 },
  ).log;
}

/** Four Ps: thefts from rings, of runnext after naps, naps in vain, and timers. */
function onFour(): EventLog {
  return runScript(
    function* (s) {
      const done = s.go.makechan(0);
      for (let i = 0; i < 24; i++) {
        yield s.spawn(
          "worker",
          (function* (): Script {
            yield s.compute(20_000 * (1 + (i % 5)));
            yield s.sleep(10_000 * (i % 7));
            yield s.compute(5_000);
            yield s.send(done, i);
          })(),
        );
      }
      for (let i = 0; i < 24; i++) yield s.recv(done);
      yield s.sleep(1 * ms);
      const ping = s.go.makechan(0);
      yield s.spawn(
        "next",
        (function* (): Script {
          yield s.compute(0.1 * ms);
          for (let i = 0; i < 50; i++) yield s.send(ping, i);
        })(),
      );
      yield s.compute(0.2 * ms);
      for (let i = 0; i < 50; i++) yield s.recv(ping);
    },
    { gomaxprocs: 4, cores: 4, seed: 3 },
  ).log;
}

type Match = (event: LogEvent) => boolean;
type Mutation = (events: LogEvent[]) => void;

function find(events: readonly LogEvent[], kind: KindName, match: Match = () => true): number {
  const at = events.findIndex((event) => event.kind === Kind[kind] && match(event));
  if (at < 0) throw new Error(`no such ${kind}`);
  return at;
}

function change(kind: KindName, match: Match, edit: (event: LogEvent) => Partial<LogEvent>): Mutation {
  return (events) => {
    const event = events[find(events, kind, match)]!;
    Object.assign(event, edit(event));
  };
}

/** Changes all events of a kind that match. */
function changeAll(kind: KindName, match: Match, edit: (event: LogEvent) => Partial<LogEvent>): Mutation {
  return (events) => {
    for (const event of events)
      if (event.kind === Kind[kind] && match(event)) Object.assign(event, edit(event));
  };
}

function remove(kind: KindName, match?: Match): Mutation {
  return (events) => events.splice(find(events, kind, match), 1);
}

const end = (name: (typeof STEAL_ROUND_ENDS)[number]): Match => {
  const code = codeOf(STEAL_ROUND_ENDS, name);
  return (event) => event.aux === code;
};
const startedFor = (name: (typeof START_REASONS)[number]): Match => {
  const code = codeOf(START_REASONS, name);
  return (event) => event.aux === code;
};
const rule = (name: (typeof RUN_RULES)[number]): Match => {
  const code = codeOf(RUN_RULES, name);
  return (event) => event.aux === code;
};
const found =
  (look: (typeof STEAL_LOOKS)[number], round?: number): Match =>
  ({ a, b }) => {
    const detail = roundDetail(a, b);
    const code = codeOf(STEAL_LOOKS, look);
    return (round === undefined || detail.round === round) && (detail.counts[code] ?? 0) > 0;
  };
/** The first look of one kind in a round becomes another. */
const look =
  (from: (typeof STEAL_LOOKS)[number], to: (typeof STEAL_LOOKS)[number]) =>
  ({ a, b }: LogEvent): Partial<LogEvent> => {
    const at = roundDetail(a, b).looks!.indexOf(codeOf(STEAL_LOOKS, from));
    const shift = 2 + 2 * at;
    return { b: (b & ~(3 << shift)) | (codeOf(STEAL_LOOKS, to) << shift) };
  };

const FOUR: readonly (readonly [what: string, mutation: Mutation, check: string, message: RegExp])[] = [
  [
    "a step that meets a P twice",
    change("StealRound", end("nothing"), ({ a }) => ({ a: (a & ~(0x3ff << 10)) | (2 << 10) })),
    "steals",
    /walks over 4 Ps from \d in steps of 2/,
  ],
  [
    "a start behind the last P",
    change("StealRound", end("nothing"), ({ a }) => ({ a: a | 0x3ff })),
    "steals",
    /walks over 4 Ps from 1023/,
  ],
  [
    "a walk over more Ps than there are",
    change("StealRound", end("nothing"), ({ a }) => ({ a: (a & 0xfffff) | (6 << 20) })),
    "steals",
    /walks over 7 Ps, but there are 4/,
  ],
  [
    "a round left out",
    remove("StealRound", (event) => end("nothing")(event) && (event.b & 3) === 1),
    "steals",
    /begins round 3 of its search, but not after round 2/,
  ],
  [
    "a search that begins in the middle",
    change(
      "StealRound",
      ({ b }) => (b & 3) === 0,
      ({ b }) => ({ b: b | 2 }),
    ),
    "steals",
    /begins round 3/,
  ],
  [
    "an empty P said to be idle",
    // A P that has been given to an M which has not yet come is in state idle too: not every one is wrong.
    changeAll("StealRound", found("empty"), look("empty", "idle")),
    "steals",
    /found P\d idle, but it is not/,
  ],
  [
    "an idle P said to have its runnext kept",
    change("StealRound", found("idle", 1), look("idle", "runnext kept")),
    "steals",
    /found P\d runnext kept, but it has 0 in its ring and 0 in runnext/,
  ],
  [
    "a runnext that was kept said to be nothing",
    change("StealRound", found("runnext kept", 1), look("runnext kept", "empty")),
    "steals",
    /found P\d empty, but it has 0 in its ring and 1 in runnext/,
  ],
  [
    "a theft without a round",
    remove("StealRound", end("ring")),
    "steals",
    /the theft of P\d from P\d is not the end of a round/,
  ],
  [
    "a theft in another round",
    change(
      "Steal",
      () => true,
      ({ b }) => ({ b: b ^ (7 << 20) }),
    ),
    "steals",
    /is not the end of a round/,
  ],
  [
    "a nap before the last round",
    change("StealRound", end("nap"), ({ b }) => ({ b: b & ~3 })),
    "steals",
    /round 1/,
  ],
  [
    "a round that goes on elsewhere after a nap",
    (events) => {
      const nap = find(events, "StealRound", end("nap"));
      const { task } = events[nap]!;
      const next = events.findIndex(
        (event, i) => i > nap && event.kind === Kind.StealRound && event.task === task,
      );
      const event = events[next]!;
      event.a = (event.a & ~0x3ff) | (((event.a & 0x3ff) + 1) % 4);
    },
    "steals",
    /has napped in round 4, and goes on with another round/,
  ],
  [
    "a thief with goroutines of its own",
    change(
      "Steal",
      () => true,
      ({ b }) => ({ b: b | (3 << 23) }),
    ),
    "steals",
    /the thief's ring holds 0, not 3/,
  ],
  [
    "a theft from a P the walk had not come to",
    changeAll("StealRound", end("ring"), ({ a }) => ({ a: (a & ~0x3ff) | (((a & 0x3ff) + 2) % 4) })),
    "steals",
    /had come to P\d|found P\d/,
  ],
  [
    "started for work that is not there",
    change("StartM", startedFor("work was readied"), () => ({
      aux: codeOf(START_REASONS, "hand-off: its own queue has work"),
    })),
    "starts",
    /is started \(hand-off: its own queue has work\) with P\d, which has 0 goroutines queued/,
  ],
  [
    "a timer of no P",
    change(
      "GoRunnable",
      ({ aux }) => aux === codeOf(READY_REASONS, "timer"),
      () => ({ b: -1 }),
    ),
    "wakers",
    /is woken by a timer of no P/,
  ],
  [
    "refused to spin for too few",
    (events) => {
      const at = find(events, "SpinStart");
      events.splice(at + 1, 0, { ...events[at]!, kind: Kind.SpinRefused, aux: 0, b: 4 });
    },
    "spinning",
    /is refused to spin, but only 1 spin for 4 busy Ps/,
  ],
];

const ONE: typeof FOUR = [
  [
    "a hand-off to somebody else",
    change(
      "Handoff",
      ({ b }) => b >= 0,
      () => ({ b: 0 }),
    ),
    "starts",
    /P0 is handed off to main \(tid 2\), which was not started with it/,
  ],
  [
    "a poll that waits where nobody may wait",
    change(
      "Netpoll",
      () => true,
      ({ b }) => ({ b: 1 - b }),
    ),
    "wakers",
    /polls the network for findRunnable( \(blocking\), without blocking|, blocking)|for sysmon, blocking/,
  ],
  [
    "another tick at the start",
    change(
      "Schedtick",
      () => true,
      () => ({ b: 5 }),
    ),
    "schedtick",
    /but its schedtick is \d+/,
  ],
  [
    "the 61st tick at another one",
    change("GoRunning", rule("global queue"), () => ({ aux: codeOf(RUN_RULES, "global queue (61st tick)") })),
    "schedtick",
    /by the rule global queue \(61st tick\), but its schedtick is \d+/,
  ],
  [
    "the 61st tick not told",
    change("GoRunning", rule("global queue (61st tick)"), () => ({ aux: codeOf(RUN_RULES, "global queue") })),
    "schedtick",
    /by the rule global queue, but it/,
  ],
  [
    "a slice that is not inherited",
    change("GoRunning", rule("runnext"), () => ({ b: 0 })),
    "schedtick",
    /by the rule runnext, with a slice of its own/,
  ],
  [
    "an inherited slice",
    change("GoRunning", rule("local queue"), () => ({ b: 1 })),
    "schedtick",
    /by the rule local queue, in the slice of another/,
  ],
  [
    "preempted without a request",
    remove("PreemptRequest"),
    "preemption",
    /a request to give way ends, but there was none/,
  ],
  [
    "preempted without having taken it",
    remove("PreemptDone"),
    "preemption",
    /burner is preempted, but no request was taken/,
  ],
  [
    "a request that was lost and obeyed",
    change(
      "PreemptDone",
      () => true,
      () => ({ aux: codeOf(PREEMPT_ENDS, "lost") }),
    ),
    "preemption",
    /burner is preempted, but no request was taken/,
  ],
  [
    "a request that does not end",
    (events) => {
      const at = find(events, "GoDead");
      const { time, g } = events[at]!;
      const born = events.findIndex((event) => event.kind === Kind.GoRunning && event.a === g);
      const { p, core, task } = events[born]!;
      events.splice(at, 0, { ...events[at]!, kind: Kind.PreemptRequest, time, core, task, a: g, b: p });
    },
    "preemption",
    /ends, but the request to give way has not ended/,
  ],
  [
    "a request to one that does not run there",
    change(
      "PreemptRequest",
      () => true,
      () => ({ a: 0 }),
    ),
    "preemption",
    /G1 main is asked to give way on P0, where it does not run/,
  ],
];

describe.each([
  ["one P", onOne, ONE],
  ["four Ps", onFour, FOUR],
] as const)("a log of %s", (_, make, cases) => {
  const log = make();

  it("is fine when it is whole", () => {
    expect(validate(log)).toBeUndefined();
  });

  it.each(cases)("%s", (_, mutation, check, message) => {
    const events = eventsOf(log);
    mutation(events);
    const violation = validate(withEvents(log, events));
    expect(violation?.message).toMatch(message);
    expect(violation?.check).toBe(check);
  });
});
