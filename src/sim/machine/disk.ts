import { Device, Source } from "./codes";
import { RequestDevice } from "./device";
import type { Machine } from "./machine";

/** A disk that serves one request at a time, in the order in which they were submitted. */
export class Disk extends RequestDevice {
  /** When it has served everything that it was given so far. */
  private freeAt = 0;

  constructor(machine: Machine) {
    super(machine, Device.disk, Source.disk);
  }

  protected override completion(ns: number): number {
    this.freeAt = Math.max(this.freeAt, this.machine.now()) + ns;
    return this.freeAt;
  }
}
