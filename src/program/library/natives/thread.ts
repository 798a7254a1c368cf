import { JoinThread, ThreadHandle } from "../../../sim/native/threadHandle";
import { UserThread } from "../../../sim/native/userThreads";
import { Hidden } from "../../engine/coroutines/hidden";
import { requireFunction, wrongReceiver } from "./binding";
import type { Binding } from "./binding";
import { threadOptions } from "./schedOptions";
import type { ThreadOptions } from "./schedOptions";
import { makeLocks } from "./threadLocks";

export interface Threads {
  readonly natives: Readonly<Record<string, unknown>>;
  /** Creates a thread that calls `fn`. Gives its Thread. */
  start(fn: unknown, args: readonly unknown[], options: ThreadOptions): unknown;
}

/** Kernel threads. */
export function makeThreads(binding: Binding): Threads {
  class Thread {
    static of(value: unknown): ThreadHandle {
      const inside = Hidden.of(value);
      return inside instanceof ThreadHandle ? inside : wrongReceiver("Thread");
    }
    get tid(): number {
      return Thread.of(this).tid;
    }
    get name(): string {
      return Thread.of(this).name;
    }
    join(): unknown {
      return binding.process.call(new JoinThread(Thread.of(this), binding.process.thread()));
    }
  }
  // Programs get threads from `create` and `self` only.
  Object.defineProperty(Thread.prototype, "constructor", { value: undefined });
  Object.defineProperty(Thread.prototype, Symbol.toStringTag, { value: "Thread" });

  const objectOf = (handle: ThreadHandle): unknown => (handle.object ??= Hidden.put(new Thread(), handle));

  const start: Threads["start"] = (fn, args, { name, stack, params }) => {
    const request = {
      routine: binding.routine(fn, args),
      name: name ?? binding.nameOf(fn),
      stack,
      params,
    };
    return binding.process.createThread(request, objectOf);
  };

  class UserThreadObject {
    static of(value: unknown): UserThread {
      const inside = Hidden.of(value);
      if (inside instanceof UserThread) return inside;
      throw new TypeError(
        "uthread.join: the argument must be a user-level thread, as uthread.create gives it",
      );
    }
    get number(): number {
      return UserThreadObject.of(this).number;
    }
  }
  Object.defineProperty(UserThreadObject.prototype, "constructor", { value: undefined });
  Object.defineProperty(UserThreadObject.prototype, Symbol.toStringTag, { value: "UserThread" });

  return {
    start,
    natives: {
      userThreadPrototype: UserThreadObject.prototype,
      uthread: Object.freeze({
        create: (fn: unknown) => {
          requireFunction(fn, "uthread.create: the argument");
          return binding.process.createUserThread({
            routine: binding.routine(fn, []),
            name: binding.nameOf(fn),
            finish: (user) => Hidden.put(new UserThreadObject(), user),
          });
        },
        yield: () => binding.process.yieldUserThread(),
        join: (user: unknown) => binding.process.joinUserThread(UserThreadObject.of(user)),
      }),
      threadPrototype: Thread.prototype,
      thread: Object.freeze({
        create: (fn: unknown, options?: unknown) =>
          start(
            requireFunction(fn, "thread.create: the first argument"),
            [],
            threadOptions(options, "thread.create"),
          ),
        yield: () => binding.process.yieldThread(),
        self: () => objectOf(binding.process.thread()),
        exit: () => binding.process.exitThread(),
        ...makeLocks(binding),
      }),
    },
  };
}
