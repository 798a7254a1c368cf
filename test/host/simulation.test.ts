import { describe, expect, test, vi } from "vitest";
import { Simulation } from "../../src/host/runs/simulation";
import type { FromWorker, RunInput, ToWorker } from "../../src/shared/messages/worker";
import type { WorkerPort } from "../../src/worker/starter/port";
import { SUMMARY } from "./support/summary";

/** A worker in the hand of the test. */
class FakeWorker implements WorkerPort {
  readonly sent: ToWorker[] = [];
  terminated = false;
  private receive: (message: FromWorker) => void = () => undefined;
  private death: (reason: string) => void = () => undefined;

  post(message: ToWorker): void {
    this.sent.push(message);
  }
  onMessage(receive: (message: FromWorker) => void): void {
    this.receive = receive;
  }
  onDeath(receive: (reason: string) => void): void {
    this.death = receive;
  }
  terminate(): void {
    this.terminated = true;
  }
  say(message: FromWorker): void {
    this.receive(message);
  }
  die(reason: string): void {
    this.death(reason);
  }
}

const INPUT: RunInput = {
  files: [["file:///a.ts", ""]],
  entryUri: "file:///a.ts",
  entry: "main",
  settings: {},
  overrides: {},
};

function begin(): { worker: FakeWorker; simulation: Simulation; progress: [number, number][] } {
  const worker = new FakeWorker();
  const progress: [number, number][] = [];
  return {
    worker,
    progress,
    simulation: new Simulation(worker, { type: "run", input: INPUT }, (time, events) =>
      progress.push([time, events]),
    ),
  };
}

describe("a simulation in its worker", () => {
  test("is sent the program, tells its progress and its end, then answers", async () => {
    const { worker, simulation, progress } = begin();
    expect(worker.sent).toEqual([{ type: "run", input: INPUT }]);
    worker.say({ type: "progress", time: 7, events: 2 });
    expect(progress).toEqual([[7, 2]]);
    worker.say({ type: "done", summary: SUMMARY });
    expect(await simulation.outcome).toEqual({ kind: "done", summary: SUMMARY });
    const answer = simulation.query("step", { time: 0, entity: -1, back: false });
    expect(worker.sent.at(-1)).toMatchObject({ type: "query", id: 1, name: "step" });
    worker.say({ type: "reply", id: 1, ok: 42 });
    expect(await answer).toBe(42);
    expect(worker.terminated).toBe(false);
  });

  test("opens a trace early: it answers before it is whole, and tells when it is or what is wrong with it", async () => {
    const opening = (): { worker: FakeWorker; simulation: Simulation } => {
      const worker = new FakeWorker();
      const bytes = new Uint8Array(4);
      return {
        worker,
        simulation: new Simulation(worker, { type: "open", bytes, early: true }, () => undefined),
      };
    };
    const good = opening();
    good.worker.say({ type: "done", summary: SUMMARY });
    expect(await good.simulation.outcome).toEqual({ kind: "done", summary: SUMMARY });
    expect(good.simulation.reading).toBe(true);
    good.worker.say({ type: "whole" });
    expect(await good.simulation.whole).toEqual({ kind: "done", summary: SUMMARY });
    expect(good.simulation.reading).toBe(false);
    const bad = opening();
    bad.worker.say({ type: "done", summary: SUMMARY });
    const answer = bad.simulation.query("findings", {});
    bad.worker.say({ type: "crashed", error: "damaged" });
    expect(await bad.simulation.whole).toEqual({ kind: "crashed", error: "damaged" });
    await expect(answer).rejects.toThrow();
    expect(begin().simulation.reading).toBe(false);
  });

  test("answers go to their questions, errors too", async () => {
    const { worker, simulation } = begin();
    const first = simulation.query("step", { time: 1, entity: -1, back: false });
    const second = simulation.query("step", { time: 2, entity: -1, back: false });
    worker.say({ type: "reply", id: 2, err: "no" });
    worker.say({ type: "reply", id: 1, ok: 10 });
    await expect(second).rejects.toThrow("no");
    expect(await first).toBe(10);
  });

  test("a refused program is no failure of the worker", async () => {
    const { worker, simulation } = begin();
    worker.say({ type: "rejected", diagnostics: [] });
    expect(await simulation.outcome).toEqual({ kind: "rejected", diagnostics: [] });
  });

  test("a crash and a death end the worker", async () => {
    const crashed = begin();
    crashed.worker.say({ type: "crashed", error: "ours" });
    expect(await crashed.simulation.outcome).toEqual({ kind: "crashed", error: "ours" });
    expect(crashed.worker.terminated).toBe(true);
    const dead = begin();
    const asked = dead.simulation.query("overview", {});
    dead.worker.die("out of memory");
    expect(await dead.simulation.outcome).toEqual({ kind: "crashed", error: "out of memory" });
    await expect(asked).rejects.toThrow("closed");
  });

  test("disposing ends the worker once and leaves nobody waiting", async () => {
    const { worker, simulation } = begin();
    const asked = simulation.query("overview", {});
    simulation.dispose();
    simulation.dispose();
    expect(worker.terminated).toBe(true);
    await expect(asked).rejects.toThrow("closed");
    expect(await simulation.outcome).toEqual({ kind: "cancelled" });
    await expect(simulation.query("overview", {})).rejects.toThrow("run it again");
  });

  test("a worker that stops when asked keeps its data", async () => {
    vi.useFakeTimers();
    try {
      const { worker, simulation } = begin();
      simulation.cancel();
      simulation.cancel();
      expect(worker.sent.filter(({ type }) => type === "cancel")).toHaveLength(1);
      worker.say({ type: "done", summary: { ...SUMMARY, how: "cancelled" } });
      vi.runAllTimers();
      expect(worker.terminated).toBe(false);
      expect(await simulation.outcome).toMatchObject({ kind: "done" });
    } finally {
      vi.useRealTimers();
    }
  });

  test("a worker that does not stop is ended after the grace", async () => {
    vi.useFakeTimers();
    try {
      const { worker, simulation } = begin();
      simulation.cancel();
      expect(worker.terminated).toBe(false);
      vi.runAllTimers();
      expect(worker.terminated).toBe(true);
      expect(await simulation.outcome).toEqual({ kind: "cancelled" });
    } finally {
      vi.useRealTimers();
    }
  });
});
