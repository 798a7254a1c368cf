import { invariant } from "../../shared/assert";
import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { Reason, Syscall, Work } from "../machine/codes";
import type { Machine } from "../machine/machine";
import type { Network } from "../machine/network";
import type { KernelCall } from "./kernelCall";
import type { Process } from "./process";
import type { Task } from "./task";

/** What these calls need of the others: how a call begins, ends, and sleeps. */
interface Calls {
  readonly machine: Machine;
  readonly network: Network;
  current(): Task;
  /** @param argument what the log says of it. */
  enter(call: number, argument?: number): Task;
  exit(call: number, result: number): void;
  sleep(task: Task, reason: number, call: number, timeout: number): void;
  wake(task: Task): void;
}

/** The epoll set of each process, in which a runtime's network requests and descriptors are: see KernelServices. */
export class Epoll {
  constructor(private readonly calls: Calls) {}

  request(ns: number, cookie: unknown): void {
    const task = this.calls.enter(Syscall.write, ns);
    const { epoll } = task.owner;
    epoll.outstanding++;
    this.calls.network.submit(task.core, ns, () => {
      epoll.outstanding--;
      epoll.ready.push(cookie);
      this.wakePoller(task.owner);
    });
    this.calls.machine.overhead(Work["system call"], this.calls.machine.costs.modeSwitch);
    this.calls.exit(Syscall.write, 0);
  }

  pending(): boolean {
    const { epoll } = this.calls.current().owner;
    return epoll.outstanding > 0 || epoll.ready.length > 0;
  }

  poll(): unknown[] {
    const task = this.calls.enter(Syscall.epoll_wait, 0);
    const { epoll } = task.owner;
    const { ready } = epoll;
    if (ready.length > 0) epoll.ready = [];
    this.calls.machine.overhead(Work["system call"], this.calls.machine.costs.modeSwitch);
    this.calls.exit(Syscall.epoll_wait, ready.length);
    return ready;
  }

  wait(timeout: number): boolean {
    const task = this.calls.enter(Syscall.epoll_wait);
    const { epoll } = task.owner;
    if (epoll.ready.length > 0 || epoll.broken || timeout === 0) {
      epoll.broken = false;
      this.calls.machine.overhead(Work["system call"], this.calls.machine.costs.modeSwitch);
      this.calls.exit(Syscall.epoll_wait, epoll.ready.length);
      return false;
    }
    invariant(epoll.poller === undefined, "one thread of a process sleeps in epoll_wait");
    epoll.poller = task;
    this.calls.sleep(task, Reason.epoll, Syscall.epoll_wait, timeout);
    this.calls.machine.overhead(Work["system call"], this.calls.machine.costs.modeSwitch);
    return true;
  }

  break(): void {
    const task = this.calls.enter(Syscall.write);
    this.calls.machine.overhead(Work["system call"], this.calls.machine.costs.modeSwitch);
    if (task.owner.epoll.poller === undefined) task.owner.epoll.broken = true;
    else this.wakePoller(task.owner);
    this.calls.exit(Syscall.write, 0);
  }

  watch(request: KernelCall, cookie: unknown, data: number): void {
    const { owner } = this.calls.current();
    request.watch?.(() => {
      this.calls.machine.log.emit(Kind.EpollReady, 0, data, request.object ?? NONE);
      owner.epoll.ready.push(cookie);
      this.wakePoller(owner);
    });
  }

  private wakePoller({ epoll }: Process): void {
    if (epoll.poller !== undefined) this.calls.wake(epoll.poller);
  }
}
