import { GcWorkerMode } from "./codes";
import type { P } from "./runtime2";

/**
 * The pacer: when a cycle begins, how many workers mark, and what a goroutine that allocates meanwhile has to pay (mgcpacer.go:
 * gcControllerState, with GOGC=100 and without a memory limit).
 *
 * Invariants: the trigger is never above the goal; the goal is at least 4 MiB, and else twice what the latest cycle has found alive and
 * the stacks it has scanned; a quarter of the Ps marks in the background.
 *
 * Left out: GOGC and GOMEMLIMIT, globals (the program has none outside the heap), the CPU limiter, the trace of the pacer. All memory counts
 * as scannable until a cycle has found out.
 */

/** mgcpacer.go: defaultHeapMinimum. */
export const HEAP_MINIMUM = 4 * 2 ** 20;
/** mgcpacer.go: gcBackgroundUtilization, and gcGoalUtilization, which is the same. */
const BACKGROUND_UTILIZATION = 0.25;
/** mgcpacer.go: startCycle, maxUtilError. */
const MAX_UTILIZATION_ERROR = 0.3;
/** mgcpacer.go: triggerRatioDen, minTriggerRatioNum, maxTriggerRatioNum. */
const TRIGGER_RATIO_DEN = 64;
const MIN_TRIGGER_RATIO_NUM = 45;
const MAX_TRIGGER_RATIO_NUM = 61;
/** mgcpacer.go: heapGoalInternal, minRunway. */
const MIN_RUNWAY = 64 * 2 ** 10;
/** mgcsweep.go: sweepMinHeapDistance. */
const SWEEP_MIN_HEAP_DISTANCE = 2 ** 20;
/** mgcpacer.go: revise. */
const MAX_OVERSHOOT = 1.1;
const MIN_SCAN_WORK_REMAINING = 1000;
/** mgcmark.go: pollFractionalWorkerExit. */
const FRACTIONAL_SLACK = 1.2;

export class GcController {
  /** Bytes found alive by the latest cycle. */
  heapMarked = 0;
  /** Bytes of the heap: found alive, or allocated since. */
  heapLive = 0;
  /** Of these, bytes that can hold pointers. Fixed while a cycle marks. */
  heapScan = 0;
  lastHeapScan = 0;
  lastStackScan = 0;
  /** Bytes of all stacks, used or not. */
  maxStackScan = 0;
  /** heapLive when the cycle began; Infinity: none is under way. */
  triggered = Infinity;

  heapScanWork = 0;
  stackScanWork = 0;
  /** Scan work that background workers have done and nobody has claimed for allocations. */
  bgScanCredit = 0;
  /** CPU time in the present cycle, ns. */
  assistTime = 0;
  dedicatedMarkTime = 0;
  fractionalMarkTime = 0;
  idleMarkTime = 0;
  markStartTime = 0;

  dedicatedMarkWorkersNeeded = 0;
  /** Share of each P that a fractional worker is to have. */
  fractionalUtilizationGoal = 0;
  private idleMarkWorkers = 0;
  private maxIdleMarkWorkers = 0;

  assistWorkPerByte = 0;
  assistBytesPerWork = 0;

  private consMark = 0;
  private readonly lastConsMark = [0, 0, 0, 0];
  private runway = 0;
  private gcPercentHeapGoal = HEAP_MINIMUM;
  private sweepDistMinTrigger = 0;

  /** mgcpacer.go: startCycle. The world is stopped. `forced`: by the clock, not by the heap. */
  startCycle(now: number, procs: number, forced: boolean): void {
    this.heapScanWork = 0;
    this.stackScanWork = 0;
    this.bgScanCredit = 0;
    this.assistTime = 0;
    this.dedicatedMarkTime = 0;
    this.fractionalMarkTime = 0;
    this.idleMarkTime = 0;
    this.markStartTime = now;
    this.triggered = this.heapLive;

    const goal = procs * BACKGROUND_UTILIZATION;
    let dedicated = Math.floor(goal + 0.5);
    this.fractionalUtilizationGoal = 0;
    if (Math.abs(dedicated / goal - 1) > MAX_UTILIZATION_ERROR) {
      if (dedicated > goal) dedicated--;
      this.fractionalUtilizationGoal = (goal - dedicated) / procs;
    }
    this.dedicatedMarkWorkersNeeded = dedicated;
    if (forced) this.maxIdleMarkWorkers = dedicated > 0 ? 0 : 1;
    else this.maxIdleMarkWorkers = procs - dedicated;
    this.revise();
  }

  /** mgcpacer.go: revise. What a byte of allocation costs in scan work, so that marking is over when the heap reaches its goal. */
  revise(): void {
    const work = this.heapScanWork + this.stackScanWork;
    let goal = this.heapGoal();
    let expected = this.lastHeapScan + this.lastStackScan;
    const maxScanWork = this.heapScan + this.maxStackScan;
    if (work > expected) {
      // The heap has grown: the same runway for the worst case, up to twice the goal.
      const extended =
        expected === 0
          ? Infinity
          : Math.floor(((goal - this.triggered) / expected) * maxScanWork) + this.triggered;
      expected = maxScanWork;
      goal = Math.min(extended, 2 * goal);
    }
    if (this.heapLive > goal) {
      goal = Math.floor(goal * MAX_OVERSHOOT);
      expected = maxScanWork;
    }
    const workLeft = Math.max(MIN_SCAN_WORK_REMAINING, expected - work);
    const heapLeft = Math.max(1, goal - this.heapLive);
    this.assistWorkPerByte = workLeft / heapLeft;
    this.assistBytesPerWork = heapLeft / workLeft;
  }

  /** mgcpacer.go: endCycle. Estimates how fast the program allocates in relation to how fast the collector marks. */
  endCycle(now: number, procs: number): void {
    if (this.heapLive <= this.triggered) return;
    const cpu = (now - this.markStartTime) * procs;
    const share = (ns: number): number => (cpu > 0 ? ns / cpu : 0);
    // With less than one P for the program, the formula would have no meaning.
    const utilization = Math.min(0.99, BACKGROUND_UTILIZATION + share(this.assistTime));
    const scanWork = Math.max(1, this.heapScanWork + this.stackScanWork);
    const current =
      ((this.heapLive - this.triggered) * (utilization + share(this.idleMarkTime))) /
      (scanWork * (1 - utilization));
    this.consMark = Math.max(current, ...this.lastConsMark);
    this.lastConsMark.shift();
    this.lastConsMark.push(current);
  }

  /** mgcpacer.go: resetLive. */
  resetLive(bytesMarked: number): void {
    this.heapMarked = bytesMarked;
    this.heapLive = bytesMarked;
    this.heapScan = this.heapScanWork;
    this.lastHeapScan = this.heapScanWork;
    this.lastStackScan = this.stackScanWork;
    this.triggered = Infinity;
  }

  /** mgcpacer.go: commit, where sweeping is not done. */
  commit(): void {
    this.sweepDistMinTrigger = this.heapLive + SWEEP_MIN_HEAP_DISTANCE;
    this.gcPercentHeapGoal = Math.max(HEAP_MINIMUM, 2 * this.heapMarked + this.lastStackScan);
    this.runway = Math.floor(
      ((this.consMark * (1 - BACKGROUND_UTILIZATION)) / BACKGROUND_UTILIZATION) *
        (this.lastHeapScan + this.lastStackScan),
    );
  }

  /** mgcpacer.go: heapGoal. */
  heapGoal(): number {
    const goal = Math.max(this.gcPercentHeapGoal, this.sweepDistMinTrigger);
    return this.triggered === Infinity ? goal : Math.max(goal, this.triggered + MIN_RUNWAY);
  }

  /** mgcpacer.go: trigger. The size of the heap at which a cycle begins. */
  trigger(): number {
    const goal = this.heapGoal();
    const { heapMarked } = this;
    if (heapMarked >= goal) return goal;
    const part = Math.floor((goal - heapMarked) / TRIGGER_RATIO_DEN);
    const min = Math.max(this.sweepDistMinTrigger, heapMarked, part * MIN_TRIGGER_RATIO_NUM + heapMarked);
    const max = Math.max(part * MAX_TRIGGER_RATIO_NUM + heapMarked, goal - HEAP_MINIMUM, min);
    const trigger = this.runway > goal ? min : goal - this.runway;
    return Math.min(max, Math.max(min, trigger));
  }

  /** mgcpacer.go: update. A P has taken `bytes` from the heap. */
  update(bytes: number, marking: boolean): void {
    this.heapLive += bytes;
    if (marking) this.revise();
    else this.heapScan += bytes;
  }

  /** mgcpacer.go: findRunnableGCWorker, the choice of the mode: what a worker on this P would be now, or none. */
  workerMode(p: P, now: number): number {
    if (this.dedicatedMarkWorkersNeeded > 0) {
      this.dedicatedMarkWorkersNeeded--;
      return GcWorkerMode.dedicated;
    }
    if (this.fractionalUtilizationGoal === 0) return GcWorkerMode.none;
    const behind = this.fractionalShare(p, 0, now) <= this.fractionalUtilizationGoal;
    return behind ? GcWorkerMode.fractional : GcWorkerMode.none;
  }

  /** mgcmark.go: pollFractionalWorkerExit. A worker that has run for `running` ns stops when it is well above its share. */
  pollFractionalWorkerExit(p: P, running: number, now: number): boolean {
    return this.fractionalShare(p, running, now) > FRACTIONAL_SLACK * this.fractionalUtilizationGoal;
  }

  private fractionalShare(p: P, running: number, now: number): number {
    const since = now - this.markStartTime;
    return since > 0 ? (p.gcFractionalMarkTime + running) / since : 0;
  }

  /** mgcpacer.go: needIdleMarkWorker. */
  needIdleMarkWorker(): boolean {
    return this.idleMarkWorkers < this.maxIdleMarkWorkers;
  }

  /** mgcpacer.go: addIdleMarkWorker. */
  addIdleMarkWorker(): boolean {
    if (!this.needIdleMarkWorker()) return false;
    this.idleMarkWorkers++;
    return true;
  }

  /** mgcpacer.go: markWorkerStop. */
  markWorkerStop(mode: number, p: P, duration: number): void {
    switch (mode) {
      case GcWorkerMode.dedicated:
        this.dedicatedMarkTime += duration;
        this.dedicatedMarkWorkersNeeded++;
        break;
      case GcWorkerMode.fractional:
        this.fractionalMarkTime += duration;
        p.gcFractionalMarkTime += duration;
        break;
      case GcWorkerMode.idle:
        this.idleMarkTime += duration;
        this.idleMarkWorkers--;
        break;
      default:
        throw new Error(`markWorkerStop: unknown mode ${mode}`);
    }
  }
}
