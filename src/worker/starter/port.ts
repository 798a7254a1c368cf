import type { Beat, FromWorker, ToWorker } from "../../shared/messages/worker";

/** The worker of one run, as its owner sees it. */
export interface WorkerPort<Message = FromWorker> {
  post(message: ToWorker): void;
  /** Sets the one receiver of messages. Set it before the first `post`. */
  onMessage(receive: (message: Message) => void): void;
  /** Called once if the worker dies by itself: out of memory, or a fault of ours. `reason` is for people. */
  onDeath(receive: (reason: string) => void): void;
  /** Ends the worker at once, whatever it is doing. No message arrives afterwards. */
  terminate(): void;
}

/** One thread of it. */
export interface WorkerThread extends Omit<WorkerPort<FromWorker | Beat>, "onDeath"> {
  onDeath(receive: (reason: string, outOfMemory: boolean) => void): void;
}
