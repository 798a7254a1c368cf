import type { Beat, FromWorker, LostBy, ToWorker } from "../../shared/messages/worker";

/** The worker of one run, as its owner sees it. */
export interface WorkerPort<Message = FromWorker> {
  post(message: ToWorker): void;
  /** Sets the one receiver of messages. Set it before the first `post`. */
  onMessage(receive: (message: Message) => void): void;
  /** Called once if the worker dies by itself. `reason` is for people. */
  onDeath(receive: (reason: string) => void): void;
  /** Ends the worker at once, whatever it is doing. No message arrives afterwards. */
  terminate(): void;
}

/** One thread of it. */
export interface WorkerThread extends Omit<WorkerPort<FromWorker | Beat>, "onDeath"> {
  /** `lostBy`: of what the program does, or undefined where the fault is ours. */
  onDeath(receive: (reason: string, lostBy: LostBy | undefined) => void): void;
}
