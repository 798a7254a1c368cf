import type { ObjectIndex } from "../../../shared/ids";
import { Errno } from "../errno";
import type { KernelContext } from "../kernelCall";
import type { Task } from "../task";
import { Channel } from "./channel";
import type { ChannelErrors } from "./channel";
import { OpenFile } from "./openFile";
import type { Writing } from "./openFile";
import { PIPE_PAGES, PAGE_SIZE, PipeBuffer } from "./pipeBuffer";
import type { Readiness } from "./readiness";
import { newObject } from "./transfer";
import type { ChannelOptions, TransferName } from "./transfer";

/** pipe(7). */
const PIPE: ChannelErrors = { broken: "EPIPE", signals: true, messages: false, ends: true };

/** One end of a pipe. Reading from the end that writes, and the other way round, is EBADF. */
export class PipeEnd extends OpenFile {
  readonly polled = true;
  readonly object: ObjectIndex;
  readonly input: Readiness;
  readonly output: Readiness;
  override readonly transfer: TransferName;

  constructor(
    private readonly channel: Channel,
    side: "read" | "write",
  ) {
    super(side === "read", side === "write");
    ({ object: this.object, input: this.input, output: this.output } = channel);
    this.transfer = channel.options.transfer;
    if (this.readable) channel.readers++;
    else channel.writers++;
  }

  override read(max: number, _: Task, kernel: KernelContext): Uint8Array | Errno | Readiness {
    return this.channel.read(max, this.nonBlocking, kernel);
  }

  override write(writing: Writing, task: Task, kernel: KernelContext): number | Errno | Readiness {
    if (writing.data.length === 0) return 0;
    return this.channel.write(writing, this.nonBlocking, task, kernel);
  }

  override poll(): number {
    return this.readable ? this.channel.pollInput() : this.channel.pollOutput();
  }

  override release(kernel: KernelContext): Errno | undefined {
    if (!this.readable) return this.channel.writerGone();
    this.channel.readerGone(kernel);
    return undefined;
  }

  override available(): number {
    return this.channel.available;
  }

  override seek(): Errno {
    return new Errno("ESPIPE");
  }
}

/** pipe(2): a pipe with its two ends. */
export function makePipe(
  { machine }: KernelContext,
  options: ChannelOptions,
): readonly [reader: PipeEnd, writer: PipeEnd] {
  const object = newObject(machine, "pipe", PIPE_PAGES * PAGE_SIZE);
  const channel = new Channel(object, new PipeBuffer(), options, PIPE);
  return [new PipeEnd(channel, "read"), new PipeEnd(channel, "write")];
}
