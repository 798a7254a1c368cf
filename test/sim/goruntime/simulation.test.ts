import { describe, expect, test } from "vitest";
import { validate } from "../../../src/analysis/validate/validate";
import { DEFAULT_CONFIG } from "../../../src/shared/config";
import type { LocIndex } from "../../../src/shared/ids";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { casgstatus, G, GStatus } from "../../../src/sim/goruntime/runtime2";
import { WaitGroup } from "../../../src/sim/goruntime/api";
import { RoutineStop } from "../../../src/sim/routine";
import { Simulation } from "../../../src/sim/simulation";
import { PROGRAMS } from "./oraclePrograms";
import { events, runScript, ScriptedRoutine, startScript } from "./scripted";
import type { Main, Op, Script, Scripting } from "./scripted";

const ms = 1e6;

/** All that a log says, for comparison. */
function bytes(log: EventLog): string {
  const lines: string[] = [];
  log.forEach(({ index, time, kind, aux, core, task, p, g, a, b, loc }) => {
    lines.push([index, time, kind, aux, core, task, p, g, a, b, loc].join(" "));
  });
  return lines.join("\n");
}

const busy: Main = function* (s) {
  const wg = new WaitGroup(-1);
  const c = s.go.makechan(2);
  yield s.add(wg, 12);
  for (let i = 0; i < 12; i++) {
    yield s.spawn(
      "worker",
      (function* (): Script {
        for (let k = 0; k < 8; k++) {
          yield s.compute(700 * ((i % 3) + 1));
          yield s.send(c, k);
          yield s.recv(c);
          if (k === 3) yield s.sleep(20_000);
          if (k === 5) yield () => s.go.syscall(30_000);
          if (k === 6) yield () => s.go.ioNetwork(40_000);
        }
        yield s.add(wg, -1);
      })(),
    );
  }
  yield s.wait(wg);
};

describe("determinism", () => {
  test("the same seed gives the same bytes, another seed others", () => {
    const four = { gomaxprocs: 4, cores: 4 };
    const first = bytes(runScript(busy, { ...four, seed: 7 }).log);
    expect(bytes(runScript(busy, { ...four, seed: 7 }).log)).toBe(first);
    expect(bytes(runScript(busy, { ...four, seed: 8 }).log)).not.toBe(first);
  });

  test("it does not matter in what portions the run is driven", () => {
    const whole = startScript(busy, { gomaxprocs: 4, cores: 4 });
    while (!whole.run(1_000_000));
    const portions = startScript(busy, { gomaxprocs: 4, cores: 4 });
    while (!portions.run(1));
    expect(bytes(portions.log)).toBe(bytes(whole.log));
  });
});

describe("under cost profile zero", () => {
  test.each(Object.keys(PROGRAMS).filter((name) => name !== "hundred_k"))(
    "%s ends, and its trace holds",
    (name) => {
      for (const gomaxprocs of [1, 4]) {
        const ran = runScript(PROGRAMS[name]!, { gomaxprocs, cores: 4, costs: "zero" }, 0);
        expect(ran.end.how).not.toBe("limit");
      }
    },
  );

  test("sums come out exactly", () => {
    const { time } = runScript(
      function* (s) {
        yield s.compute(3 * ms);
        yield s.sleep(10 * ms);
        yield () => s.go.ioNetwork(7 * ms);
        yield () => s.go.ioDisk(5 * ms);
      },
      { gomaxprocs: 1, cores: 2, costs: "zero" },
      0,
    );
    expect(time).toBe(25 * ms);
  });
});

describe("ends", () => {
  test("main returns: the others are killed, the exit code is 0", () => {
    const { end, log } = runScript(function* (s) {
      yield s.spawn(
        "other",
        (function* (): Script {
          yield s.recv(null);
        })(),
      );
      yield s.gosched();
    });
    expect(end).toEqual({ how: "exit", exitCode: 0, message: "" });
    expect(events(log, "ProcessExit").map((event) => event.b)).toEqual([0]);
  });

  test("os.exit gives its code, modulo 256", () => {
    const { end, stdout } = runScript(function* (s) {
      try {
        yield () => s.go.exit(259);
      } finally {
        yield s.print("finally blocks do not run");
      }
    });
    expect(end.exitCode).toBe(3);
    expect(stdout).toBe("");
  });

  test("an uncaught exception of any goroutine", () => {
    const { end, stderr } = runScript(function* (s) {
      yield s.spawn(
        "thrower",
        (function* (): Script {
          throw new Error("boom");
        })(),
      );
      yield s.recv(null);
    });
    expect(end).toEqual({ how: "panic", exitCode: 2, message: "boom" });
    expect(stderr).toBe("panic: boom\n\ngoroutine 6 [running]:\nthrower(...)\n\t?:0\n\n");
  });

  test("a deadlock lists all goroutines with reason, line and birth", () => {
    const sim = new Simulation({ ...DEFAULT_CONFIG, cores: 1, gomaxprocs: 1 });
    sim.log.tables.files.push({ uri: "file:///w/my%20program.ts", text: "" });
    const at = (line: number, fn: string): LocIndex =>
      sim.log.tables.addLoc({ file: 0, line, column: 1, fn });
    const place = at(7, "main");
    const here = at(9, "worker");
    class Placed extends ScriptedRoutine {
      override stack(): { fn: string; loc: LocIndex }[] {
        return [{ fn: this.name, loc: this.name === "main" ? place : here }];
      }
    }
    sim.start({
      name: "main",
      main: (go) => {
        const never = (): Script =>
          (function* () {
            yield () => go.chanrecv(go.makechan(0), (value) => value);
          })();
        return new Placed(
          "main",
          (function* (): Script {
            yield () => go.newproc(new Placed("worker", never(), sim.cpu), "worker", place);
            yield () => go.sleep(200e9);
            yield () => go.chansend(null, 1);
          })(),
          sim.cpu,
        );
      },
      hooks: { formatPanic: String, makeError: (message) => new Error(message) },
    });
    while (!sim.run(1000));
    expect(validate(sim.log)).toBeUndefined();
    const [output] = events(sim.log, "Output");
    expect(sim.log.tables.string(output!.a)).toBe(
      [
        "fatal error: all goroutines are asleep - deadlock!",
        "",
        "goroutine 1 [chan send (nil chan)]:",
        "main(...)",
        "\t/w/my program.ts:7",
        "",
        "goroutine 6 [chan receive, 3 minutes]:",
        "worker(...)",
        "\t/w/my program.ts:9",
        "created by main in goroutine 1",
        "\t/w/my program.ts:7",
        "",
        "",
      ].join("\n"),
    );
  });

  test("the limit of virtual time", () => {
    const { end, stderr, time } = runScript(
      function* (s) {
        for (;;) yield s.compute(1e9);
      },
      { limit: 50 * ms, gomaxprocs: 1, cores: 1 },
    );
    expect(end.how).toBe("limit");
    expect(end.exitCode).toBe(124);
    expect(stderr).toContain("the limit of 50 ms of virtual time");
    expect(time).toBe(50 * ms);
  });

  test("the limit of steps, where no time passes", () => {
    const { end, stderr } = runScript(
      function* (s) {
        for (;;) yield s.gosched();
      },
      { costs: "zero", steps: 100_000 },
      0,
    );
    expect(end.exitCode).toBe(124);
    expect(stderr).toContain("the limit of 100000 statements of a run is reached");
    expect(stderr).toContain("raise it with steps=… in @simulate or --steps, or look for an endless loop");
  });

  test("ten million statements without time advancing; where it advances they are no harm", () => {
    /** As compiled code counts: a thousand statements. */
    const work = (s: Scripting): Op => {
      return () => (s.go.rt.cpu.steps -= 1000);
    };
    const zero = { costs: "zero" };
    const forever = runScript(
      function* (s) {
        for (;;) yield work(s);
      },
      zero,
      0,
    );
    expect(forever.end.exitCode).toBe(124);
    expect(forever.stderr).toContain("10000000 statements without virtual time advancing");

    const advancing = runScript(
      function* (s) {
        for (let i = 0; i < 30_000; i++) {
          yield work(s);
          if (i % 5000 === 0) yield s.compute(1);
        }
      },
      zero,
      0,
    );
    expect(advancing.end.exitCode).toBe(0);
  });

  test("computing is no statement", () => {
    const { end } = runScript(
      function* (s) {
        for (let i = 0; i < 1000; i++) yield s.compute(100_000);
      },
      { steps: 10_000 },
    );
    expect(end.exitCode).toBe(0);
  });

  test("a run can be stopped from outside, and its trace holds", () => {
    const sim = startScript(busy, { gomaxprocs: 4, cores: 4 });
    sim.run(300);
    sim.stop("cancelled", "cancelled");
    expect(sim.run(1)).toBe(true);
    expect(sim.end?.how).toBe("cancelled");
    expect(validate(sim.log)).toBeUndefined();
    expect(events(sim.log, "RunEnd").length).toBe(1);
  });

  test("more threads than Go allows", () => {
    const { end, stderr } = runScript(
      function* (s) {
        for (let i = 0; i < 10_050; i++) {
          yield s.spawn(
            "caller",
            (function* (): Script {
              yield () => s.go.syscall(50e9);
            })(),
          );
        }
        yield s.sleep(40e9);
      },
      { gomaxprocs: 1, cores: 1 },
    );
    expect(end.message).toBe("thread exhaustion");
    expect(stderr.split("\n")[0]).toBe("runtime: program exceeds 10000-thread limit");
  });
});

describe("stacks", () => {
  /** Needs `bytes` of stack, then returns. */
  class Deep extends ScriptedRoutine {
    constructor(
      private readonly bytes: number,
      ...rest: ConstructorParameters<typeof ScriptedRoutine>
    ) {
      super(...rest);
    }
    override run(): RoutineStop {
      return this.bytes > this.stackLimit ? RoutineStop.StackOverflow : super.run();
    }
    override stackBytes(): number {
      return Math.min(this.bytes, this.stackLimit + 100);
    }
  }
  const deep = (bytes: number): ReturnType<typeof runScript> =>
    runScript(function* (s) {
      const done = new WaitGroup(-1);
      yield s.add(done, 1);
      const body = (function* (): Script {
        yield s.add(done, -1);
      })();
      yield () => s.go.newproc(new Deep(bytes, "deep", body, s.go.rt.cpu), "deep", -1);
      yield s.wait(done);
    });

  test("double and are copied until the call fits", () => {
    const { log, end } = deep(9000);
    expect(end.exitCode).toBe(0);
    expect(events(log, "GoCopystack").map((event) => event.b)).toEqual([4096, 8192, 16384]);
  });

  test("end at 1 GB", () => {
    const { stderr, end } = deep(2e9);
    expect(end).toEqual({ how: "fatal error", exitCode: 2, message: "stack overflow" });
    expect(stderr).toMatch(
      /^runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0x[0-9a-f]+ stack=\[0x[0-9a-f]+, 0x[0-9a-f]+\]\nfatal error: stack overflow\n\ngoroutine 6 \[running\]:\n/,
    );
  });
});

test("illegal changes of a goroutine's status throw", () => {
  const legal = new Set([
    "0 5",
    "1 2",
    "2 1",
    "2 4",
    "2 3",
    "2 6",
    "2 5",
    "2 7",
    "3 2",
    "3 1",
    "4 1",
    "5 1",
    "5 4",
    "6 2",
    "7 4",
  ]);
  const all = [
    GStatus.Gidle,
    GStatus.Grunnable,
    GStatus.Grunning,
    GStatus.Gsyscall,
    GStatus.Gwaiting,
    GStatus.Gdead,
    GStatus.Gcopystack,
    GStatus.Gpreempted,
  ];
  for (const from of all) {
    for (const to of all) {
      const g = new G();
      g.status = from;
      const change = (): void => casgstatus(g, from, to);
      if (legal.has(`${from} ${to}`)) expect(change).not.toThrow();
      else expect(change).toThrow(/illegal status transition/);
    }
  }
  expect(() => casgstatus(new G(), GStatus.Grunning, GStatus.Gwaiting)).toThrow(/status is 0, not 2/);
});
