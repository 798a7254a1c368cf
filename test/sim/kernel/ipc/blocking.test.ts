import fc from "fast-check";
import { expect, test } from "vitest";
import { TASK_REASONS, TASK_STATES, codeOf } from "../../../../src/shared/enums";
import type { EventLog } from "../../../../src/shared/log/eventLog";
import { Kind } from "../../../../src/shared/schema";
import { Close, MakePipe, Read, SetNonBlocking, Write } from "../../../../src/sim/kernel/ipc/descriptorCalls";
import { BLOCKED, Errno } from "../../../../src/sim/kernel/kernelCall";
import type { KernelCall } from "../../../../src/sim/kernel/kernelCall";
import { ExecutionStop } from "../../../../src/sim/kernel/services";
import { simulate } from "../scripted";
import type { Steps } from "../scripted";
import { SlowPipe } from "./slowPipe";

const WAITING = codeOf(TASK_STATES, "waiting");
const WRITE = codeOf(TASK_REASONS, "write");

type Calls<T> = Generator<ExecutionStop, T>;

/** Makes a system call, waiting as long as it blocks. */
function* call(s: Steps, request: KernelCall): Calls<unknown> {
  for (;;) {
    yield* s.turn();
    const value = s.services.call(request);
    if (value !== BLOCKED) return value;
    yield ExecutionStop.Blocked;
  }
}

interface Step {
  readonly bytes: number;
  /** Before it, ns. */
  readonly pause: number;
}

/** What a thread has done in one of its calls. */
interface Done {
  readonly task: number;
  readonly write: boolean;
  readonly asked: number;
  /** Bytes, or an error. */
  result: number | string | undefined;
}

const steps = fc.array(
  fc.record({
    bytes: fc.oneof(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 9000 }),
      fc.constantFrom(4095, 4096, 4097, 65_536, 70_000),
    ),
    pause: fc.constantFrom(0, 0, 100, 5_000),
  }),
  { maxLength: 12 },
);

/**
 * Threads read from and write to one pipe, blocking or not, on one core or on several. The log says in which order the bytes went in and out;
 * the same order in the slow pipe must give the same sizes, and whoever has had to wait, or was told that it would, must have had a reason.
 */
test("random readers and writers that block or not do what a simple model does", () => {
  fc.assert(
    fc.property(
      fc.array(steps, { minLength: 1, maxLength: 2 }),
      fc.array(steps, { minLength: 1, maxLength: 2 }),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(1, 2, 3),
      (writers, readers, writeBlocks, readBlocks, cores) => {
        const done: Done[] = [];
        /** Whether readers wait when the others are done, and what is read then. */
        const late: { wait: boolean; drained: Done[] } = { wait: false, drained: [] };
        const { log, state } = simulate({ cores, costs: "linux-x86" }, function* (s) {
          const [r, w] = (yield* call(s, new MakePipe({ mode: "default", transfer: "copy" }))) as [
            number,
            number,
          ];
          yield* call(s, new SetNonBlocking(r, !readBlocks));
          yield* call(s, new SetNonBlocking(w, !writeBlocks));
          const thread = (list: readonly Step[], write: boolean) =>
            function* (own: Steps): Calls<void> {
              for (const { bytes, pause } of list) {
                if (pause > 0) yield* own.op((k) => k.nanosleep(pause));
                yield* own.turn();
                const entry: Done = {
                  task: own.services.current().index,
                  write,
                  asked: bytes,
                  result: undefined,
                };
                done.push(entry);
                const data = new Uint8Array(bytes);
                const value = yield* call(own, write ? new Write(w, data) : new Read(r, bytes));
                entry.result =
                  value instanceof Errno
                    ? value.code
                    : write
                      ? (value as number)
                      : (value as Uint8Array).length;
              }
            };
          for (const list of writers) yield* s.spawn("writer", thread(list, true));
          for (const list of readers) yield* s.spawn("reader", thread(list, false));
          yield* s.op((k) => k.nanosleep(10_000_000));
          late.wait = done.some(({ write, result }) => !write && result === undefined);
          // What is left is read away, so that every writer comes to its end.
          yield* call(s, new SetNonBlocking(r, true));
          for (let tries = 0; tries < 200; tries++) {
            yield* s.turn();
            const entry: Done = {
              task: s.services.current().index,
              write: false,
              asked: 65_536,
              result: undefined,
            };
            done.push(entry);
            late.drained.push(entry);
            const value = yield* call(s, new Read(r, 65_536));
            entry.result = value instanceof Errno ? value.code : (value as Uint8Array).length;
            yield* s.op((k) => k.nanosleep(50_000));
          }
          // Readers that still wait find the end.
          yield* call(s, new Close(w));
        });
        expect(state).toBe("over");
        for (const { asked, write, result } of done) if (write && writeBlocks) expect(result).toBe(asked);
        if (late.wait) expect(late.drained[0]?.result).toBe("EAGAIN");
        replay(log, done);
      },
    ),
    { numRuns: 40 },
  );
});

/** Lets the slow pipe do what the log says, in its order. */
function replay(log: EventLog, done: readonly Done[]): void {
  const slow = new SlowPipe();
  const queues = new Map<number, Done[]>();
  for (const each of done) queues.set(each.task, [...(queues.get(each.task) ?? []), each]);
  const moved = new Map<Done, number>();
  const isOver = (each: Done): boolean =>
    typeof each.result === "string" ||
    (moved.get(each) ?? 0) >= (each.write ? (each.result ?? each.asked) : 1);
  /** Threads that have slept in their present write: it does not begin any more. */
  const slept = new Set<number>();
  log.forEach(({ kind, task, aux, a, b }) => {
    if (kind === Kind.TaskState && aux === WAITING && b === WRITE) slept.add(a);
    if (kind !== Kind.IpcSend && kind !== Kind.IpcReceive) return;
    const bytes = log.readWide(b);
    const current = queues.get(task)?.find((each) => !isOver(each));
    if (current === undefined) throw new Error("bytes without a call");
    const before = moved.get(current) ?? 0;
    if (kind === Kind.IpcSend) {
      const rest = new Array<number>(current.asked - before).fill(0);
      expect(slow.write(rest, before === 0 && !slept.has(task))).toBe(bytes);
    } else {
      expect(slow.read(current.asked).length).toBe(bytes);
    }
    moved.set(current, before + bytes);
    if (isOver(current)) slept.delete(task);
  });
}
