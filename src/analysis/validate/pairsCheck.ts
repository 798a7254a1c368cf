import { DEVICES, SYSCALLS, codeOf, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { objectName, processName, taskName } from "../names";
import type { Check } from "./check";

const ZOMBIE = codeOf(TASK_STATES, "zombie");
const DEAD = codeOf(TASK_STATES, "dead");

/** A timer's state; 0: never set, or stopped. */
const SET = 1;
const FIRED = 2;

/**
 * Nothing ends that has not started, or twice: system calls, device requests, timers, processes. What has started ends, unless its thread or
 * the run ends first.
 */
export class PairsCheck implements Check {
  readonly kinds = [
    Kind.SyscallEnter,
    Kind.SyscallExit,
    Kind.TaskState,
    Kind.DeviceSubmit,
    Kind.DeviceComplete,
    Kind.TimerStart,
    Kind.TimerFire,
    Kind.TimerStop,
    Kind.ProcessStart,
    Kind.ProcessExit,
  ];
  private readonly call: Int16Array;
  private readonly requests = new Set<string>();
  private readonly timers: Uint8Array;
  private readonly processes: Uint8Array;

  constructor(private readonly log: EventLog) {
    const { tasks, objects, processes } = log.tables;
    this.call = new Int16Array(tasks.length).fill(NONE);
    this.timers = new Uint8Array(objects.length);
    // Which of the others have fired is not known where the log has dropped events.
    if (log.window.start > 0) this.timers.fill(FIRED);
    this.processes = new Uint8Array(processes.length);
  }

  event(event: LogEvent): string | undefined {
    switch (event.kind) {
      case Kind.SyscallEnter:
      case Kind.SyscallExit:
        return this.systemCall(event);
      case Kind.TaskState:
        if (event.aux === ZOMBIE || event.aux === DEAD) this.call[event.a] = NONE;
        return undefined;
      case Kind.DeviceSubmit:
      case Kind.DeviceComplete:
        return this.request(event);
      case Kind.TimerStart:
        this.timers[event.a] = SET;
        return undefined;
      case Kind.TimerFire:
      case Kind.TimerStop:
        return this.timer(event);
      case Kind.ProcessStart:
      case Kind.ProcessExit:
        return this.process(event);
      default:
        return undefined;
    }
  }

  private systemCall({ kind, aux: call, task }: LogEvent): string | undefined {
    const name = SYSCALLS[call] ?? "";
    if (task === NONE) return `system call ${name} of no thread`;
    const present = this.call[task] ?? NONE;
    if (kind === Kind.SyscallEnter) {
      if (present !== NONE)
        return `${taskName(this.log, task)} enters ${name} within ${SYSCALLS[present] ?? ""}`;
      this.call[task] = call;
      return undefined;
    }
    if (present !== call)
      return `${taskName(this.log, task)} returns from ${name}, but is in ${present === NONE ? "no system call" : (SYSCALLS[present] ?? "")}`;
    this.call[task] = NONE;
    return undefined;
  }

  private request({ kind, aux: device, a: request }: LogEvent): string | undefined {
    const key = `${DEVICES[device] ?? ""} request ${request}`;
    if (kind === Kind.DeviceSubmit) {
      if (this.requests.has(key)) return `${key} is submitted twice`;
      this.requests.add(key);
      return undefined;
    }
    return this.requests.delete(key) ? undefined : `${key} completes without having been submitted`;
  }

  private timer({ kind, a: object }: LogEvent): string | undefined {
    const fires = kind === Kind.TimerFire;
    const state = this.timers[object];
    // A channel timer that has fired can still be stopped, while nobody has received what it sent.
    if (state !== SET && (fires || state !== FIRED))
      return `${objectName(this.log, object)} ${fires ? "fires" : "is stopped"}, but is not set`;
    const ticks = this.log.tables.objects[object]?.kind === "ticker";
    this.timers[object] = fires ? (ticks ? SET : FIRED) : 0;
    return undefined;
  }

  private process({ kind, a: process }: LogEvent): string | undefined {
    const before = this.processes[process] ?? 0;
    const starts = kind === Kind.ProcessStart;
    if (before !== (starts ? 0 : 1)) {
      const state = before === 0 ? "has not started" : before === 1 ? "has started" : "has ended";
      return `${processName(this.log, process)} ${starts ? "starts" : "ends"}, but it ${state}`;
    }
    this.processes[process] = starts ? 1 : 2;
    return undefined;
  }
}
