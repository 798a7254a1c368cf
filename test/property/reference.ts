import { CHAN_OUTCOMES, SYNC_OPS, WAIT_REASONS } from "../../src/shared/enums";
import type { ChanOutcome, SyncOp } from "../../src/shared/enums";
import type { GIndex } from "../../src/shared/ids";
import type { EventLog, LogEvent } from "../../src/shared/log/eventLog";
import { KINDS } from "../../src/shared/schema";
import { CAPACITIES, MUTEXES, PERMITS, sentValue } from "./program";
import type { Case, Objects, Program, Results, Step } from "./program";

/**
 * What Go's specification and package documentation say about channels, select and package sync, as plainly as it can be written down,
 * with no idea of a scheduler. It goes through a log, takes from it only *in which order* operations took effect, and says what each must
 * have done: so it holds for every schedule.
 */

/** A goroutine that waits at a channel, perhaps at several at once. */
interface Waiter {
  readonly g: number;
  /** Case of a select; −1: the plain operation. */
  readonly index: number;
  readonly value: string | undefined;
  /** Shared by all cases of a select: the first to be served takes it out of all queues. */
  readonly token: { served: boolean };
}

class Channel {
  readonly buffer: (string | undefined)[] = [];
  private receivers: Waiter[] = [];
  private senders: Waiter[] = [];
  closed = false;

  constructor(readonly capacity: number) {}

  wait(side: "send" | "recv", waiter: Waiter): void {
    (side === "send" ? this.senders : this.receivers).push(waiter);
  }
  receiver(): Waiter | undefined {
    return (this.receivers = this.receivers.filter((each) => !each.token.served))[0];
  }
  sender(): Waiter | undefined {
    return (this.senders = this.senders.filter((each) => !each.token.served))[0];
  }
  canSend(): boolean {
    return this.closed || this.receiver() !== undefined || this.buffer.length < this.capacity;
  }
  canReceive(): boolean {
    return this.closed || this.buffer.length > 0 || this.sender() !== undefined;
  }
}

type Expected =
  | { readonly gives: "something" }
  | { readonly gives: "error"; readonly message: string }
  | { readonly gives: "received"; readonly value: unknown; readonly ok: boolean }
  /** Any of the cases that are on the same side of the same channel. */
  | {
      readonly gives: "choice";
      readonly like: Case | undefined;
      readonly value: unknown;
      readonly ok: boolean;
    };

interface Goroutine {
  readonly number: number;
  readonly steps: readonly Step[];
  readonly expected: Expected[];
  /** It waits, by the rules, and nobody has ended that. */
  blocked: boolean;
  /** The case that a waiting select was served in, until it says so itself. */
  woken: Case | undefined;
  /** The case that a select has chosen, until its effect is seen. */
  chosen: number | undefined;
  dead: boolean;
}

const SILENT = new Set<Step["op"]>([
  "sleep",
  "compute",
  "gosched",
  "procs",
  "syscall",
  "handoff",
  "network",
  "disk",
  "go",
  "ticket",
]);

export class Reference {
  private readonly goroutines: Goroutine[];
  private readonly chans = CAPACITIES.map((capacity) => new Channel(capacity));
  private readonly timeouts = new Map<string, Channel>();
  private readonly byObject = new Map<number, { readonly channel: Channel; readonly timeout: boolean }>();
  private readonly syncObjects = new Map<number, (g: Goroutine, op: SyncOp) => void>();
  private readonly numberOf = new Map<number, number>();

  private readonly owners: (number | undefined)[] = Array.from({ length: MUTEXES }, () => undefined);
  private writer: number | undefined;
  private readonly readers = new Set<number>();
  private held = 0;
  private readonly acquirers: number[] = [];
  private readonly handed = new Set<number>();
  private counter: number;
  private begun = false;
  private readonly waiters: Goroutine[] = [];
  private readonly parked: Goroutine[] = [];
  private broadcasts = 0;
  private at: LogEvent | undefined;

  constructor(
    program: Program,
    objects: Objects,
    private readonly results: Results,
    private readonly log: EventLog,
  ) {
    this.goroutines = program.map((steps, number) => ({
      number,
      steps,
      expected: [],
      blocked: false,
      woken: undefined,
      chosen: undefined,
      dead: false,
    }));
    this.counter = program.flat().filter((each) => each.op === "done").length;
    objects.chans.forEach((c, i) => this.byObject.set(c.object, { channel: this.chans[i]!, timeout: false }));
    for (const [name, c] of objects.timeouts) {
      const channel = new Channel(1);
      this.timeouts.set(name, channel);
      if (c.object >= 0) this.byObject.set(c.object, { channel, timeout: true });
    }
    objects.mutexes.forEach((m, i) => this.syncObjects.set(m.object, (g, op) => this.onMutex(g, op, i)));
    this.syncObjects.set(objects.rw.object, (g, op) => this.onRWMutex(g, op));
    this.syncObjects.set(objects.permits.object, (g, op) => this.onSemaphore(g, op));
    this.syncObjects.set(objects.group.object, (g, op) => this.onWaitGroup(g, op));
    this.syncObjects.set(objects.cond.object, (g, op) => this.onCond(g, op));
    const { gs } = log.tables;
    for (let row = 0; row < gs.length; row++) {
      const entity = gs.at(row as GIndex);
      const name = log.tables.string(entity.name);
      if (!entity.system) this.numberOf.set(row, name === "main" ? 0 : Number(name));
    }
  }

  /** @throws Error with the first disagreement between the log, the results and the rules. */
  check(): void {
    this.log.forEach((event) => {
      this.at = event;
      this.event(event);
    });
    for (const g of this.goroutines) this.checkEnd(g);
  }

  private fail(g: Goroutine | undefined, what: string): never {
    const who = g === undefined ? "" : ` goroutine ${g.number}, step ${g.expected.length}:`;
    throw new Error(`event ${this.at?.index ?? -1} at ${this.at?.time ?? -1} ns:${who} ${what}`);
  }

  private event(event: LogEvent): void {
    const g = this.goroutines[this.numberOf.get(event.g) ?? -1];
    switch (KINDS[event.kind]!.name) {
      case "ChanSend":
        this.onSend(g, event);
        break;
      case "ChanRecv":
        this.onReceive(this.present(g), event);
        break;
      case "ChanClose":
        this.onClose(this.present(g), event);
        break;
      case "Select":
        this.onSelect(this.present(g), event.a);
        break;
      case "Sync":
        this.syncObjects.get(event.a)?.(this.present(g), SYNC_OPS[event.aux]!);
        break;
      case "GoWaiting":
        if (WAIT_REASONS[event.aux] === "select") this.onSelectWaits(this.present(g));
        break;
      case "GoRunnable": {
        const woken = this.goroutines[this.numberOf.get(event.a) ?? -1];
        if (woken?.blocked === true)
          this.fail(woken, "it is woken while nothing that it waits for has happened");
        break;
      }
      case "GoDead": {
        const dead = this.goroutines[this.numberOf.get(event.a) ?? -1];
        if (dead !== undefined) dead.dead = true;
        break;
      }
      default:
    }
  }

  private present(g: Goroutine | undefined): Goroutine {
    return g ?? this.fail(undefined, "an operation of nobody");
  }

  /** The step that an event belongs to; steps before it that leave no event are over. */
  private step<Op extends Step["op"]>(
    g: Goroutine,
    op: Op,
    fits: (step: Step & { op: Op }) => boolean = () => true,
  ): Step & { op: Op } {
    for (;;) {
      const step = g.steps[g.expected.length];
      if (step === undefined) this.fail(g, `${op} of a goroutine that has done all its steps`);
      if (step.op === op && fits(step as Step & { op: Op }) && !this.refused(step))
        return step as Step & { op: Op };
      if (!this.leavesNoEvent(g, step)) this.fail(g, `${op} where ${step.op} comes first`);
    }
  }

  /** Whether a step throws by the rules, now and ever after. */
  private refused(step: Step): boolean {
    return (step.op === "send" || step.op === "close") && this.chans[step.chan]!.closed;
  }

  private leavesNoEvent(g: Goroutine, step: Step): boolean {
    if (SILENT.has(step.op) || (step.op === "park" && this.broadcasts > 0)) {
      g.expected.push({ gives: "something" });
      return true;
    }
    if (!this.refused(step)) return false;
    this.throws(g, step.op === "send" ? "send on closed channel" : "close of closed channel");
    return true;
  }

  private throws(g: Goroutine, message: string): void {
    g.expected.push({ gives: "error", message });
  }

  private wait(g: Goroutine): void {
    if (g.blocked) this.fail(g, "it waits twice");
    g.blocked = true;
  }

  /** A waiting goroutine gets what it waited for; `failed`: its channel was closed under a send. */
  private serve(waiter: Waiter, side: "send" | "recv", value: unknown, ok: boolean, failed = false): void {
    const g = this.goroutines[waiter.g]!;
    waiter.token.served = true;
    if (!g.blocked) this.fail(g, "it is served without waiting");
    g.blocked = false;
    const step = g.steps[g.expected.length]!;
    if (step.op === "select") g.woken = step.cases[waiter.index];
    if (failed) this.throws(g, "send on closed channel");
    else if (step.op === "select")
      g.expected.push({ gives: "choice", like: step.cases[waiter.index], value, ok });
    else g.expected.push(side === "send" ? { gives: "something" } : { gives: "received", value, ok });
  }

  private outcome(g: Goroutine | undefined, event: LogEvent, want: ChanOutcome, channel: Channel): void {
    const got = CHAN_OUTCOMES[event.aux];
    if (got !== want) this.fail(g, `the operation was ${got ?? "?"}, by the rules it is ${want}`);
    if (event.b !== channel.buffer.length)
      this.fail(g, `the buffer holds ${event.b}, by the rules ${channel.buffer.length}`);
  }

  private onSend(g: Goroutine | undefined, event: LogEvent): void {
    const { channel, timeout } = this.byObject.get(event.a) ?? this.fail(g, "an unknown channel");
    if (timeout) {
      this.send(undefined, channel, undefined, event);
      return;
    }
    const sender = this.present(g);
    if (sender.chosen !== undefined) {
      this.send(undefined, channel, sentValue(sender.number, sender.expected.length), event);
      this.chose(sender, undefined, false);
      return;
    }
    this.step(sender, "send", (step) => this.chans[step.chan] === channel);
    this.send(sender, channel, sentValue(sender.number, sender.expected.length), event);
  }

  /** The effect of a send. Without `g` nobody can wait: it comes from a timer, or a select has found the channel ready. */
  private send(g: Goroutine | undefined, channel: Channel, value: string | undefined, event: LogEvent): void {
    if (channel.closed) this.fail(g, "a send on a closed channel succeeds");
    const receiver = channel.receiver();
    if (receiver !== undefined) {
      this.outcome(g, event, "direct", channel);
      this.serve(receiver, "recv", value, true);
      g?.expected.push({ gives: "something" });
    } else if (channel.buffer.length < channel.capacity) {
      channel.buffer.push(value);
      this.outcome(g, event, "buffered", channel);
      g?.expected.push({ gives: "something" });
    } else {
      this.outcome(g, event, "blocked", channel);
      if (g === undefined) this.fail(g, "a send that may not wait does");
      channel.wait("send", { g: g.number, index: -1, value, token: { served: false } });
      this.wait(g);
    }
  }

  private onReceive(g: Goroutine, event: LogEvent): void {
    const { channel } = this.byObject.get(event.a) ?? this.fail(g, "an unknown channel");
    if (g.chosen === undefined) this.step(g, "recv", (step) => this.chans[step.chan] === channel);
    const give = (value: unknown, ok: boolean): void => {
      if (g.chosen === undefined) g.expected.push({ gives: "received", value, ok });
      else this.chose(g, value, ok);
    };
    const sender = channel.sender();
    if (sender !== undefined) {
      // From a full buffer the head is taken, and the sender's value goes to the tail.
      channel.buffer.push(sender.value);
      const value = channel.buffer.shift();
      this.outcome(g, event, "direct", channel);
      this.serve(sender, "send", undefined, false);
      give(value, true);
    } else if (channel.buffer.length > 0) {
      const value = channel.buffer.shift();
      this.outcome(g, event, "buffered", channel);
      give(value, true);
    } else if (channel.closed) {
      this.outcome(g, event, "closed", channel);
      give(undefined, false);
    } else {
      this.outcome(g, event, "blocked", channel);
      if (g.chosen !== undefined) this.fail(g, "a select waits after it has chosen");
      channel.wait("recv", { g: g.number, index: -1, value: undefined, token: { served: false } });
      this.wait(g);
    }
  }

  private onClose(g: Goroutine, event: LogEvent): void {
    const { channel } = this.byObject.get(event.a) ?? this.fail(g, "an unknown channel");
    this.step(g, "close", (step) => this.chans[step.chan] === channel);
    channel.closed = true;
    g.expected.push({ gives: "something" });
    let served = 0;
    for (let each = channel.receiver(); each !== undefined; each = channel.receiver(), served++)
      this.serve(each, "recv", undefined, false);
    for (let each = channel.sender(); each !== undefined; each = channel.sender(), served++)
      this.serve(each, "send", undefined, false, true);
    if (served !== event.b) this.fail(g, `close wakes ${event.b} goroutines, by the rules ${served}`);
  }

  private channelOf(g: Goroutine, one: Case, index: number): Channel {
    if (one.on !== "timeout") return this.chans[one.chan]!;
    const name = `${g.number}.${g.expected.length}.${index}`;
    return this.timeouts.get(name) ?? this.fail(g, `no timeout ${name}`);
  }

  private isReady(g: Goroutine, one: Case, index: number): boolean {
    const channel = this.channelOf(g, one, index);
    return one.on === "send" ? channel.canSend() : channel.canReceive();
  }

  private onSelect(g: Goroutine, index: number): void {
    if (g.woken !== undefined) {
      const step = g.steps[g.expected.length - 1];
      const said = step?.op === "select" ? step.cases[index] : undefined;
      if (!alike(said, g.woken)) this.fail(g, `the select says case ${index}, but was served in another`);
      g.woken = undefined;
      return;
    }
    const { cases, otherwise } = this.step(g, "select");
    const one = cases[index];
    if (one === undefined) {
      if (!otherwise) this.fail(g, "the select takes a default that it has not");
      if (cases.some((each, i) => this.isReady(g, each, i)))
        this.fail(g, "the select takes its default though a case is ready");
      g.expected.push({ gives: "choice", like: undefined, value: undefined, ok: false });
      return;
    }
    if (!this.isReady(g, one, index)) this.fail(g, `the select takes case ${index}, which is not ready`);
    if (one.on === "send" && this.chans[one.chan]!.closed) this.throws(g, "send on closed channel");
    else g.chosen = index;
  }

  private chose(g: Goroutine, value: unknown, ok: boolean): void {
    const step = g.steps[g.expected.length];
    if (step?.op !== "select" || g.chosen === undefined) this.fail(g, "no select has chosen");
    g.expected.push({ gives: "choice", like: step.cases[g.chosen], value, ok });
    g.chosen = undefined;
  }

  private onSelectWaits(g: Goroutine): void {
    const { cases, otherwise } = this.step(g, "select");
    if (otherwise) this.fail(g, "a select with a default waits");
    const token = { served: false };
    const value = sentValue(g.number, g.expected.length);
    for (const [index, one] of cases.entries()) {
      if (this.isReady(g, one, index)) this.fail(g, `the select waits though case ${index} is ready`);
    }
    for (const [index, one] of cases.entries()) {
      const side = one.on === "send" ? "send" : "recv";
      this.channelOf(g, one, index).wait(side, { g: g.number, index, value, token });
    }
    this.wait(g);
  }

  private onMutex(g: Goroutine, op: SyncOp, mutex: number): void {
    const owner = this.owners[mutex];
    const fits = (step: { mutex: number }): boolean => step.mutex === mutex;
    switch (op) {
      case "lock":
      case "lock (acquired after waiting)":
      case "lock (handed over)":
        this.step(g, "lock", fits);
        if (owner !== undefined) this.fail(g, `it locks a mutex that goroutine ${owner} holds`);
        this.owners[mutex] = g.number;
        g.expected.push({ gives: "something" });
        break;
      case "unlock":
        this.step(g, "unlock", fits);
        if (owner !== g.number) this.fail(g, "it unlocks a mutex that it does not hold");
        this.owners[mutex] = undefined;
        g.expected.push({ gives: "something" });
        break;
      default:
    }
  }

  private onRWMutex(g: Goroutine, op: SyncOp): void {
    switch (op) {
      case "lock":
      case "lock (acquired after waiting)":
        this.step(g, "wlock");
        if (this.writer !== undefined || this.readers.size > 0) this.fail(g, "it writes beside others");
        this.writer = g.number;
        break;
      case "unlock":
        this.step(g, "wunlock");
        if (this.writer !== g.number) this.fail(g, "it ends a write that it has not begun");
        this.writer = undefined;
        break;
      case "rlock":
        this.step(g, "rlock");
        if (this.writer !== undefined) this.fail(g, "it reads beside a writer");
        this.readers.add(g.number);
        break;
      case "runlock":
        this.step(g, "runlock");
        if (!this.readers.delete(g.number)) this.fail(g, "it ends a read that it has not begun");
        break;
      default:
        return;
    }
    g.expected.push({ gives: "something" });
  }

  /** Permits are handed over in the order in which the waiters came. */
  private onSemaphore(g: Goroutine, op: SyncOp): void {
    switch (op) {
      case "acquire (waits)":
        this.step(g, "acquire");
        if (this.held < PERMITS) this.fail(g, "it waits for a permit though one is free");
        this.acquirers.push(g.number);
        break;
      case "acquire":
        this.step(g, "acquire");
        if (!this.handed.delete(g.number)) {
          if (this.held >= PERMITS) this.fail(g, "it takes a permit that is not there");
          this.held++;
        }
        g.expected.push({ gives: "something" });
        break;
      case "release": {
        this.step(g, "release");
        const next = this.acquirers.shift();
        if (next === undefined) this.held--;
        else this.handed.add(next);
        g.expected.push({ gives: "something" });
        break;
      }
      default:
    }
  }

  private onWaitGroup(g: Goroutine, op: SyncOp): void {
    switch (op) {
      case "add":
        if (!this.begun) {
          this.begun = true;
          return;
        }
        this.step(g, "done");
        g.expected.push({ gives: "something" });
        this.counter--;
        if (this.counter > 0) return;
        for (const waiter of this.waiters.splice(0)) {
          waiter.blocked = false;
          waiter.expected.push({ gives: "something" });
        }
        break;
      case "wait":
        this.step(g, "wait");
        if (this.counter !== 0) this.fail(g, `it does not wait for ${this.counter} others`);
        g.expected.push({ gives: "something" });
        break;
      case "wait (waits)":
        this.step(g, "wait");
        if (this.counter === 0) this.fail(g, "it waits for nobody");
        this.waiters.push(g);
        this.wait(g);
        break;
      default:
    }
  }

  private onCond(g: Goroutine, op: SyncOp): void {
    if (op === "wait (waits)") {
      this.step(g, "park");
      this.parked.push(g);
      this.wait(g);
    } else if (op === "broadcast") {
      this.step(g, "broadcast");
      g.expected.push({ gives: "something" });
      this.broadcasts++;
      for (const each of this.parked.splice(0)) {
        each.blocked = false;
        each.expected.push({ gives: "something" });
      }
    }
  }

  /** Everyone is done, or waits for what has not happened; and what it got is what it should have got. */
  private checkEnd(g: Goroutine): void {
    const results = this.results[g.number];
    if (results === undefined) {
      const parent = this.goroutines.find((each) =>
        each.steps.some(
          (step, pc) => step.op === "go" && step.child === g.number && pc < each.expected.length,
        ),
      );
      if (parent !== undefined)
        this.fail(g, `it was started by goroutine ${parent.number} and has never run`);
      return;
    }
    for (let step = g.steps[g.expected.length]; step !== undefined && results.length > g.expected.length;) {
      if (!this.leavesNoEvent(g, step)) this.fail(g, `its ${step.op} is over, by the rules it is not`);
      step = g.steps[g.expected.length];
    }
    if (results.length !== g.expected.length)
      this.fail(g, `it has done ${results.length} steps, by the rules ${g.expected.length}`);
    const left = g.steps[g.expected.length];
    if (left !== undefined && !g.blocked && !this.mayWait(left)) this.fail(g, `its ${left.op} could go on`);
    if (left === undefined && g.number !== 0 && !g.dead)
      this.fail(g, "it has done all its steps and does not end");
    g.expected.forEach((expected, pc) => {
      if (!agrees(g.steps[pc]!, expected, results[pc]))
        this.fail(g, `step ${pc} gave ${String(results[pc])}, by the rules ${JSON.stringify(expected)}`);
    });
  }

  /** Whether a lock that has not been granted rightly was not. */
  private mayWait(step: Step): boolean {
    switch (step.op) {
      case "lock":
        return this.owners[step.mutex] !== undefined;
      case "rlock":
      case "wlock":
        return this.writer !== undefined || this.readers.size > 0;
      case "acquire":
        return this.held === PERMITS;
      default:
        return false;
    }
  }
}

function alike(a: Case | undefined, b: Case | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.on === "timeout" || b.on === "timeout") return a === b;
  return a.on === b.on && a.chan === b.chan;
}

function agrees(step: Step, expected: Expected, got: unknown): boolean {
  switch (expected.gives) {
    case "something":
      return !(got instanceof Error);
    case "error":
      return got instanceof Error && got.message === expected.message;
    case "received":
      return Array.isArray(got) && got[0] === expected.value && got[1] === expected.ok;
    case "choice": {
      if (!Array.isArray(got) || step.op !== "select") return false;
      const [index, value, ok] = got as [number, unknown, boolean];
      if (!alike(step.cases[index], expected.like)) return false;
      // A timer sends the time at which it was due.
      const timed = expected.like?.on === "timeout";
      return ok === expected.ok && (timed ? typeof value === "number" : value === expected.value);
    }
  }
}
