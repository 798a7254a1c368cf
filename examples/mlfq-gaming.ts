import { compute, io, thread, time } from "schedlens";

/** Two jobs of 90 ms; one gives up the core just before each of its quanta ends. */
function contest(): void {
  const done = (name: string): void => console.log(name, "is done after", Math.round(time.now() / 1e6), "ms");
  const honest = (): void => {
    compute("90ms");
    done("the honest job");
  };
  const gamer = (): void => {
    for (let i = 0; i < 10; i++) {
      compute("9ms");
      io.disk("100us");
    }
    done("the gamer");
  };
  const threads = [thread.create(honest, { name: "honest" }), thread.create(gamer, { name: "gamer" })];
  for (const each of threads) each.join();
}

/**
 * How to game a multi-level feedback queue, and what prevents it.
 *
 * Under the first rule that was tried, who gives up the core before the end of the quantum stays in its queue (`stay`): the gamer always does so just in time,
 * keeps the highest priority, and has nearly the whole core. Where all time in a queue counts, however it is spent, the gamer sinks as the honest job does,
 * and both have their share.
 *
 * @simulate runtime=native cores=1 policy=mlfq:queues=3,quantum=10ms,stay
 */
export function gamed(): void {
  contest();
}

/** @simulate runtime=native cores=1 policy=mlfq:queues=3,quantum=10ms */
export function accounted(): void {
  contest();
}
