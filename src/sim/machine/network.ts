import { Device, Source } from "./codes";
import { RequestDevice } from "./device";
import type { Machine } from "./machine";

/** A network without limits: every request takes its own time, however many there are. */
export class Network extends RequestDevice {
  constructor(machine: Machine) {
    super(machine, Device.network, Source.network);
  }

  protected override completion(ns: number): number {
    return this.machine.now() + ns;
  }
}
