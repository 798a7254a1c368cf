/**
 * The module that simulated programs import. Nothing here runs by itself: a function annotated with `@simulate` runs in a
 * simulation of a multi-core kernel and of Go's scheduler, in virtual time.
 *
 * Names are Go's, in TypeScript's spelling. Unless a docstring says that a function blocks, it does not.
 *
 * Wrong use that Go reports by a panic throws an `Error` whose message is Go's text; it can be caught. What is a fatal error in Go
 * ends the program with exit code 2 and cannot be caught.
 */
declare module "schedlens" {
  // Keeps what is not marked `export` private to this module.
  export {};

  /**
   * A length of virtual time: a whole number of nanoseconds, or a text such as `"250ns"`, `"10us"`, `"3ms"` or `"1.5s"`.
   * Fractions of a nanosecond are dropped; values beyond ±(2^53 − 1) ns saturate.
   *
   * Where a function takes one, `NaN` and infinities throw a `RangeError`, texts of another form a `TypeError`.
   */
  export type Duration = number | `${number}${"ns" | "us" | "ms" | "s"}`;

  /**
   * The go statement: starts `fn(...args)` as a new goroutine and returns at once. The new goroutine goes into `runnext` of the
   * present P, so it is what this P runs next, unless another `go` comes before. Its result is dropped; an exception that it does not
   * catch ends the program with exit code 2.
   *
   * @example
   * go(() => console.log("hello"));
   * go(worker, 3, results);
   */
  export function go<Args extends unknown[]>(fn: (...args: Args) => unknown, ...args: Args): void;

  /** The part of a channel that a sender needs: Go's `chan<- T`. Every `Chan<T>` is one. */
  export interface SendChan<in T> {
    /**
     * Sends a value. A waiting receiver gets it directly; else it goes into the buffer; else this **blocks** (`chan send`) until a
     * receiver takes it. For ever on a nil channel (`chan send (nil chan)`).
     * @throws Error "send on closed channel", also where the channel is closed while this waits.
     */
    send(value: T): void;
    /**
     * Closes the channel: what is in the buffer can still be received, after that every receive returns at once. All waiting receivers
     * wake without a value; all waiting senders throw.
     * @throws Error "close of closed channel", "close of nil channel".
     */
    close(): void;
    /** Number of values in the buffer. */
    readonly len: number;
    /** Size of the buffer; 0: a send waits for its receiver. */
    readonly cap: number;
    readonly [direction]: { readonly accepts: (value: T) => void };
  }

  /** The part of a channel that a receiver needs: Go's `<-chan T`. Every `Chan<T>` is one. */
  export interface RecvChan<out T> {
    /**
     * Receives a value; `undefined` where the channel is closed and empty. **Blocks** (`chan receive`) while there is neither a value
     * nor a sender; for ever on a nil channel (`chan receive (nil chan)`).
     */
    recv(): T | undefined;
    /** As `recv`, and says whether it is a value that was sent (`true`) or the channel is closed and empty (`false`). Blocks alike. */
    recvOk(): [value: T, ok: true] | [value: undefined, ok: false];
    /** Receives until the channel is closed and empty: Go's `for v := range ch`. Each step **blocks** as `recv` does. */
    [Symbol.iterator](): IterableIterator<T>;
    /** Number of values in the buffer. */
    readonly len: number;
    /** Size of the buffer; 0: a send waits for its receiver. */
    readonly cap: number;
    readonly [direction]: { readonly gives: () => T };
  }

  /** A channel between goroutines. Made by `chan` or `nilChan`. */
  export interface Chan<in out T> extends SendChan<T>, RecvChan<T> {
    readonly [direction]: { readonly accepts: (value: T) => void; readonly gives: () => T };
  }

  /**
   * Makes a channel.
   * @param capacity size of the buffer, a whole number ≥ 0. The default 0 makes every send wait for its receiver.
   * @throws Error "makechan: size out of range".
   *
   * @example
   * const results = chan<number>(8);
   * go(() => results.send(42));
   * console.log(results.recv());
   */
  export function chan<T>(capacity?: number): Chan<T>;

  /** A nil channel: `send` and `recv` block for ever, a `select` never chooses it, `close` throws. Its `len` and `cap` are 0. */
  export function nilChan<T>(): Chan<T>;

  /** A case of `select` that receives. After the choice it holds what was received. */
  export interface RecvCase<out T> {
    /** The value received; `undefined` where the case was not chosen or the channel is closed and empty. */
    readonly value: T | undefined;
    /** Whether a value that was sent has been received by this case. */
    readonly ok: boolean;
    readonly [caseKind]: "recv";
  }

  /** A case of `select` that sends. */
  export interface SendCase {
    readonly [caseKind]: "send";
  }

  /** The case of `select` that is chosen when no other can go: Go's `default`. */
  export interface DefaultCase {
    readonly [caseKind]: "otherwise";
  }

  export type SelectCase = RecvCase<unknown> | SendCase | DefaultCase;

  /**
   * Makes a case that receives from `ch`. It can be used in one `select` after another; each begins with an empty case.
   * @param handler runs after the choice, in the same goroutine, before `select` returns. It may block and throw. `ok` is `false`, and
   * `value` `undefined`, where the channel is closed and empty.
   */
  export function recv<T>(
    ch: RecvChan<T>,
    handler?: (value: T | undefined, ok: boolean) => unknown,
  ): RecvCase<T>;

  /**
   * Makes a case that sends `value` to `ch`. `select` throws "send on closed channel" where it chooses a closed one.
   * @param handler runs after the value was sent, in the same goroutine, before `select` returns. It may block and throw.
   */
  export function send<T>(ch: SendChan<T>, value: NoInfer<T>, handler?: () => unknown): SendCase;

  /** Makes the default case: chosen when no other case can go at once, so that `select` does not block. At most one. */
  export function otherwise(handler?: () => unknown): DefaultCase;

  /**
   * Waits until one of the cases can go, and does it: Go's `select` statement. Where several can go, one is chosen at random by the
   * run's seed. **Blocks** (`select`) unless there is an `otherwise` case. One case alone is the plain operation, with its own wait
   * reason; no case at all blocks for ever (`select (no cases)`).
   * @returns the position of the chosen case among the arguments, from 0.
   *
   * @example
   * select(
   *   recv(results, (value, ok) => console.log(ok ? value : "closed")),
   *   recv(time.after("40ms"), () => console.log("timeout")),
   * );
   */
  export function select(...cases: SelectCase[]): number;

  /** Go's package sync, and a counting semaphore. */
  export namespace sync {
    /** What `Cond` waits with: anything that can be locked. */
    export interface Locker {
      lock(): void;
      unlock(): void;
    }

    /**
     * A mutual-exclusion lock. Not bound to a goroutine: another one may unlock it.
     *
     * Normally a goroutine that is running can take the lock before a waiter that was just woken. A waiter that lost after more than
     * 1 ms switches to starvation mode: then `unlock` hands the lock to the first waiter directly.
     */
    export class Mutex implements Locker {
      constructor();
      /** Takes the lock. **Blocks** (`sync.Mutex.Lock`) while it is taken, also if by this goroutine. */
      lock(): void;
      /** Takes the lock if it is free and says whether it did. */
      tryLock(): boolean;
      /** Gives the lock back. Fatal error "sync: unlock of unlocked mutex" if it is not taken. */
      unlock(): void;
    }

    /** A lock that one writer or any number of readers hold. A waiting writer keeps new readers out. */
    export class RWMutex implements Locker {
      constructor();
      /** Takes the lock for writing. **Blocks** (`sync.RWMutex.Lock`) while readers or a writer hold it. */
      lock(): void;
      /** Takes the lock for writing if it is free and says whether it did. */
      tryLock(): boolean;
      /** Ends writing. Fatal error "sync: Unlock of unlocked RWMutex" if nobody writes. */
      unlock(): void;
      /** Takes the lock for reading. **Blocks** (`sync.RWMutex.RLock`) while a writer holds it or waits for it. */
      rLock(): void;
      /** Takes the lock for reading if no writer holds it or waits, and says whether it did. */
      tryRLock(): boolean;
      /** Ends reading. Fatal error "sync: RUnlock of unlocked RWMutex" if nobody reads. */
      rUnlock(): void;
    }

    /** Waits for a number of goroutines to finish. */
    export class WaitGroup {
      constructor();
      /**
       * Adds `delta`, a whole number which may be negative, to the counter; at 0 all waiters go on.
       * @throws RangeError for what is no whole number.
       * @throws Error "sync: negative WaitGroup counter", "sync: WaitGroup misuse: Add called concurrently with Wait".
       */
      add(delta: number): void;
      /** `add(-1)`. */
      done(): void;
      /**
       * **Blocks** (`semacquire`) until the counter is 0.
       * @throws Error "sync: WaitGroup is reused before previous Wait has returned".
       */
      wait(): void;
      /** `add(1)`, then starts a goroutine that calls `fn` and, however that ends, `done()`. */
      go(fn: () => unknown): void;
    }

    /** Does something once. */
    export class Once {
      constructor();
      /**
       * Calls `fn` if this is the first call of `do`. Others **block** (`sync.Mutex.Lock`) until that call is over. A `fn` that throws
       * counts as done.
       */
      do(fn: () => unknown): void;
    }

    /** A place to wait until something changes. */
    export class Cond {
      /** @param locker guards what is waited for. */
      constructor(locker: Locker);
      /** Unlocks the locker, **blocks** (`sync.Cond.Wait`) until woken, and locks it again. Check the condition in a loop around it. */
      wait(): void;
      /** Wakes the goroutine that has waited longest, if any. */
      signal(): void;
      /** Wakes all waiting goroutines. */
      broadcast(): void;
    }

    /** A counting semaphore. Waiters go on in the order of their arrival. */
    export class Semaphore {
      /** @param count how many may hold it at a time, a whole number ≥ 0. */
      constructor(count: number);
      /** Takes one. **Blocks** (`semacquire`) while none is left. */
      acquire(): void;
      /** Gives one back, or adds one. */
      release(): void;
    }

    /** Go's package sync/atomic: each operation is one indivisible step on all cores. */
    export namespace atomic {
      /**
       * A whole number. Goes round at ±2^53 no more than a JavaScript number does: keep it within. What is given to it and is no whole
       * number throws a `RangeError`.
       */
      export class Int {
        /** @param initial 0 if not given. */
        constructor(initial?: number);
        load(): number;
        store(value: number): void;
        /** @returns the new value. */
        add(delta: number): number;
        /** Stores `value` and returns the old one. */
        swap(value: number): number;
        /** Stores `value` if the present one is `old`, and says whether it did. */
        compareAndSwap(old: number, value: number): boolean;
      }
    }
  }

  /** Go's package time, on the virtual clock. */
  export namespace time {
    /** **Blocks** (`sleep`) for at least `d`. Returns at once, without giving way, for `d` ≤ 0. */
    export function sleep(d: Duration): void;
    /** Virtual nanoseconds since the run began. */
    export function now(): number;
    /** A channel that gets the time (`now()`) once, `d` from now. */
    export function after(d: Duration): RecvChan<number>;
    /** Starts a goroutine that calls `fn`, `d` from now. The timer's `stop()` prevents it. */
    export function afterFunc(d: Duration, fn: () => unknown): Timer;

    /** Sends the time on a channel, once. */
    export class Timer {
      constructor(d: Duration);
      /** Gets the time (`now()`) when the timer fires. Unbuffered, as in Go 1.23. A nil channel for `afterFunc`. */
      readonly c: RecvChan<number>;
      /** Stops the timer. `false` where it had fired (and its value was received, or its function started) or was stopped before. */
      stop(): boolean;
      /** Sets the timer anew, to fire `d` from now. @returns what `stop()` would have returned. */
      reset(d: Duration): boolean;
    }

    /** Sends the time on a channel again and again. A slow receiver loses ticks: at most one is kept. */
    export class Ticker {
      /** @throws Error "non-positive interval for NewTicker". */
      constructor(d: Duration);
      /** Gets the time (`now()`) at each tick. */
      readonly c: RecvChan<number>;
      /** No tick is sent after this. Does not close the channel. */
      stop(): void;
      /** Starts anew with another period; the next tick comes `d` from now. @throws Error "non-positive interval for Ticker.Reset". */
      reset(d: Duration): void;
    }
  }

  /** Go's package context: cancellation, deadlines and values that go down a tree of calls. */
  export namespace context {
    /** A program may implement it too: `done()` then gives the same channel each time, and `value` asks the parent, if there is one. */
    export interface Context {
      /** Closed when the context is cancelled or its deadline passes; a nil channel where that can never happen. */
      done(): RecvChan<never>;
      /** `undefined` until `done()` is closed; then `Canceled` or `DeadlineExceeded`. */
      err(): Error | undefined;
      /** The value that `withValue` gave this key here or in the nearest parent, or `undefined`. */
      value(key: unknown): unknown;
    }

    /** Cancels a context and all that were derived from it. Calls after the first do nothing. */
    export type CancelFunc = () => void;
    /** Cancels a context and says why; see `cause`. Without a reason it is `Canceled`. */
    export type CancelCauseFunc = (cause?: Error) => void;

    /** `err()` of a cancelled context: "context canceled". */
    export const Canceled: Error;
    /** `err()` of a context whose deadline has passed: "context deadline exceeded". */
    export const DeadlineExceeded: Error;

    /** The root of all contexts: never cancelled, no deadline, no values. */
    export function background(): Context;
    /**
     * A context that is cancelled by the function, or with its parent.
     * @throws Error "cannot create context from nil parent", as the other functions do.
     */
    export function withCancel(parent: Context): [ctx: Context, cancel: CancelFunc];
    /** As `withCancel`, with a reason. */
    export function withCancelCause(parent: Context): [ctx: Context, cancel: CancelCauseFunc];
    /** A context that ends `d` from now at the latest. Call `cancel` as soon as it is not needed any more: it stops the timer. */
    export function withTimeout(parent: Context, d: Duration): [ctx: Context, cancel: CancelFunc];
    /** A context that ends at the virtual time `t` (ns, as `time.now()`) at the latest. */
    export function withDeadline(parent: Context, t: number): [ctx: Context, cancel: CancelFunc];
    /** A context in which `key` has this value. Keys are compared by `===`. @throws Error "nil key" for `undefined` and `null`. */
    export function withValue(parent: Context, key: unknown, value: unknown): Context;
    /** Why the context ended: the reason given to its cancel function, else `err()`. `undefined` while it has not. */
    export function cause(ctx: Context): Error | undefined;
  }

  /** Go's package runtime. */
  export namespace runtime {
    /** Gives way: the goroutine goes to the end of the global queue. */
    export function gosched(): void;
    /**
     * Ends this goroutine after its `finally` blocks; `catch` clauses do not see it. Called by main, the others go on, and the program
     * dies of "no goroutines (main called runtime.Goexit) - deadlock!" when they are over.
     */
    export function goexit(): never;
    /** Sets the number of Ps, 1 to 1024, if `n` is given and above 0: that stops all goroutines for a moment. @returns the number before. */
    export function gomaxprocs(n?: number): number;
    /** Number of goroutines that exist, this one included; the runtime's own do not count. */
    export function numGoroutine(): number;
    /** Number of the machine's cores. */
    export function numCPU(): number;
    /** Ties this goroutine to its present thread, which then runs nothing else. Calls nest. */
    export function lockOSThread(): void;
    /** Undoes one `lockOSThread`. */
    export function unlockOSThread(): void;
    /** Number of this goroutine, as in `goroutine N [running]:`. Main is 1. */
    export function goid(): number;
    /** The dump of this goroutine, or of all: for each `goroutine N [reason]:` and its frames with file:line. */
    export function stack(all?: boolean): string;
  }

  /** Burns `d` of CPU time. The goroutine keeps its P, can be preempted, and goes on afterwards. For `d` ≤ 0 nothing happens. */
  export function compute(d: Duration): void;

  /**
   * **Blocks** in a system call for `d`: the thread waits in the kernel, and its P can be taken by another (sysmon's retake). A negative
   * `d` counts as 0.
   */
  export function syscall(d: Duration): void;

  /** Devices. */
  export namespace io {
    /**
     * A network request that is answered after `d`. **Blocks** the goroutine alone (`IO wait`): the netpoller wakes it. A negative `d`
     * counts as 0.
     */
    export function network(d: Duration): void;
    /**
     * A disk request that takes the disk `d`. The disk serves one request after the other. **Blocks** the thread in a system call, as
     * `syscall` does, until the request's turn came and is over. A negative `d` counts as 0.
     */
    export function disk(d: Duration): void;
  }

  /** A system call has failed; the message names the call and the reason. */
  export class OSError extends Error {
    private constructor();
    /** The error's name in C: `"ECHILD"`, `"EAGAIN"` … */
    readonly code: string;
    /** The system call. */
    readonly syscall: string;
  }

  /** The process. */
  export namespace os {
    /** Ends the process at once with exit code `code & 255`. No `finally` block runs, in no goroutine. The run ends with its last process. */
    export function exit(code: number): never;
    /**
     * fork(2): makes a second process that goes on from here with a copy of everything the program has; nothing is shared afterwards. Of
     * the goroutines the copy has the calling one alone; promises, jobs and timers of the process are in both. What other goroutines
     * had locked stays locked.
     *
     * @returns the child's pid; in the child 0.
     * @throws OSError `EAGAIN` where the user has `nproc` threads.
     */
    export function fork(): number;
    /** A child that has ended, been stopped or gone on. */
    export interface Ended {
      /** 0: there is nothing to tell of any child yet (`nohang`). */
      readonly pid: number;
      /** As waitpid(2) gives it: the exit code in the second byte, or a signal in the first; 0x137f after SIGSTOP, 0xffff after SIGCONT. */
      readonly status: number;
      /** The exit code, of a child that has exited. */
      readonly code?: number;
      /** The signal that a child has died of. */
      readonly signal?: number;
      /** Of such a child: whether it would have left a core file, which needs a limit `core` above 0. */
      readonly core?: boolean;
      /** The signal that has stopped a child (`untraced`). */
      readonly stopped?: number;
      /** The child goes on (`continued`). */
      readonly continued?: true;
    }
    export interface WaitOptions {
      /** WNOHANG: do not block. */
      readonly nohang?: boolean;
      /** WUNTRACED: tell also of children that a signal has stopped, once for each time. */
      readonly untraced?: boolean;
      /** WCONTINUED: tell also of children that go on after that. */
      readonly continued?: boolean;
    }
    /**
     * **Blocks** the thread (`wait4`) until a child ends, unless one has: of several the oldest.
     * @throws OSError `ECHILD` where there is no child to wait for.
     */
    export function wait(): Ended;
    /**
     * waitpid(2): the same for one child, or with pid -1 for any. With `nohang` it does not block.
     * @throws OSError `ECHILD` where there is no such child; `EINVAL` for pids below that and 0, since there are no process groups.
     */
    export function waitpid(pid: number, options?: WaitOptions): Ended;
    /** The program's own process is 2; pids and thread ids are one sequence. */
    export function getpid(): number;
    /** Pid of the parent: when that has ended, of the nearest ancestor that is a subreaper, or 1, init. */
    export function getppid(): number;
    /** A process that `spawn`, or a function with the tag `@process`, has created. */
    export interface Process {
      readonly pid: number;
      /** wait4(2) for this child: **blocks** the thread until it has ended. @throws OSError `ECHILD` where it has been waited for. */
      wait(): Ended;
    }
    /** What whoever creates a process says of it: `stack` and the scheduling are those of its first thread. */
    export interface SpawnOptions<Args extends readonly unknown[] = readonly unknown[]>
      extends thread.Options {
      /** The user that it belongs to; its maker's if not given. Another one's only by root. */
      readonly uid?: number;
      /** What `fn` is called with: structured clones of these. */
      readonly args?: Args;
    }
    /**
     * posix_spawn(3): a new process, child of this one, that evaluates the program's modules afresh and then calls `fn`. It shares nothing but the
     * open descriptors. It has a Go runtime or not, as the run's `runtime` says.
     * @param fn a function of a file's top level.
     * @throws OSError `EAGAIN` where the user has `nproc` threads, `EINVAL` for cores that do not exist, `EPERM` for a nice value (or
     * user) that its maker may not give.
     * @throws TypeError, RangeError naming the option that is wrong; an Error named `DataCloneError` for arguments that cannot be cloned.
     */
    export function spawn<Args extends unknown[]>(
      fn: (...args: Args) => unknown,
      options?: SpawnOptions<Args>,
    ): Process;
    /**
     * nanosleep(2): **blocks** the thread for at least `d`; 0 and less count as 1 ns. After a handler of a signal that has run meanwhile it goes
     * on for what remains (in Linux it would end early, with EINTR). `time.sleep` blocks a goroutine alone, and exists under the Go runtime only.
     */
    export function sleep(d: Duration): void;

    /**
     * How two processes communicate through an object.
     *
     * `mode` says when a send (or write) is over. Without it, as in POSIX: when the kernel has all of it; until there is room it **blocks**.
     * `"sync"`: when a receiver has all of it. `"async"`: at once; what the kernel has no room for is lost, and the error (`EAGAIN`; `EPIPE`
     * where nobody can receive any more) is thrown by the sender's next call, at the latest by the `close` of the last descriptor.
     * Receivers block until there is something in every mode.
     *
     * `transfer` says how the bytes get across. `"copy"` (default): into the kernel and out again, which takes time by the byte. `"remap"`:
     * their pages change owner, which takes little more for many bytes than for few; the sender has them no longer. Touching a `Uint8Array`
     * that was sent, or another view of its buffer, ends the process: by `SIGSEGV`, or in a Go process by the fatal error "fault"; sending
     * it again throws `EFAULT`. Texts and shared memory are not lost.
     */
    export interface ChannelOptions {
      readonly mode?: "sync" | "async" | undefined;
      readonly transfer?: "copy" | "remap" | undefined;
    }

    /**
     * pipe(7): bytes in one direction. It holds 65,536 bytes in 16 pages; room is free again by the page, when all of a page has been
     * read. Up to 4096 bytes (PIPE_BUF) are written all or not at all.
     * @returns the descriptors [read end, write end]; a fork gives both processes both.
     * @throws OSError `EMFILE`
     */
    export function pipe(options?: ChannelOptions): [read: number, write: number];
    /**
     * A pair of connected Unix sockets (unix(7)), each of which can be read and written. `"stream"`: bytes. `"datagram"`: messages of up to
     * 212,960 bytes, which are received one by one and whole; what does not fit the reader's `max` is lost.
     * @throws OSError `EMFILE`
     */
    export function socketpair(type?: "stream" | "datagram", options?: ChannelOptions): [number, number];
    /**
     * Opens a file of the simulated machine, which has none when a run begins. All processes see the same files. A path is a name: there
     * are no folders to make.
     * @param flags as in Node: `r` (default) and `r+` need the file to be there, `w` empties it, `a` writes at its end; `w` and `a` make it;
     * with `x` it must not be there; with `+` it can be read and written.
     * @param permissions of a new file, as in chmod(2): 0o666 if not given.
     * @throws OSError `ENOENT`, `EEXIST`, `EACCES`, `EMFILE`, `ENAMETOOLONG`, `EISDIR`, `ENOSPC`
     */
    export function open(path: string, flags?: OpenFlags, permissions?: number): number;
    export type OpenFlags = "r" | "r+" | "w" | "wx" | "w+" | "wx+" | "a" | "ax" | "a+" | "ax+";
    /** Takes a file's name away; who has it open can go on. @throws OSError `ENOENT`, `EPERM` */
    export function unlink(path: string): void;
    /**
     * Reads up to `max` bytes: as many as there are, but **blocks** while there are none. Nothing at the end of a file, and where all write
     * ends of a pipe are closed. In a Go process a read of a pipe or a socket parks the goroutine alone (`IO wait`), others block the thread.
     * Descriptor 0 is the run's input (`--stdin FILE`), which ends where the file ends.
     * @throws OSError `EBADF` (also where it is closed meanwhile), `EAGAIN` (not blocking), `ECONNRESET`
     */
    export function read(fd: number, max: number): Uint8Array;
    /** As `read`, as text: the bytes in UTF-8, with U+FFFD where they are none. A character may be cut at the end. */
    export function readText(fd: number, max: number): string;
    /**
     * Writes a text, in UTF-8, or bytes. **Blocks** until all are written, unless the descriptor does not block: then it writes what there is
     * room for. A write to descriptor 1 or 2 is a system call that is in the program's output at once, `console.log` one to memory.
     * @returns how many bytes.
     * @throws OSError `EBADF`, `EAGAIN` (not blocking, no room), `EPIPE` (nobody can read it; a native process also gets `SIGPIPE`),
     * `EMSGSIZE` (datagram), `ECONNREFUSED` (datagram; the other end is closed), `EFBIG`, `ENOSPC`
     */
    export function write(fd: number, data: string | Uint8Array): number;
    /**
     * Closes a descriptor. Whoever in this process waits there is woken with `EBADF`. Descriptors that are open when a process ends are closed.
     * @throws OSError `EBADF`; with a channel of mode `async` what a write has not told.
     */
    export function close(fd: number): void;
    /** Another descriptor for the same open file: offset and blocking are common to both, as after a fork. @throws OSError `EBADF`, `EMFILE` */
    export function dup(fd: number): number;
    /** Moves the offset of an open file. @returns the new one. @throws OSError `EBADF`, `ESPIPE` (pipes, sockets, 0, 1, 2), `EINVAL` */
    export function seek(fd: number, offset: number, whence?: "set" | "current" | "end"): number;
    /**
     * How many bytes could be read at once (FIONREAD): of a pipe or a stream all that are there, of a datagram socket those of the next message,
     * of a file those after the offset.
     * @throws OSError `EBADF`, `ENOTTY` (1 and 2)
     */
    export function pending(fd: number): number;
    /** Whether reads and writes of the open file fail with `EAGAIN` where they would block (O_NONBLOCK). @throws OSError `EBADF` */
    export function setNonBlocking(fd: number, on?: boolean): void;
    /** What `poll` is to look for. A number alone: whether it can be read. */
    export interface PollRequest {
      readonly fd: number;
      readonly read?: boolean;
      readonly write?: boolean;
    }
    /** What `poll` has found of a descriptor. */
    export interface PollResult {
      readonly fd: number;
      /** A read would not block. */
      readonly readable: boolean;
      /** A write would not block. */
      readonly writable: boolean;
      /** Nobody can write any more what could be read here. */
      readonly hangup: boolean;
      /** Nobody can read any more what could be written here. */
      readonly error: boolean;
      /** It is no open descriptor. */
      readonly invalid: boolean;
    }
    /**
     * poll(2): **blocks** the thread until one of the descriptors is ready, for at most `timeout` (-1, the default: for ever; 0 only looks).
     * @returns one result for each request.
     */
    export function poll(requests: readonly (number | PollRequest)[], timeout?: Duration): PollResult[];

    /** How an object with a name is opened: `create` (default true) makes it if there is none; with `exclusive` there must be none. */
    export interface NamedOptions {
      readonly create?: boolean;
      readonly exclusive?: boolean;
      /** Of a new one, as in chmod(2): who may open it. 0o600 if not given. */
      readonly permissions?: number;
    }
    export interface MessageQueueOptions extends NamedOptions, ChannelOptions {
      /** Most messages at a time: 10 if not given, up to 65,536. */
      readonly capacity?: number;
      /** Most bytes of a message: 8192 if not given. */
      readonly messageSize?: number;
    }
    /** Waiting: `nowait` fails with `EAGAIN` instead; `timeout` with `ETIMEDOUT` when it is over. */
    export interface WaitOptions {
      readonly nowait?: boolean;
      readonly timeout?: Duration;
    }
    export interface Message {
      readonly data: Uint8Array;
      /** `data` as UTF-8. */
      readonly text: string;
      readonly priority: number;
    }
    /** A queue of messages that all processes find by its name (mq_overview(7)). It lives until it is destroyed. */
    export interface MessageQueue {
      /**
       * **Blocks** the thread while the queue is full; in mode `sync` until the message has been received.
       * @param options priority: 0 (default) to 32,767, the highest is received first, of one priority the oldest.
       * @throws OSError `EMSGSIZE`, `EAGAIN` (`nowait`, or a message that an asynchronous send has lost before), `EIDRM` (destroyed, also
       * while this waits)
       */
      send(
        data: string | Uint8Array,
        options?: { readonly priority?: number; readonly nowait?: boolean },
      ): void;
      /** **Blocks** the thread while the queue is empty. @throws OSError `EAGAIN`, `ETIMEDOUT`, `EIDRM` */
      receive(options?: WaitOptions): Message;
      /** How many messages there are. @throws OSError `EIDRM` */
      depth(): number;
      /** Takes it away; whoever waits there is woken with `EIDRM`. @throws OSError `EIDRM`, `EPERM` */
      destroy(): void;
    }
    /**
     * Opens a message queue. Limits, mode and transfer are those of who has made it.
     * @throws OSError `ENOENT`, `EEXIST`, `EACCES`; `EINVAL` for an empty name, `ENAMETOOLONG` for one of more than 255 characters
     */
    export function messageQueue(name: string, options?: MessageQueueOptions): MessageQueue;

    /** Bytes that all processes see that have opened them, or come from one that has (shm_overview(7)). Plain accesses are not atomic. */
    export interface SharedMemory {
      readonly size: number;
      readonly buffer: ArrayBuffer;
      /** All of the buffer. Others can be made: `new Int32Array(memory.buffer)`. */
      readonly bytes: Uint8Array;
      /** Nobody can open it any more; who has it keeps it. @throws OSError `EIDRM`, `EPERM` */
      destroy(): void;
    }
    /**
     * Opens shared memory, the only memory that is not copied by a fork. New memory is all zeros.
     * @param size bytes; needed to make it.
     * @throws OSError `ENOENT`, `EEXIST`, `EACCES`, `EINVAL` (it has fewer bytes; or none to make it with; an empty name), `ENAMETOOLONG`, `ENOMEM`
     */
    export function sharedMemory(name: string, size?: number, options?: NamedOptions): SharedMemory;

    /** A counter that all processes find by its name (sem_overview(7)). */
    export interface NamedSemaphore {
      /** Takes one. **Blocks** the thread while the value is 0; of those that wait the first is woken first. @throws OSError `EAGAIN`, `ETIMEDOUT`, `EIDRM` */
      acquire(options?: WaitOptions): void;
      /** Adds one. @throws OSError `EOVERFLOW`, `EIDRM` */
      release(): void;
      /** @throws OSError `EIDRM` */
      value(): number;
      /** Takes it away; whoever waits there is woken with `EIDRM`. @throws OSError `EIDRM`, `EPERM` */
      destroy(): void;
    }
    /** Opens a semaphore. @param value of a new one, 0 if not given. @throws OSError `ENOENT`, `EEXIST`, `EACCES`, `EINVAL` (an empty name), `ENAMETOOLONG` */
    export function namedSemaphore(name: string, value?: number, options?: NamedOptions): NamedSemaphore;

    /** A signal by name, as `"SIGTERM"` or `"TERM"`, or by its number on x86, 1 to 31. */
    export type Signal = string | number;
    /**
     * kill(2): sends a signal to a process. 0 sends none and only asks whether there is such a process; a zombie is one. What a process does about
     * it is its own business (`signal`). Does not block. A signal that ends the calling process does so before the call returns.
     *
     * By default SIGCHLD, SIGURG, SIGWINCH, SIGCONT, and in a Go process SIGPIPE, do nothing; SIGSTOP, SIGTSTP, SIGTTIN and SIGTTOU stop the process until SIGCONT;
     * all others end it (signal(7)). While a process is stopped only SIGKILL and SIGCONT reach it.
     * @throws OSError `ESRCH` where there is no such process; `EINVAL` for what is no signal; `EPERM` for a process of another user,
     * unless the caller is root.
     */
    export function kill(pid: number, signal: Signal): void;
    /**
     * sigaction(2): what the process does about a signal from now on. `"default"`, `"ignore"`, or a function that is called with the
     * signal's name. Gives what it did before.
     *
     * In a Go process the function runs on a goroutine of its own, as with os/signal: the runtime starts the goroutine `os/signal.loop` with
     * the first handler, and that one a goroutine for each delivery. So in such a program no deadlock is found. In a process without a Go
     * runtime it runs on the first thread that does not block the signal, in the middle of whatever that does, and has the signal blocked there
     * until it returns.
     *
     * Signals are not queued: one that is sent again before it has been delivered is delivered once. Calls that wait go on waiting after
     * the handler (SA_RESTART); sleeps end when they would have. Handlers and ignored signals are inherited by fork.
     *
     * With `"ignore"` for SIGCHLD children that end leave no zombie, and waiting for them gives ECHILD when all have ended.
     * @throws OSError `EINVAL` for what is no signal, SIGKILL and SIGSTOP.
     */
    export function signal(
      signal: Signal,
      action: "default" | "ignore" | ((signal: string) => void),
    ): "default" | "ignore" | "handle";
    /**
     * sigprocmask(2): blocks signals, lets them through again, or sets which are blocked. A blocked one is pending until then. The mask is
     * that of the calling thread (pthread_sigmask(3)): a signal goes to a thread of the process that does not block it. A new thread has its maker's
     * mask. Goroutines have no thread of their own: in a Go process the masks of all threads are set. SIGKILL and SIGSTOP cannot be blocked.
     * Gives the names of those that were blocked before.
     */
    export function sigprocmask(how: "block" | "unblock" | "setmask", signals: readonly Signal[]): string[];

    /** A line of `ps -ef`, with more columns. */
    export interface PsRow {
      readonly uid: number;
      readonly pid: number;
      /** Of the present parent; 0: none. */
      readonly ppid: number;
      /** Processor time in percent of the time since the start, at most 99. */
      readonly c: number;
      /** When it started, `HH:MM`. */
      readonly stime: string;
      /** `?`: none. */
      readonly tty: string;
      /** Processor time of all its threads, `HH:MM:SS`. */
      readonly time: string;
      /** Its name; of a zombie `[NAME] <defunct>`. */
      readonly cmd: string;
      /** R runs or could, S sleeps, D sleeps and no signal wakes it, T stopped, Z zombie: of its first thread. */
      readonly state: "R" | "S" | "D" | "T" | "Z";
      readonly threads: number;
      /** KiB in memory, and mapped. */
      readonly rss: number;
      readonly vsz: number;
    }
    /** ps(1): all processes that have not been waited for, by pid. */
    export function ps(): PsRow[];

    /** getuid(2): the user id of the process: 1000 unless `uid` in `@simulate` says otherwise; 0 is root. */
    export function getuid(): number;
    /**
     * setuid(2). There is one user id: a process that gives up root does not get it back.
     * @throws OSError `EPERM` for another id than its own unless the process is root; `EINVAL` for what is none.
     */
    export function setuid(uid: number): void;
    /**
     * nice(2): adds to the nice value, which stays in -20 … 19, for all threads of the process and the children that it makes. Gives the new one.
     * @throws OSError `EPERM` for a lower value than the present one unless the process is root, or its limit `nice` allows it.
     */
    export function nice(increment: number): number;
    /** prctl(2), PR_SET_CHILD_SUBREAPER: from now on (or no longer) orphans among its descendants become children of this process. */
    export function setSubreaper(on: boolean): void;
    /**
     * Limits that are enforced: bytes of the address space (`as`), bytes of core files (`core`), 20 less the best nice value that may be asked
     * for (`nice`), descriptors (`nofile`), threads and processes of the user (`nproc`; none for root), bytes of a new thread's stack (`stack`).
     */
    export type Resource = "as" | "core" | "nice" | "nofile" | "nproc" | "stack";
    export interface Limit {
      /** What holds. Infinity: no limit. */
      readonly soft: number;
      /** Up to where the process may raise it. */
      readonly hard: number;
    }
    /** getrlimit(2). */
    export function getrlimit(resource: Resource): Limit;
    /** All limits: `ulimit -a`. */
    export function getrlimit(): Readonly<Record<Resource, Limit>>;
    /**
     * setrlimit(2). Without `hard` that stays as it is. Children inherit the limits.
     * @throws OSError `EINVAL` where `soft` is above the hard limit; `EPERM` for raising that unless the process is root.
     */
    export function setrlimit(resource: Resource, soft: number, hard?: number): void;
  }

  /**
   * Kernel threads, each with a stack of its own of fixed size. In a Go process they are threads beside the runtime's: they cannot use goroutines
   * and channels (`Error` "no Go runtime in this process"). An exception that a thread does not catch ends its process with SIGABRT (`Uncaught …`, exit
   * code 134), a stack that overflows with SIGSEGV (139).
   */
  export namespace thread {
    /** What whoever creates a thread or process says of it. */
    export interface Options {
      /** For people; the function's name if not given. */
      readonly name?: string;
      /** Size of the stack: bytes, or a text such as `"64KiB"`; the run's `stack` if not given. */
      readonly stack?: number | `${number}${"B" | "KiB" | "MiB" | "GiB"}`;
      /** Its length on a core, which the policies sjf and stcf order by. It changes nothing of what the thread does. */
      readonly burst?: Duration;
      /** Virtual time of its arrival (nanoseconds since the start of the run): it exists before, but is not runnable. */
      readonly start?: Duration;
      /** −20 (most of the processor) to 19 (least); the maker's if not given. Less than the maker's is for root only. */
      readonly nice?: number;
      /**
       * Its share under the policies lottery and stride, from 1 on. If not given: 100 under stride; under lottery it runs when nobody who has
       * tickets could.
       */
      readonly tickets?: number;
      /** The cores on which it may run; the maker's if not given. */
      readonly affinity?: number | readonly number[];
      /**
       * What it touches again and again, in bytes or as a text such as `"64KiB"`. Where the run has caches (`cache=`), `compute` is faster on a
       * core on which it has computed so long before that this is in its cache.
       */
      readonly workingSet?: number | `${number}${"B" | "KiB" | "MiB" | "GiB"}`;
      /** By when after its arrival it should be done, which the policy deadline orders by. */
      readonly deadline?: Duration;
    }
    /** A kernel thread. */
    export interface Thread<out T = unknown> {
      readonly tid: number;
      readonly name: string;
      /**
       * pthread_join(3): **blocks** until the thread is over. Gives what its function has returned, each time; `undefined` after
       * `thread.exit`.
       * @throws OSError `EDEADLK` for the thread itself, `ESRCH` for one that a fork has left behind.
       */
      join(): T | undefined;
    }
    /**
     * clone(2), pthread_create(3): a new thread of this process, which calls `fn`.
     * @throws OSError `EAGAIN` where the user has `nproc` threads, `EINVAL` for cores that do not exist, `EPERM` for a nice value (or
     * user) that its maker may not give.
     * @throws TypeError, RangeError naming the option that is wrong.
     */
    export function create<T>(fn: () => T, options?: Options): Thread<T>;
    /**
     * A mutex (pthread_mutex_lock(3)) that lives in the process's memory and asks the kernel (`futex`) only where a thread has to wait or to be
     * woken. Waiters are woken in the order in which they came; one that comes just then may still be faster.
     */
    export class Mutex {
      constructor();
      /** **Blocks** while another thread has it. @throws OSError `EDEADLK` where this thread has it. */
      lock(): void;
      /** Takes it if it is free. @returns whether this thread has it now. */
      tryLock(): boolean;
      /** @throws OSError `EPERM` where this thread does not have it. */
      unlock(): void;
    }
    /** A condition variable (pthread_cond_wait(3)). Waiters are woken in the order in which they came. */
    export class CondVar {
      constructor();
      /**
       * Lets go of the mutex and **blocks** until a signal, or until `timeout` is over; then takes the mutex again, for which it may wait, too. Check the
       * condition in a loop: another thread may have had the mutex in between.
       * @returns false where the time was over.
       * @throws OSError `EPERM` where this thread does not have the mutex.
       */
      wait(mutex: Mutex, timeout?: Duration): boolean;
      /** Wakes the one that has waited longest, if any. */
      signal(): void;
      /** Wakes all that wait. */
      broadcast(): void;
    }
    /** A counting semaphore (sem_wait(3)). */
    export class Semaphore {
      /** @param count what it begins with, 0 to 2^31 − 1. @throws RangeError */
      constructor(count: number);
      /** sem_wait(3): takes one; **blocks** while there is none. */
      acquire(): void;
      /** sem_trywait(3). @returns whether it has taken one. */
      tryAcquire(): boolean;
      /** sem_post(3): adds one. @throws OSError `EOVERFLOW` beyond 2^31 − 1. */
      release(): void;
    }
    /** Threads that wait for each other (pthread_barrier_wait(3)). */
    export class Barrier {
      /** @param count how many threads, from 1 on. @throws RangeError */
      constructor(count: number);
      /** **Blocks** until `count` threads have come. @returns true in the one that came last. */
      wait(): boolean;
    }
    /** A reader-writer lock that prefers readers (pthread_rwlock_rdlock(3)): they come in whenever no writer has it. */
    export class RWLock {
      constructor();
      /** For writing: **blocks** while others read or write. @throws OSError `EDEADLK` where this thread writes. */
      lock(): void;
      tryLock(): boolean;
      /** Ends the writing. @throws OSError `EPERM` where this thread does not write. */
      unlock(): void;
      /** For reading: **blocks** while another thread writes. @throws OSError `EDEADLK` where this thread writes. */
      rLock(): void;
      tryRLock(): boolean;
      /** Ends a reading. @throws OSError `EPERM` where nobody reads. */
      rUnlock(): void;
    }
    /** sched_yield(2): the others that are runnable on this core come first. */
    export function yield_(): void;
    /** The thread that runs; in a goroutine that of its M. */
    export function self(): Thread;
    /**
     * pthread_exit(3): ends this thread; its `finally` blocks run. Where main's thread ends in this way, the process goes on with the others.
     * @throws Error in a goroutine.
     */
    export function exit(): never;
    export { yield_ as yield };
  }

  /**
   * User-level threads (N:1): functions that share one kernel thread and give way to each other by themselves. The kernel knows nothing of them: a
   * call that **blocks** in the kernel blocks all of them, and they never run at the same time. Where the function with which the kernel thread has
   * begun returns, they are over. For threads of a native process, and for `thread.create` in a Go process.
   */
  export namespace uthread {
    /** A user-level thread. */
    export interface UserThread<out T = unknown> {
      /** Counts from 0, the one that the kernel thread has begun with. */
      readonly number: number;
      readonly [result]: T;
    }
    /** A new user-level thread, which runs when others give way. @throws Error in a goroutine. */
    export function create<T>(fn: () => T): UserThread<T>;
    /** The one that has been ready for longest goes on; without one this goes on itself. */
    function yield_(): void;
    /**
     * Lets others go on until that one is over. Gives what its function has returned.
     * @throws OSError `EDEADLK` where nobody would be left to run, `ESRCH` for one of another kernel thread, or that a fork has left behind.
     */
    export function join<T>(user: UserThread<T>): T;
    export { yield_ as yield };
  }

  const result: unique symbol;
  const direction: unique symbol;
  const caseKind: unique symbol;
}
