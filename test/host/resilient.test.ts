import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/shared/config";
import type { Beat, FromWorker, LostBy, RunInput, ToWorker } from "../../src/shared/messages/worker";
import { startNodeWorker } from "../../src/worker/starter/node";
import type { WorkerThread } from "../../src/worker/starter/port";
import { ResilientWorker } from "../../src/worker/starter/resilient";

class FakeThread implements WorkerThread {
  readonly sent: ToWorker[] = [];
  terminated = false;
  say: (message: FromWorker | Beat) => void = () => undefined;
  die: (reason: string, lostBy: LostBy | undefined) => void = () => undefined;

  post(message: ToWorker): void {
    this.sent.push(message);
  }
  onMessage(receive: (message: FromWorker | Beat) => void): void {
    this.say = receive;
  }
  onDeath(receive: (reason: string, lostBy: LostBy | undefined) => void): void {
    this.die = receive;
  }
  terminate(): void {
    this.terminated = true;
  }
  /** Tells that the program has come so far. */
  reach(looks: number, steps = 0): void {
    this.say({ type: "beat", place: { looks, steps } });
  }
}

const INPUT: RunInput = {
  files: [["file:///a.ts", ""]],
  entryUri: "file:///a.ts",
  entry: undefined,
  settings: {},
  overrides: {},
};

/** A worker that may be silent for three seconds; `pass` lets seconds pass. */
function begin() {
  const threads: FakeThread[] = [];
  const clocks = new Set<() => void>();
  const heard: FromWorker[] = [];
  const deaths: string[] = [];
  const worker = new ResilientWorker(
    () => {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
    3,
    (tick) => {
      clocks.add(tick);
      return () => clocks.delete(tick);
    },
  );
  worker.onMessage((message) => heard.push(message));
  worker.onDeath((reason) => deaths.push(reason));
  worker.post({ type: "run", input: INPUT });
  const pass = (seconds: number): void => {
    for (let i = 0; i < seconds; i++) for (const tick of [...clocks]) tick();
  };
  const thread = (index: number): FakeThread => {
    const found = threads[index];
    if (found === undefined) throw new Error(`no thread ${index}`);
    return found;
  };
  return { worker, threads, thread, clocks, heard, deaths, pass };
}

describe("a run outlives its thread", () => {
  test("out of memory: a second thread looks for the step, a third stops there", () => {
    const { thread, threads, deaths, heard } = begin();
    thread(0).reach(5);
    thread(0).die("too much", "memory");
    expect(thread(1).sent).toEqual([
      { type: "run", input: INPUT, replay: { looks: 5, steps: undefined, lostBy: "memory" } },
    ]);
    thread(1).reach(0);
    thread(1).reach(5, 7);
    thread(1).die("too much", "memory");
    expect(thread(2).sent).toEqual([
      { type: "run", input: INPUT, replay: { looks: 5, steps: 7, lostBy: "memory" } },
    ]);
    thread(2).say({ type: "rejected", diagnostics: [] });
    expect(heard).toEqual([{ type: "rejected", diagnostics: [] }]);
    expect(deaths).toEqual([]);
    expect(threads).toHaveLength(3);
  });

  test("the next thread is told the language, too", () => {
    const { worker, thread } = begin();
    const run = { type: "run", input: INPUT, language: { locale: "de", texts: { yes: "ja" } } } as const;
    worker.post(run);
    thread(0).reach(5);
    thread(0).die("too much", "memory");
    expect(thread(1).sent[0]).toMatchObject(run);
  });

  test("silence: only after so long, and not once the program has ended", () => {
    const { thread, threads, clocks, pass } = begin();
    pass(100);
    thread(0).reach(0);
    pass(2);
    thread(0).reach(1);
    pass(2);
    expect(threads).toHaveLength(1);
    pass(1);
    expect(thread(0).terminated).toBe(true);
    expect(thread(1).sent).toMatchObject([{ replay: { looks: 1, steps: undefined, lostBy: 3 } }]);
    thread(1).reach(1, 0);
    thread(1).say({ type: "beat", place: undefined });
    pass(100);
    expect(threads).toHaveLength(2);
    expect(clocks.size).toBe(0);
  });

  test("faults of ours, and deaths before and after the program runs, are told", () => {
    const fault = begin();
    fault.thread(0).reach(1);
    fault.thread(0).die("a bug", undefined);
    expect(fault.deaths).toEqual(["a bug"]);
    const early = begin();
    early.thread(0).die("too much", "memory");
    expect(early.deaths).toEqual(["too much"]);
    const late = begin();
    late.thread(0).reach(1);
    late.thread(0).say({ type: "beat", place: undefined });
    late.thread(0).die("too much", "memory");
    expect(late.deaths).toEqual(["too much"]);
    for (const { threads, clocks } of [fault, early, late]) {
      expect(threads).toHaveLength(1);
      expect(clocks.size).toBe(0);
    }
  });

  test("a run that is lost again and again is given up", () => {
    const { thread, threads, deaths, pass } = begin();
    for (let i = 0; i < 4; i++) {
      thread(i).reach(1);
      pass(3);
    }
    expect(threads).toHaveLength(4);
    expect(deaths).toEqual(["the worker has not answered for 3 s"]);
    expect(threads.every(({ terminated }) => terminated)).toBe(true);
  });

  test("a wish to cancel is passed on, and an end ends all", () => {
    const { worker, thread, threads, clocks, pass } = begin();
    thread(0).reach(1);
    worker.post({ type: "cancel" });
    pass(3);
    expect(thread(1).sent.map(({ type }) => type)).toEqual(["run", "cancel"]);
    thread(1).reach(1);
    worker.terminate();
    expect(thread(1).terminated).toBe(true);
    expect(clocks.size).toBe(0);
    pass(100);
    expect(threads).toHaveLength(2);
  });
});

/** Runs a program in a real worker; gives the summary and what it printed. */
async function execute(text: string, memoryMib?: number): Promise<{ done: FromWorker; printed: FromWorker }> {
  const folder = await mkdtemp(join(tmpdir(), "schedlens-"));
  const script = join(folder, "worker.node.js");
  await build({
    absWorkingDir: new URL("../../", import.meta.url).pathname,
    entryPoints: ["src/worker/main.node.ts"],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "es2022",
    logLevel: "error",
  });
  const worker = startNodeWorker(script, memoryMib);
  try {
    const next = (wanted: FromWorker["type"]): Promise<FromWorker> =>
      new Promise((resolve, reject) => {
        worker.onDeath((reason) => reject(new Error(reason)));
        worker.onMessage((message) => {
          if (message.type === wanted) resolve(message);
          else if (message.type !== "progress") reject(new Error(JSON.stringify(message)));
        });
      });
    const ended = next("done");
    const uri = "file:///main.ts";
    worker.post({ type: "run", input: { ...INPUT, files: [[uri, text]], entryUri: uri } });
    const done = await ended;
    const reply = next("reply");
    worker.post({ type: "query", id: 1, name: "output", args: { offset: 0, count: 10 } });
    return { done, printed: await reply };
  } finally {
    worker.terminate();
    await rm(folder, { recursive: true });
  }
}

function limit(message: RegExp): object {
  return {
    summary: {
      how: "limit",
      exitCode: 124,
      config: { seed: DEFAULT_CONFIG.seed },
      message: expect.stringMatching(message) as string,
    },
  };
}
const PRINTED = { ok: { rows: [{ text: "before\n" }, { stream: "stderr" }] } };

test("what a program printed is kept when one step takes more memory than there is", async () => {
  const text = `/** @simulate */
export function main() {
  console.log("before");
  explode("[" + "[],".repeat(4e6) + "0]");
}
function explode(text: string) {
  JSON.parse(text);
}
`;
  const { done, printed } = await execute(text, 64);
  expect(done).toMatchObject(
    limit(
      /^one step of the program needs too much real memory after .*main\.ts:[3-7]\b.*: the limit is 2048 MiB/,
    ),
  );
  expect(printed).toMatchObject(PRINTED);
});

test("what a program printed is kept when V8 ends the process over a list that grows without end", async () => {
  const text = `/** @simulate */
export function main() {
  console.log("before");
  const list: number[] = [];
  for (;;) list[list.length] = 0.5;
}
`;
  const { done, printed } = await execute(text);
  expect(done).toMatchObject(
    // A second run in shorter steps may see the memory fill up before V8 gives up.
    limit(
      /^(one step of the program needs what the JavaScript engine cannot give after|the program uses too much real memory at) .*main\.ts:5\b/,
    ),
  );
  expect(printed).toMatchObject(PRINTED);
});
