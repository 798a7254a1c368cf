import { costProfile } from "../shared/costs";
import { OVERHEADS, codeOf } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import { SEGMENTS } from "../shared/segments";
import type { CostsView } from "../shared/trace/costs";
import type { Summary } from "./summary";

const PAGE = 4096;
/** Page tables of a small process: three upper levels, and one table of 512 entries. */
const TABLES = 4;
/** The first stack of a goroutine (stack.go, Go 1.23). */
const STACK_MIN = 2048;
const USER_THREAD_SWITCH = codeOf(OVERHEADS, "user thread switch");

/** What processes, threads and goroutines cost under the run's configuration, and how many of each the run had. */
export function costsView(log: EventLog, summary: Summary): CostsView {
  const { config, tables } = log;
  const costs = costProfile(config.costs);
  let userThreads = 0;
  let userSwitches = 0;
  log.forEach(({ kind, aux, a }) => {
    // Thread 0 is what the kernel thread did before it created others.
    if (kind === Kind.UserThreadNew && a > 0) userThreads++;
    else if (kind === Kind.Overhead && aux === USER_THREAD_SWITCH) userSwitches++;
  }, log.window.start);
  const processes = tables.processes.filter(({ pid }) => pid !== 1).length;
  let goroutines = 0;
  for (let g = 0; g < tables.gs.length; g++) if (summary.isUser(g)) goroutines++;
  const of = (
    pick:
      | "processCreate"
      | "forkPage"
      | "processSwitch"
      | "threadCreate"
      | "threadSwitch"
      | "goroutineCreate"
      | "goroutineSwitch"
      | "modeSwitch",
  ): number => costs?.[pick] ?? 0;
  return {
    profile: config.costs,
    kinds: [
      {
        kind: "process",
        create: of("processCreate") + of("modeSwitch"),
        createPage: of("forkPage"),
        switch: of("processSwitch"),
        resident: (SEGMENTS.data + 1 + TABLES) * PAGE,
        reserved: (SEGMENTS.data + SEGMENTS.mainStack) * PAGE,
        created: processes,
      },
      {
        kind: "thread",
        create: of("threadCreate"),
        createPage: 0,
        switch: of("threadSwitch"),
        resident: PAGE,
        reserved: config.stack,
        created: tables.tasks.length,
      },
      {
        kind: "user-level thread",
        create: of("goroutineCreate"),
        createPage: 0,
        switch: of("goroutineSwitch"),
        resident: NONE,
        reserved: NONE,
        created: userThreads,
      },
      {
        kind: "goroutine",
        create: of("goroutineCreate"),
        createPage: 0,
        switch: of("goroutineSwitch"),
        resident: STACK_MIN,
        reserved: STACK_MIN,
        created: goroutines,
      },
    ],
    contextSwitches: summary.count(Kind.ContextSwitch),
    goroutineSwitches: summary.count(Kind.GoRunning) + userSwitches,
  };
}
