import { PAGE_SIZE } from "./pipeBuffer";

export type SocketType = "stream" | "datagram";

/** net.core.wmem_default: what the messages that a socket has under way may be charged. */
export const SOCKET_BUFFER = 212_992;
/** A datagram may have up to sk_sndbuf − 32 bytes (unix_dgram_sendmsg). */
export const LARGEST_DATAGRAM = SOCKET_BUFFER - 32;

/** sizeof(struct sk_buff) and of skb_shared_info on x86-64, aligned to cache lines. */
const SK_BUFF = 256;
const SHARED_INFO = 320;
/** SKB_MAX_HEAD(0): what fits a page beside skb_shared_info; and SKB_MAX_ALLOC: four pages. */
const HEAD = PAGE_SIZE - SHARED_INFO;
const LARGEST_HEAD = 4 * PAGE_SIZE - SHARED_INFO;
/** A write to a stream is cut into pieces of this size (unix_stream_sendmsg: SKB_MAX_HEAD(0) + UNIX_SKB_FRAGS_SZ). */
export const STREAM_PIECE = HEAD + 8 * PAGE_SIZE;

const align = (n: number, to: number): number => Math.ceil(n / to) * to;

/** kmalloc's size for n bytes: a power of two. */
function kmalloc(n: number): number {
  let size = 512;
  while (size < n) size *= 2;
  return size;
}

/** What a piece of n bytes is charged (skb->truesize): its head comes from kmalloc, the rest in pages. */
export function socketCharge(type: SocketType, n: number): number {
  const head = type === "stream" ? HEAD : LARGEST_HEAD;
  const pages = Math.min(n, align(Math.max(0, n - head), PAGE_SIZE));
  return kmalloc(align(n - pages, 64) + SHARED_INFO) + SK_BUFF + align(pages, PAGE_SIZE);
}

interface Piece {
  readonly data: Uint8Array;
  readonly charge: number;
  /** Bytes of it that have been read. */
  read: number;
}

/**
 * What one end of a socket pair has sent and the other has not received yet (net/unix/af_unix.c). A stream is bytes, which are sent in
 * pieces; a piece is charged until all of it has been read. A datagram is received whole: what the reader has no room for is lost.
 */
export class SocketBuffer {
  private readonly pieces: Piece[] = [];
  private count = 0;
  private charged = 0;

  constructor(readonly type: SocketType) {}

  /** Bytes in it. */
  get length(): number {
    return this.count;
  }

  /** Messages, or pieces of a stream. */
  get depth(): number {
    return this.pieces.length;
  }

  /** Of datagrams the next one alone. */
  get available(): number {
    return this.type === "stream" ? this.count : (this.pieces[0]?.data.length ?? 0);
  }

  get empty(): boolean {
    return this.pieces.length === 0;
  }

  /** Another piece is taken (sock_alloc_send_pskb). */
  get open(): boolean {
    return this.charged < SOCKET_BUFFER;
  }

  /** Enough has been received that waiting senders are woken, and poll says that one can send (unix_writable). */
  get writable(): boolean {
    return this.charged * 4 <= SOCKET_BUFFER;
  }

  /** Takes what there is room for of `data` from `at` on: of a datagram all or nothing. @returns how many bytes, −1: it has to wait. */
  write(data: Uint8Array, at: number): number {
    if (!this.open) return -1;
    if (this.type === "datagram") {
      this.put(data.slice());
      return data.length;
    }
    let done = at;
    do {
      const end = Math.min(data.length, done + STREAM_PIECE);
      if (end > done) this.put(data.slice(done, end));
      done = end;
    } while (done < data.length && this.charged < SOCKET_BUFFER);
    return done - at;
  }

  private put(data: Uint8Array): void {
    const charge = socketCharge(this.type, data.length);
    this.pieces.push({ data, charge, read: 0 });
    this.count += data.length;
    this.charged += charge;
  }

  /** Takes out up to `max` bytes of a stream, or one datagram cut to `max`. Empty: there is nothing, or an empty datagram. */
  read(max: number): Uint8Array {
    const first = this.pieces[0];
    if (first === undefined) return new Uint8Array(0);
    if (this.type === "datagram") {
      this.shift(first);
      this.count -= first.data.length;
      return first.data.subarray(0, max);
    }
    const bytes = new Uint8Array(Math.min(max, this.count));
    for (let done = 0; done < bytes.length;) {
      const piece = this.pieces[0];
      if (piece === undefined) break;
      const size = Math.min(piece.data.length - piece.read, bytes.length - done);
      bytes.set(piece.data.subarray(piece.read, piece.read + size), done);
      piece.read += size;
      done += size;
      if (piece.read === piece.data.length) this.shift(piece);
    }
    this.count -= bytes.length;
    return bytes;
  }

  private shift(piece: Piece): void {
    this.pieces.shift();
    this.charged -= piece.charge;
  }
}
