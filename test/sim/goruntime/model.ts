/**
 * A slow, obvious model of Go's scheduler with one P, after model_p1.py, which reproduced what real Go printed. It shares no code with
 * the runtime: queues are plain arrays, goroutines are lists of actions.
 */

export type Action =
  | { readonly op: "print"; readonly text: string }
  | { readonly op: "send"; readonly chan: number; readonly value: number }
  | { readonly op: "recv"; readonly chan: number }
  | { readonly op: "close"; readonly chan: number }
  | { readonly op: "gosched" }
  | { readonly op: "go"; readonly body: readonly Action[] }
  | { readonly op: "lock"; readonly mutex: number }
  | { readonly op: "unlock"; readonly mutex: number }
  | { readonly op: "add"; readonly group: number; readonly delta: number }
  | { readonly op: "wait"; readonly group: number };

export interface ModelResult {
  readonly lines: readonly string[];
  readonly end: "exit" | "deadlock" | "panic" | "fatal error";
}

interface Goroutine {
  readonly actions: readonly Action[];
  next: number;
  /** What happens when it runs again after a wait. */
  resume: (() => boolean) | undefined;
}

interface Chan {
  readonly cap: number;
  readonly buffer: number[];
  readonly receivers: { readonly g: Goroutine; got: string | undefined }[];
  readonly senders: { readonly g: Goroutine; readonly value: number; refused: boolean }[];
  closed: boolean;
}

interface Lock {
  held: boolean;
  woken: boolean;
  readonly waiters: Goroutine[];
}

interface Group {
  count: number;
  waiters: Goroutine[];
}

class Panic extends Error {}
class Fatal extends Error {}

export function runModel(
  main: readonly Action[],
  capacities: readonly number[],
  locks: number,
  groups: number,
): ModelResult {
  const lines: string[] = [];
  const chans = capacities.map((cap): Chan => ({
    cap,
    buffer: [],
    receivers: [],
    senders: [],
    closed: false,
  }));
  const mutexes = Array.from({ length: locks }, (): Lock => ({ held: false, woken: false, waiters: [] }));
  const wgs = Array.from({ length: groups }, (): Group => ({ count: 0, waiters: [] }));

  const ring: Goroutine[] = [];
  const global: Goroutine[] = [];
  let runnext: Goroutine | undefined = { actions: [], next: 0, resume: undefined };
  let tick = 4;

  function put(g: Goroutine): void {
    if (ring.length === 256) global.push(...ring.splice(0, 128), g);
    else ring.push(g);
  }
  function ready(g: Goroutine): void {
    const old = runnext;
    runnext = g;
    if (old !== undefined) put(old);
  }
  function find(): Goroutine | undefined {
    if (tick % 61 === 0 && global.length > 0) {
      tick++;
      return global.shift();
    }
    if (runnext !== undefined) {
      const g = runnext;
      runnext = undefined;
      return g;
    }
    tick++;
    if (ring.length > 0) return ring.shift();
    const batch = global.splice(0, Math.min(global.length, 128));
    ring.push(...batch.slice(1));
    return batch[0];
  }

  /** Does one action; false: the goroutine waits or has yielded. */
  function act(g: Goroutine, action: Action): boolean {
    switch (action.op) {
      case "print":
        lines.push(action.text);
        return true;
      case "go":
        ready({ actions: action.body, next: 0, resume: undefined });
        return true;
      case "gosched":
        global.push(g);
        return false;
      case "send":
        return send(g, chans[action.chan]!, action.value);
      case "recv":
        return recv(g, chans[action.chan]!);
      case "close": {
        const c = chans[action.chan]!;
        if (c.closed) throw new Panic("close of closed channel");
        c.closed = true;
        const woken: Goroutine[] = [];
        for (const waiting of c.receivers.splice(0)) {
          waiting.got = "closed";
          woken.push(waiting.g);
        }
        for (const waiting of c.senders.splice(0)) {
          waiting.refused = true;
          woken.push(waiting.g);
        }
        for (const each of woken.reverse()) ready(each);
        return true;
      }
      case "lock":
        return lock(g, mutexes[action.mutex]!, false);
      case "unlock": {
        const m = mutexes[action.mutex]!;
        if (!m.held) throw new Fatal("unlock of unlocked mutex");
        m.held = false;
        const first = m.waiters[0];
        if (first !== undefined && !m.woken) {
          m.waiters.shift();
          m.woken = true;
          ready(first);
        }
        return true;
      }
      case "add": {
        const wg = wgs[action.group]!;
        wg.count += action.delta;
        if (wg.count < 0) throw new Panic("negative WaitGroup counter");
        if (wg.count === 0) for (const waiter of wg.waiters.splice(0)) ready(waiter);
        return true;
      }
      case "wait": {
        const wg = wgs[action.group]!;
        if (wg.count === 0) return true;
        wg.waiters.push(g);
        g.resume = () => {
          if (wg.count !== 0 || wg.waiters.length > 0) throw new Panic("WaitGroup is reused");
          return true;
        };
        return false;
      }
    }
  }

  function send(g: Goroutine, c: Chan, value: number): boolean {
    if (c.closed) throw new Panic("send on closed channel");
    const receiver = c.receivers.shift();
    if (receiver !== undefined) {
      receiver.got = String(value);
      ready(receiver.g);
      return true;
    }
    if (c.buffer.length < c.cap) {
      c.buffer.push(value);
      return true;
    }
    const waiting = { g, value, refused: false };
    c.senders.push(waiting);
    g.resume = () => {
      if (waiting.refused) throw new Panic("send on closed channel");
      return true;
    };
    return false;
  }

  function recv(g: Goroutine, c: Chan): boolean {
    const sender = c.closed ? undefined : c.senders.shift();
    if (c.buffer.length > 0) {
      lines.push(`got ${c.buffer.shift()!}`);
      if (sender !== undefined) c.buffer.push(sender.value);
    } else if (sender !== undefined) {
      lines.push(`got ${sender.value}`);
    } else if (c.closed) {
      lines.push("got closed");
    } else {
      const waiting: { g: Goroutine; got: string | undefined } = { g, got: undefined };
      c.receivers.push(waiting);
      g.resume = () => {
        lines.push(`got ${waiting.got ?? "nothing"}`);
        return true;
      };
      return false;
    }
    if (sender !== undefined) ready(sender.g);
    return true;
  }

  function lock(g: Goroutine, m: Lock, again: boolean): boolean {
    if (again) m.woken = false;
    if (!m.held) {
      m.held = true;
      return true;
    }
    if (again) m.waiters.unshift(g);
    else m.waiters.push(g);
    g.resume = () => lock(g, m, true);
    return false;
  }

  const first: Goroutine = { actions: main, next: 0, resume: undefined };
  let g: Goroutine | undefined = first;
  try {
    while (g !== undefined) {
      let goesOn = true;
      if (g.resume !== undefined) {
        const { resume } = g;
        g.resume = undefined;
        goesOn = resume();
      }
      while (goesOn && g.next < g.actions.length) goesOn = act(g, g.actions[g.next++]!);
      if (goesOn && g === first) return { lines, end: "exit" };
      g = find();
    }
  } catch (error) {
    if (error instanceof Panic) return { lines, end: "panic" };
    if (error instanceof Fatal) return { lines, end: "fatal error" };
    throw error;
  }
  return { lines, end: "deadlock" };
}
