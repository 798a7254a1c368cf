import type { FromWorker, LostBy, Place, ToWorker } from "../../shared/messages/worker";
import type { WorkerPort, WorkerThread } from "./port";

/** Calls `tick` once a second until the function that it returns is called. A second in which the machine sleeps is none. */
export type EverySecond = (tick: () => void) => () => void;

const everySecond: EverySecond = (tick) => {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
};

/** Once to find the step, once to stop before it; and one more, for what is not quite the same in another thread: its memory, and which of its last words were heard. */
const MOST_REPLAYS = 3;

/**
 * A worker whose run outlives its thread. A thread that dies of one step of the program, or is silent for too long, is ended; as a run
 * always takes the same course, a second thread finds the fatal step, and a third ends the run, with its trace, just before it.
 */
export class ResilientWorker implements WorkerPort {
  private thread: WorkerThread;
  private receive: (message: FromWorker) => void = () => undefined;
  private died: (reason: string) => void = () => undefined;
  private run: Extract<ToWorker, { type: "run" }> | undefined;
  private cancelled = false;
  private replays = 0;
  private searched = false;
  /** Where the program was last heard of while it runs. */
  private place: Place | undefined;
  private silentFor = 0;
  private stopClock: (() => void) | undefined;

  /** @param patience seconds of silence, while the program runs, after which the thread is stuck. */
  constructor(
    private readonly start: () => WorkerThread,
    private readonly patience: number,
    private readonly clock: EverySecond = everySecond,
  ) {
    this.thread = this.begin();
  }

  post(message: ToWorker): void {
    if (message.type === "run") this.run = message;
    if (message.type === "cancel") this.cancelled = true;
    this.thread.post(message);
  }

  onMessage(receive: (message: FromWorker) => void): void {
    this.receive = receive;
  }

  onDeath(receive: (reason: string) => void): void {
    this.died = receive;
  }

  terminate(): void {
    this.heard(undefined);
    this.thread.terminate();
  }

  private begin(): WorkerThread {
    const thread = this.start();
    thread.onMessage((message) => {
      if (message.type === "beat") this.heard(message.place);
      else this.receive(message);
    });
    thread.onDeath((reason, lostBy) => {
      const { place } = this;
      this.heard(undefined);
      if (lostBy === undefined || !this.runAgain(place, lostBy)) this.died(reason);
    });
    return thread;
  }

  private heard(place: Place | undefined): void {
    this.place = place;
    this.silentFor = 0;
    if (place !== undefined) {
      this.stopClock ??= this.clock(() => this.tick());
    } else {
      this.stopClock?.();
      this.stopClock = undefined;
    }
  }

  private tick(): void {
    if (++this.silentFor < this.patience) return;
    const { place } = this;
    this.terminate();
    if (!this.runAgain(place, this.patience)) this.died(`the worker has not answered for ${this.patience} s`);
  }

  /** Whether the run goes on in another thread. */
  private runAgain(place: Place | undefined, lostBy: LostBy): boolean {
    const { run, searched } = this;
    if (place === undefined || run === undefined || this.replays++ === MOST_REPLAYS) return false;
    this.searched = true;
    this.thread = this.begin();
    const steps = searched ? place.steps : undefined;
    this.thread.post({ ...run, replay: { looks: place.looks, steps, lostBy } });
    if (this.cancelled) this.thread.post({ type: "cancel" });
    return true;
  }
}
