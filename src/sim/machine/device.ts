import type { CoreId } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { EventEntry } from "./eventQueue";
import type { Machine } from "./machine";

/** What completes requests by interrupts. */
export abstract class RequestDevice {
  private requests = 0;

  /** `device` and `source`: the log's codes for the device and its interrupt. */
  protected constructor(
    protected readonly machine: Machine,
    private readonly device: number,
    private readonly source: number,
  ) {}

  /** When a request of `ns` that is submitted now will be complete. */
  protected abstract completion(ns: number): number;

  /**
   * Submits a request with service time `ns`. At its completion the interrupt goes to `core` (as blk-mq completes on the submitting
   * cpu), and `complete` is called in its context.
   */
  submit(core: CoreId, ns: number, complete: () => void): void {
    const { machine, device } = this;
    const { log } = machine;
    const request = this.requests++;
    log.emit(Kind.DeviceSubmit, device, request, log.wide(ns));
    const done = new EventEntry(() => {
      machine.interrupt(core, this.source, request);
      log.emit(Kind.DeviceComplete, device, request);
      complete();
    });
    machine.schedule(done, this.completion(ns));
  }
}
