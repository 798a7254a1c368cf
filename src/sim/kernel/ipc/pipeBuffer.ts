/** Bytes of a page. */
export const PAGE_SIZE = 4096;
/** Pages of a pipe (pipe(7): 65,536 bytes since Linux 2.6.11; PIPE_DEF_BUFFERS). */
export const PIPE_PAGES = 16;

/** A page of a pipe that holds bytes `from` … `to` − 1. */
interface Slot {
  readonly page: Uint8Array;
  from: number;
  to: number;
}

/**
 * The bytes in a pipe, in up to 16 pages as in fs/pipe.c. A write first fills up the last page, if what goes beyond whole pages fits there
 * entirely; the rest takes pages of its own. A page is free again when all of it has been read. So a pipe may be full with less
 * than 65,536 bytes, and a write of up to 4096 bytes (PIPE_BUF) is never split.
 *
 * Invariant: each slot holds at least one byte; there are at most 16.
 */
export class PipeBuffer {
  private readonly slots: Slot[] = [];
  private count = 0;

  /** Bytes in it. */
  get length(): number {
    return this.count;
  }

  get available(): number {
    return this.count;
  }

  get empty(): boolean {
    return this.slots.length === 0;
  }

  /** A page is free. Where none is, a short write may still find room in the last one. */
  get writable(): boolean {
    return this.slots.length < PIPE_PAGES;
  }

  /**
   * pipe_write: takes what there is room for of `data` from `at` on.
   * @param begins it is the first attempt of a write: only then the last page is filled up.
   * @returns how many bytes.
   */
  write(data: Uint8Array, at: number, begins: boolean): number {
    let done = begins ? this.fillUp(data, at) : 0;
    while (at + done < data.length && this.writable) {
      const size = Math.min(PAGE_SIZE, data.length - at - done);
      const page = new Uint8Array(PAGE_SIZE);
      page.set(data.subarray(at + done, at + done + size));
      this.slots.push({ page, from: 0, to: size });
      done += size;
    }
    this.count += done;
    return done;
  }

  private fillUp(data: Uint8Array, at: number): number {
    const last = this.slots.at(-1);
    const rest = (data.length - at) % PAGE_SIZE;
    if (last === undefined || rest === 0 || last.to + rest > PAGE_SIZE) return 0;
    last.page.set(data.subarray(at, at + rest), last.to);
    last.to += rest;
    return rest;
  }

  /** pipe_read: takes out up to `max` bytes. */
  read(max: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(max, this.count));
    let done = 0;
    while (done < bytes.length) {
      const slot = this.slots[0];
      if (slot === undefined) break;
      const size = Math.min(slot.to - slot.from, bytes.length - done);
      bytes.set(slot.page.subarray(slot.from, slot.from + size), done);
      slot.from += size;
      done += size;
      if (slot.from === slot.to) this.slots.shift();
    }
    this.count -= done;
    return bytes;
  }
}
