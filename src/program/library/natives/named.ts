import { toNanoseconds } from "../../../shared/duration";
import { textOf } from "../../../shared/utf8";
import {
  AcquireSemaphore,
  Destroy,
  OpenMemory,
  OpenQueue,
  OpenSemaphore,
  QueueDepth,
  ReceiveMessage,
  ReleaseSemaphore,
  SemaphoreValue,
  SendMessage,
} from "../../../sim/kernel/ipc/namedCalls";
import { DEFAULT_LIMITS, PRIORITIES } from "../../../sim/kernel/ipc/messageQueue";
import type { MessageQueue, QueueLimits } from "../../../sim/kernel/ipc/messageQueue";
import type { Message } from "../../../sim/kernel/ipc/messageHeap";
import type { NamedOptions } from "../../../sim/kernel/ipc/namespace";
import { LARGEST_VALUE } from "../../../sim/kernel/ipc/namedSemaphore";
import type { NamedSemaphore } from "../../../sim/kernel/ipc/namedSemaphore";
import type { SharedMemory } from "../../../sim/kernel/ipc/sharedMemory";
import { Hidden } from "../../engine/coroutines/hidden";
import { wholeNumber, wrongReceiver } from "./binding";
import type { Binding } from "./binding";
import { CHANNEL_KEYS, bytesOf, channelOptions, permissionsOf, text } from "./descriptors";
import { flagOf, optionsOf } from "./options";
import { giveAway, share } from "./remap";

export interface NamedNatives {
  readonly functions: Readonly<Record<string, unknown>>;
  /** Of the objects that programs get. */
  readonly prototypes: readonly object[];
}

/**
 * Message queues, shared memory and semaphores with names. What a program holds knows its object by its row in the log, a number: so a
 * copy in another process stands for the same object.
 */
export function makeNamed(binding: Binding): NamedNatives {
  const row = (self: unknown, type: string): number => {
    const inside = Hidden.of(self);
    return typeof inside === "number" ? inside : wrongReceiver(type);
  };
  const make = (prototype: object, object: number): object =>
    Hidden.put(Object.create(prototype) as object, object);

  const queues = {
    send(data: unknown, options?: unknown): unknown {
      const self = row(this, "message queue");
      const { priority = 0, nowait } = optionsOf(options, "send", ["priority", "nowait"]);
      const level = wholeNumber(priority, "send: the priority");
      if (level < 0 || level >= PRIORITIES)
        throw new RangeError(`send: the priority must be 0 to ${PRIORITIES - 1}`);
      const call = new SendMessage(
        self,
        bytesOf(data, "send: the message", "mq_send"),
        level,
        flagOf(nowait, "send: nowait"),
      );
      return binding.process.call(call, () => {
        if (call.gaveAway && typeof data !== "string") giveAway(data as Uint8Array);
      });
    },
    receive(options?: unknown): unknown {
      const self = row(this, "message queue");
      const { nowait, timeout } = waitOptions(options, "receive");
      return binding.process.call(new ReceiveMessage(self, nowait, timeout), (message) => {
        const { data, priority } = message as Message;
        return { data, text: textOf(data), priority };
      });
    },
    depth(): unknown {
      return binding.process.call(new QueueDepth(row(this, "message queue")));
    },
    destroy(): unknown {
      return binding.process.call(new Destroy("queues", row(this, "message queue")));
    },
    [Symbol.toStringTag]: "MessageQueue",
  };

  const semaphores = {
    acquire(options?: unknown): unknown {
      const self = row(this, "named semaphore");
      const { nowait, timeout } = waitOptions(options, "acquire");
      return binding.process.call(new AcquireSemaphore(self, nowait, timeout));
    },
    release(): unknown {
      return binding.process.call(new ReleaseSemaphore(row(this, "named semaphore")));
    },
    value(): unknown {
      return binding.process.call(new SemaphoreValue(row(this, "named semaphore")));
    },
    destroy(): unknown {
      return binding.process.call(new Destroy("semaphores", row(this, "named semaphore")));
    },
    [Symbol.toStringTag]: "NamedSemaphore",
  };

  const memories = {
    destroy(): unknown {
      return binding.process.call(new Destroy("memories", row(this, "shared memory")));
    },
    [Symbol.toStringTag]: "SharedMemory",
  };

  const functions = {
    messageQueue: (name: unknown, options?: unknown) => {
      const what = "os.messageQueue";
      const call = new OpenQueue(
        text(name, `${what}: the name`),
        namedOptions(options, what, QUEUE_KEYS),
        queueLimits(options, what),
        channelOptions(options, what, QUEUE_KEYS),
      );
      return binding.process.call(call, (queue) => make(queues, (queue as MessageQueue).object));
    },
    sharedMemory: (name: unknown, size: unknown = 0, options?: unknown) => {
      const what = "os.sharedMemory";
      const bytes = wholeNumber(size, `${what}: the size`);
      if (bytes < 0) throw new RangeError(`${what}: the size must be 0 or more`);
      const call = new OpenMemory(text(name, `${what}: the name`), namedOptions(options, what), bytes);
      return binding.process.call(call, (found) => {
        const memory = found as SharedMemory;
        share(memory.bytes);
        const made = make(memories, memory.object);
        return Object.assign(made, {
          size: memory.size,
          buffer: memory.bytes,
          bytes: new Uint8Array(memory.bytes),
        });
      });
    },
    namedSemaphore: (name: unknown, value: unknown = 0, options?: unknown) => {
      const what = "os.namedSemaphore";
      const initial = wholeNumber(value, `${what}: the value`);
      if (initial < 0 || initial > LARGEST_VALUE)
        throw new RangeError(`${what}: the value must be 0 to ${LARGEST_VALUE}`);
      const call = new OpenSemaphore(text(name, `${what}: the name`), namedOptions(options, what), initial);
      return binding.process.call(call, (found) => make(semaphores, (found as NamedSemaphore).object));
    },
  };
  return { functions, prototypes: [queues, semaphores, memories] };
}

const NAMED_KEYS = ["create", "exclusive", "permissions"] as const;
const QUEUE_KEYS = [...NAMED_KEYS, ...CHANNEL_KEYS, "capacity", "messageSize"] as const;

function namedOptions(options: unknown, call: string, known: readonly string[] = NAMED_KEYS): NamedOptions {
  const { create, exclusive, permissions = 0o600 } = optionsOf<string>(options, call, known);
  return {
    create: flagOf(create, `${call}: create`, true),
    exclusive: flagOf(exclusive, `${call}: exclusive`),
    permissions: permissionsOf(permissions, call),
  };
}

function waitOptions(options: unknown, call: string): { readonly nowait: boolean; readonly timeout: number } {
  const { nowait, timeout } = optionsOf(options, call, ["nowait", "timeout"]);
  return {
    nowait: flagOf(nowait, `${call}: nowait`),
    timeout: timeout === undefined ? -1 : Math.max(0, toNanoseconds(timeout)),
  };
}

/** HARD_MSGMAX and HARD_MSGSIZEMAX (mq_overview(7)), and what memory of ours a queue may take. */
const MOST_MESSAGES = 65_536;
const LARGEST_MESSAGE = 2 ** 24;
const LARGEST_QUEUE = 2 ** 26;

function queueLimits(options: unknown, call: string): QueueLimits {
  const { capacity = DEFAULT_LIMITS.capacity, messageSize = DEFAULT_LIMITS.messageSize } = optionsOf(
    options,
    call,
    QUEUE_KEYS,
  );
  const limits = {
    capacity: wholeNumber(capacity, `${call}: the capacity`),
    messageSize: wholeNumber(messageSize, `${call}: the message size`),
  };
  if (limits.capacity < 1 || limits.capacity > MOST_MESSAGES)
    throw new RangeError(`${call}: the capacity must be 1 to ${MOST_MESSAGES}`);
  if (limits.messageSize < 1 || limits.messageSize > LARGEST_MESSAGE)
    throw new RangeError(`${call}: the message size must be 1 to ${LARGEST_MESSAGE}`);
  if (limits.capacity * limits.messageSize > LARGEST_QUEUE)
    throw new RangeError(`${call}: capacity times message size must be at most ${LARGEST_QUEUE} bytes`);
  return limits;
}
