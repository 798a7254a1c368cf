import type { ObjectIndex } from "../../../shared/ids";
import { Errno } from "../errno";
import type { KernelContext } from "../kernelCall";
import type { Task } from "../task";
import { Channel } from "./channel";
import type { ChannelErrors } from "./channel";
import { OpenFile } from "./openFile";
import type { Writing } from "./openFile";
import type { Readiness } from "./readiness";
import { LARGEST_DATAGRAM, SOCKET_BUFFER, SocketBuffer } from "./socketBuffer";
import type { SocketType } from "./socketBuffer";
import { newObject } from "./transfer";
import type { ChannelOptions, TransferName } from "./transfer";

/** unix(7), as measured on Linux 6.18: who reads a datagram socket whose peer is gone waits for ever. */
const ERRORS: Readonly<Record<SocketType, ChannelErrors>> = {
  stream: { broken: "EPIPE", signals: true, messages: false, ends: true },
  datagram: { broken: "ECONNREFUSED", signals: false, messages: true, ends: false },
};

/** One end of a pair of connected Unix sockets. */
class SocketEnd extends OpenFile {
  readonly polled = true;
  readonly object: ObjectIndex;
  readonly input: Readiness;
  readonly output: Readiness;
  override readonly transfer: TransferName;
  /** The other end was closed before it had read everything: the next read says so, once. */
  private reset = false;
  private peer: SocketEnd | undefined;

  constructor(
    private readonly type: SocketType,
    private readonly incoming: Channel,
    private readonly outgoing: Channel,
  ) {
    super(true, true);
    this.object = incoming.object;
    this.input = incoming.input;
    this.output = outgoing.output;
    this.transfer = outgoing.options.transfer;
    incoming.readers++;
    outgoing.writers++;
  }

  connect(peer: SocketEnd): void {
    this.peer = peer;
  }

  override read(max: number, _: Task, kernel: KernelContext): Uint8Array | Errno | Readiness {
    if (this.reset && this.incoming.length === 0) {
      this.reset = false;
      return new Errno("ECONNRESET");
    }
    return this.incoming.read(max, this.nonBlocking, kernel);
  }

  override write(writing: Writing, task: Task, kernel: KernelContext): number | Errno | Readiness {
    if (this.type === "datagram" && writing.data.length > LARGEST_DATAGRAM) return new Errno("EMSGSIZE");
    if (this.type === "stream" && writing.data.length === 0) return 0;
    return this.outgoing.write(writing, this.nonBlocking, task, kernel);
  }

  override poll(): number {
    return this.incoming.pollInput() | this.outgoing.pollOutput();
  }

  override release(kernel: KernelContext): Errno | undefined {
    if (this.type === "stream" && this.incoming.length > 0 && this.peer !== undefined) this.peer.reset = true;
    this.incoming.readerGone(kernel);
    return this.outgoing.writerGone();
  }

  override available(): number {
    return this.incoming.available;
  }

  override seek(): Errno {
    return new Errno("ESPIPE");
  }
}

/** socketpair(2), AF_UNIX. */
export function makeSocketPair(
  { machine }: KernelContext,
  type: SocketType,
  options: ChannelOptions,
): readonly [OpenFile, OpenFile] {
  const object = newObject(machine, "socket", SOCKET_BUFFER);
  const make = (): Channel => new Channel(object, new SocketBuffer(type), options, ERRORS[type]);
  const [to, fro] = [make(), make()];
  const ends = [new SocketEnd(type, to, fro), new SocketEnd(type, fro, to)] as const;
  ends[0].connect(ends[1]);
  ends[1].connect(ends[0]);
  return ends;
}
