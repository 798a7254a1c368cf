import { NO_THREAD, parseGoTrace } from "./goTraceParse";
import type { Frame, Generation, RawEvent } from "./goTraceParse";

/**
 * Reads a Go execution trace as Go's reader does: finds an order of the events of all Ms that their sequence numbers and states allow
 * (internal/trace: order.go, reader.go, Go 1.23), and throws where there is none. Stricter than that: the order must be one of times too.
 */

type GState = "NotExist" | "Undetermined" | "Runnable" | "Running" | "Syscall" | "Waiting";
type PState = "Undetermined" | "Running" | "Idle" | "Syscall" | "Abandoned";

const G_STATES: readonly GState[] = ["NotExist", "Runnable", "Running", "Syscall", "Waiting"];
const P_STATES: readonly PState[] = ["Undetermined", "Running", "Idle", "Syscall", "Abandoned"];

/** A P in a system call counts as running, until it is taken. */
const SHOWN: Readonly<Record<PState, string>> = {
  Undetermined: "Undetermined",
  Running: "Running",
  Idle: "Idle",
  Syscall: "Running",
  Abandoned: "Idle",
};

export interface Transition {
  readonly time: number;
  readonly m: number;
  readonly of: "G" | "P";
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** Of a goroutine's creation, what it starts with; else where it happened. */
  readonly stack: readonly Frame[];
}

export interface Log {
  readonly time: number;
  readonly g: number;
  readonly category: string;
  readonly message: string;
}

export interface GoTrace {
  readonly events: number;
  readonly transitions: readonly Transition[];
  readonly logs: readonly Log[];
  /** Values of GOMAXPROCS. */
  readonly procs: readonly number[];
  /** Begun and ended ranges, as in `STWBegin GOMAXPROCS`. */
  readonly ranges: readonly string[];
  readonly endTime: number;
}

interface Resource<State> {
  state: State;
  seq: number;
}

interface Thread {
  g: number | undefined;
  p: number | undefined;
}

/** `clocks: "simulated"`: of one clock, so that the order has to be one of times too. Clocks of real cores may differ. */
export function readGoTrace(bytes: Uint8Array, clocks: "simulated" | "real" = "simulated"): GoTrace {
  const order = new Order(clocks === "simulated");
  for (const generation of parseGoTrace(bytes)) order.read(generation);
  return order;
}

class Order implements GoTrace {
  events = 0;
  endTime = 0;
  readonly transitions: Transition[] = [];
  readonly logs: Log[] = [];
  readonly procs: number[] = [];
  readonly ranges: string[] = [];
  private readonly gs = new Map<number, Resource<GState>>();
  private readonly ps = new Map<number, Resource<PState>>();
  private readonly ms = new Map<number, Thread>();
  private readonly open = new Map<string, string>();
  private gcSeq: number | undefined;
  private gcRunning = false;
  private first = true;
  private generation: Generation | undefined;

  constructor(private readonly oneClock: boolean) {}

  read(generation: Generation): void {
    this.generation = generation;
    const cursors = [...generation.events].map(([m, events]) => ({ m, events, at: 0 }));
    const time = (cursor: (typeof cursors)[number]): number => cursor.events[cursor.at]?.time ?? Infinity;
    let left = cursors;
    while ((left = left.filter((cursor) => cursor.at < cursor.events.length)).length > 0) {
      const first = Math.min(...left.map(time));
      const now = this.oneClock ? first : Infinity;
      // All that happens now, in any order that is allowed.
      const due = left.filter((cursor) => time(cursor) <= now).sort((one, other) => time(one) - time(other));
      for (let moved = true; moved;) {
        moved = false;
        for (const cursor of due) {
          for (;;) {
            const event = cursor.events[cursor.at];
            if (event === undefined || event.time > now || !this.advance(cursor.m, event)) break;
            cursor.at++;
            this.events++;
            this.endTime = Math.max(this.endTime, event.time);
            moved = true;
          }
        }
      }
      const stuck = due.find((cursor) => time(cursor) <= now && cursor.at < cursor.events.length);
      if (stuck !== undefined) this.refuse(stuck.m, stuck.events[stuck.at], "cannot come next");
    }
    this.first = false;
  }

  /** False: not yet. */
  private advance(m: number, event: RawEvent): boolean {
    const { name, args } = event;
    const thread = this.thread(m);
    const arg = (key: string): number => {
      const value = args[key];
      if (value === undefined) throw new Error(`${name} has no ${key}`);
      return value;
    };
    const need = (what: { p?: boolean; g?: boolean }): void => {
      if (m === NO_THREAD) this.refuse(m, event, "needs a thread");
      if (what.p !== undefined && what.p !== (thread.p !== undefined))
        this.refuse(m, event, what.p ? "needs a P" : "must not have a P");
      if (what.g !== undefined && what.g !== (thread.g !== undefined))
        this.refuse(m, event, what.g ? "needs a goroutine" : "must not have a goroutine");
    };
    const currentG = (state: GState): Resource<GState> => {
      const g = this.gs.get(thread.g ?? -1);
      if (g === undefined) return this.refuse(m, event, "of a goroutine that does not exist");
      if (g.state !== state) this.refuse(m, event, `of a goroutine that is ${g.state}`);
      return g;
    };
    const currentP = (state: PState): Resource<PState> => {
      const p = this.ps.get(thread.p ?? -1);
      if (p?.state !== state) return this.refuse(m, event, `of a P that is ${p?.state ?? "unknown"}`);
      return p;
    };
    const moveG = (
      id: number,
      g: Resource<GState>,
      to: GState,
      reason = "",
      stack = args.stack ?? 0,
    ): void => {
      this.transition(event, m, "G", id, g.state, to, reason, stack);
      g.state = to;
    };
    const moveP = (id: number, p: Resource<PState>, to: PState): void => {
      if (p.state !== to) this.transition(event, m, "P", id, SHOWN[p.state], SHOWN[to], "", 0);
      p.state = to;
    };

    switch (name) {
      case "ProcStatus": {
        const id = arg("p");
        const state = P_STATES[arg("status")] ?? this.refuse(m, event, "has an unknown status");
        const known = this.ps.get(id);
        if (known !== undefined && known.state !== state)
          this.refuse(m, event, `of a P that is ${known.state}`);
        const p = known ?? { state: "Undetermined", seq: 0 };
        this.ps.set(id, p);
        p.seq = 0;
        moveP(id, p, state);
        if (state === "Running" || state === "Syscall") thread.p = id;
        return true;
      }
      case "ProcStart": {
        const id = arg("p");
        const p = this.ps.get(id);
        if (p?.state !== "Idle" || p.seq + 1 !== arg("seq") || thread.p !== undefined) return false;
        need({ p: false });
        p.seq++;
        thread.p = id;
        moveP(id, p, "Running");
        return true;
      }
      case "ProcStop": {
        need({ p: true });
        const id = thread.p ?? -1;
        const p = this.ps.get(id);
        if (p?.state !== "Running" && p?.state !== "Syscall")
          return this.refuse(m, event, "of a P that is not running");
        thread.p = undefined;
        moveP(id, p, "Idle");
        return true;
      }
      case "ProcSteal": {
        const id = arg("p");
        const p = this.ps.get(id);
        if ((p?.state !== "Syscall" && p?.state !== "Abandoned") || p.seq + 1 !== arg("seq")) return false;
        need({});
        p.seq++;
        const wasAbandoned = p.state === "Abandoned";
        moveP(id, p, "Idle");
        if (wasAbandoned) return true;
        const victim = this.ms.get(arg("m"));
        if (victim?.p !== id) return this.refuse(m, event, "from an M that does not have the P");
        victim.p = undefined;
        return true;
      }
      case "GoStatus":
      case "GoStatusStack": {
        const id = arg("g");
        const state = G_STATES[arg("status")] ?? this.refuse(m, event, "has an unknown status");
        const known = this.gs.get(id);
        if (known !== undefined && known.state !== state)
          this.refuse(m, event, `of a goroutine that is ${known.state}`);
        if (known === undefined && !this.first)
          this.refuse(m, event, "of a new goroutine in a later generation");
        const g = known ?? { state: "Undetermined", seq: 0 };
        this.gs.set(id, g);
        g.seq = 0;
        if (g.state !== state) moveG(id, g, state);
        if (state === "Running") thread.g = id;
        if (state === "Syscall") {
          const on = arg("m");
          if (on === NO_THREAD) this.refuse(m, event, "in a system call of no thread");
          const there = this.thread(on);
          if (there.g !== undefined && there.g !== id)
            this.refuse(m, event, "on a thread of another goroutine");
          there.g = id;
        }
        return true;
      }
      case "GoCreate":
      case "GoCreateBlocked": {
        need({ p: true });
        if (thread.g !== undefined) currentG("Running");
        const id = arg("g");
        if (this.gs.has(id)) this.refuse(m, event, "of a goroutine that exists already");
        const g: Resource<GState> = { state: "NotExist", seq: 0 };
        this.gs.set(id, g);
        moveG(id, g, name === "GoCreate" ? "Runnable" : "Waiting", "", arg("newstack"));
        return true;
      }
      case "GoStart": {
        const id = arg("g");
        const g = this.gs.get(id);
        if (g?.state !== "Runnable" || g.seq + 1 !== arg("seq")) return false;
        need({ p: true, g: false });
        g.seq++;
        thread.g = id;
        moveG(id, g, "Running");
        return true;
      }
      case "GoDestroy":
      case "GoStop":
      case "GoBlock": {
        need({ p: true, g: true });
        const g = currentG("Running");
        const id = thread.g ?? -1;
        thread.g = undefined;
        const to = name === "GoDestroy" ? "NotExist" : name === "GoStop" ? "Runnable" : "Waiting";
        moveG(id, g, to, this.string(args.string ?? 0));
        if (to === "NotExist") this.gs.delete(id);
        return true;
      }
      case "GoUnblock": {
        const id = arg("g");
        const g = this.gs.get(id);
        if (g?.state !== "Waiting" || g.seq + 1 !== arg("seq")) return false;
        g.seq++;
        moveG(id, g, "Runnable");
        return true;
      }
      case "GoSyscallBegin": {
        need({ p: true, g: true });
        const g = currentG("Running");
        const p = this.ps.get(thread.p ?? -1);
        if (p === undefined || p.seq + 1 !== arg("seq")) return this.refuse(m, event, "with a wrong number");
        p.seq++;
        moveG(thread.g ?? -1, g, "Syscall");
        // For viewers the P runs on.
        p.state = "Syscall";
        return true;
      }
      case "GoSyscallEnd": {
        need({ p: true, g: true });
        const g = currentG("Syscall");
        currentP("Syscall").state = "Running";
        moveG(thread.g ?? -1, g, "Running");
        return true;
      }
      case "GoSyscallEndBlocked": {
        if (thread.p !== undefined && this.ps.get(thread.p)?.state === "Syscall") return false;
        need({ g: true });
        const g = currentG("Syscall");
        moveG(thread.g ?? -1, g, "Runnable");
        thread.g = undefined;
        return true;
      }
      case "STWBegin":
      case "GCMarkAssistBegin":
        need({ p: true, g: true });
        this.begin(event, m, `${name.slice(0, -5)} of G${thread.g ?? -1}`, this.string(args.string ?? 0));
        return true;
      case "STWEnd":
      case "GCMarkAssistEnd":
        need({ p: true, g: true });
        this.end(event, m, `${name.slice(0, -3)} of G${thread.g ?? -1}`);
        return true;
      case "GCSweepBegin":
        need({ p: true });
        this.begin(event, m, `GCSweep of P${thread.p ?? -1}`, "");
        return true;
      case "GCSweepEnd":
        need({ p: true });
        this.end(event, m, `GCSweep of P${thread.p ?? -1}`);
        return true;
      case "GCActive":
      case "GCBegin":
      case "GCEnd": {
        const seq = arg("seq");
        const ends = name === "GCEnd";
        if (this.gcSeq !== undefined || ends) {
          if (seq !== (this.gcSeq ?? 0) + 1) return false;
          if (this.gcRunning !== (name !== "GCBegin")) this.refuse(m, event, "out of turn");
          need({ p: true, g: true });
        }
        this.gcSeq = seq;
        this.gcRunning = !ends;
        this.ranges.push(name);
        return true;
      }
      case "HeapAlloc":
      case "HeapGoal":
        need({ p: true });
        return true;
      case "ProcsChange":
        need({ p: true, g: true });
        this.procs.push(arg("procs"));
        return true;
      case "GoLabel":
        need({ p: true, g: true });
        return true;
      case "UserLog":
        need({ p: true, g: true });
        this.logs.push({
          time: event.time,
          g: thread.g ?? -1,
          category: this.string(arg("string")),
          message: this.string(arg("string2")),
        });
        return true;
      default:
        return this.refuse(m, event, "is not known here");
    }
  }

  private begin({ time }: RawEvent, m: number, range: string, kind: string): void {
    if (this.open.has(range)) throw new Error(`${range} begins twice on M ${m} at ${time}`);
    this.open.set(range, kind);
    this.ranges.push(`${range.replace(/ of.*/, "")}Begin ${kind}`);
  }

  private end({ time }: RawEvent, m: number, range: string): void {
    if (!this.open.delete(range)) throw new Error(`${range} ends, but has not begun, on M ${m} at ${time}`);
    this.ranges.push(`${range.replace(/ of.*/, "")}End`);
  }

  private transition(
    { time }: RawEvent,
    m: number,
    of: "G" | "P",
    id: number,
    from: string,
    to: string,
    reason: string,
    stack: number,
  ): void {
    const frames = this.generation?.stacks.get(stack) ?? [];
    this.transitions.push({ time, m, of, id, from, to, reason, stack: frames });
  }

  private string(id: number): string {
    return id === 0 ? "" : (this.generation?.strings.get(id) ?? "");
  }

  private thread(m: number): Thread {
    const known = this.ms.get(m);
    if (known !== undefined) return known;
    const thread: Thread = { g: undefined, p: undefined };
    this.ms.set(m, thread);
    return thread;
  }

  private refuse(m: number, event: RawEvent | undefined, why: string): never {
    const args = Object.entries(event?.args ?? {}).map(([key, value]) => `${key}=${value}`);
    throw new Error(`M ${m}: ${event?.name ?? ""} ${args.join(" ")} at ${event?.time ?? NaN}: ${why}`);
  }
}
