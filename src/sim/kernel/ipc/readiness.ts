import { Reason } from "../../machine/codes";
import type { Task } from "../task";
import { WaitQueue } from "../waitQueue";

/**
 * Those that wait until one side of an object is ready: to be read from, to be written to. As in Linux's wait queues, who polls is told of
 * every change, and of the tasks that are going to take what there is one is woken, the one that has slept longest.
 */
export class Readiness {
  private readonly tasks = new WaitQueue();
  private readonly pollers = new WaitQueue();
  private watchers: (() => void)[] = [];

  /** Tasks that sleep here to take something. */
  get waiting(): number {
    return this.tasks.length;
  }

  /** The task, in an attempt of a KernelCall, is going to sleep here. */
  add(task: Task, reason: number, timeout = -1): void {
    this.tasks.add(task, reason, timeout);
  }

  /** … as one of poll's several places. */
  addPoller(task: Task, timeout: number): void {
    this.pollers.add(task, Reason.poll, timeout);
  }

  /** Has `changed` called once, at the next change: a descriptor of an epoll set. */
  watch(changed: () => void): void {
    this.watchers.push(changed);
  }

  /** There is something for one task. */
  wake(): void {
    this.tell();
    this.tasks.wakeOne();
  }

  /** There is something for everybody: an end, an error. @returns how many tasks were woken that sleep to take something. */
  wakeAll(): number {
    this.tell();
    const count = this.tasks.length;
    this.tasks.wakeAll();
    return count;
  }

  private tell(): void {
    this.pollers.wakeAll();
    if (this.watchers.length === 0) return;
    const { watchers } = this;
    this.watchers = [];
    for (const changed of watchers) changed();
  }
}
