import { codeOf, READY_REASONS, RUN_QUEUES, RUN_RULES, WAIT_REASONS } from "../src/shared/enums";
import { NONE } from "../src/shared/ids";
import type { EventLog } from "../src/shared/log/eventLog";
import { Kind } from "../src/shared/schema";
import { LogWorld } from "../test/analysis/support/logWorld";

export const CORES = 4;
const GOROUTINES = 1000;
/** Events of a turn: one slice of a core. */
export const TURN = 5;

/** Each core's goroutines take turns: the running one wakes the one that has waited longest, then waits itself. */
export function longLog(events: number): EventLog {
  const world = new LogWorld({ cores: CORES, gomaxprocs: CORES });
  const { log } = world;
  world.start();
  const waiting: number[][] = [];
  const running: number[] = [];
  for (let core = 0; core < CORES; core++) {
    const p = world.p();
    world.taskOn(core, `M${core}`);
    world.acquire(core, p);
    waiting.push([]);
    for (let i = 0; i < GOROUTINES / CORES; i++) {
      const g = world.newG(`worker${i % 5}`);
      world.putLocal(p, g);
      world.run(core, world.getLocal(p), "local queue");
      if (i + 1 < GOROUTINES / CORES) waiting[core]?.push(world.park(core, "chan receive", NONE, i % 20));
      else running.push(g);
    }
  }
  const ready = codeOf(READY_REASONS, "ready");
  const receive = codeOf(WAIT_REASONS, "chan receive");
  const local = codeOf(RUN_QUEUES, "local");
  const localRule = codeOf(RUN_RULES, "local queue");
  const heads = new Int32Array(CORES);
  for (let turn = 0; log.length < events; turn++) {
    const core = turn % CORES;
    const lane = waiting[core];
    const head = heads[core] ?? 0;
    const g = running[core] ?? NONE;
    const next = lane?.[head] ?? NONE;
    log.now += 250 + ((turn * 7919) % 500);
    log.core = core;
    log.task = core;
    log.p = core;
    log.g = g;
    log.loc = turn % 20;
    log.emit(Kind.GoRunnable, ready, next);
    log.emit(Kind.RunqPut, local, next, 1);
    log.emit(Kind.GoWaiting, receive, g, NONE);
    log.g = NONE;
    log.loc = NONE;
    log.emit(Kind.RunqGet, local, next, 0);
    log.g = next;
    log.emit(Kind.GoRunning, localRule, next, 0);
    if (lane !== undefined) lane[head] = g;
    heads[core] = (head + 1) % (lane?.length ?? 1);
    running[core] = next;
  }
  log.g = NONE;
  return world.end().log;
}
