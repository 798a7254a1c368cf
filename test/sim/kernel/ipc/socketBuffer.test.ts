import { expect, test } from "vitest";
import { LARGEST_DATAGRAM, SocketBuffer } from "../../../../src/sim/kernel/ipc/socketBuffer";
import type { SocketType } from "../../../../src/sim/kernel/ipc/socketBuffer";

/** How many writes of n bytes a socket takes, and how many bytes in all. */
function capacity(type: SocketType, n: number): readonly [writes: number, bytes: number] {
  const buffer = new SocketBuffer(type);
  const data = new Uint8Array(n);
  for (let writes = 0; ; writes++) {
    if (buffer.write(data, 0) < 0) return [writes, buffer.length];
  }
}

/** Recorded with a socketpair(AF_UNIX) on Linux 6.18 (x86-64, wmem_default): bytes of a write; writes and bytes until EAGAIN. */
const STREAM = [
  [1, 278, 278], [64, 278, 17792], [192, 278, 53376], [193, 167, 32231], [704, 167, 117568], [705, 93, 65565],
  [1728, 93, 160704], [1729, 49, 84721], [3776, 49, 185024], [3777, 44, 166188], [4096, 44, 180224], [5000, 34, 170000],
  [8192, 24, 196608], [10000, 17, 170000], [16384, 13, 212992], [32768, 7, 229376], [50000, 5, 236544],
  [65536, 4, 233152], [100000, 3, 236544], [106432, 2, 212864], [200000, 2, 236544], [300000, 1, 219264],
] as const; // prettier-ignore
const DATAGRAM = [
  [1, 278], [192, 278], [193, 167], [704, 167], [705, 93], [1728, 93], [1729, 49], [3776, 49], [3777, 26], [4096, 26],
  [8192, 13], [10000, 13], [16384, 11], [32768, 6], [50000, 4], [65536, 4], [100000, 3], [200000, 2], [212960, 1],
] as const; // prettier-ignore

test("a stream socket takes as much as Linux does", () => {
  expect(STREAM.map(([n]) => [n, ...capacity("stream", n)])).toEqual(STREAM);
});

test("a datagram socket takes as many messages as Linux does", () => {
  expect(DATAGRAM.map(([n]) => [n, capacity("datagram", n)[0]])).toEqual(DATAGRAM);
  expect(LARGEST_DATAGRAM).toBe(212_960);
});

test("a stream's piece is charged until it has been read entirely, and senders are let in at a quarter", () => {
  const buffer = new SocketBuffer("stream");
  const data = new Uint8Array(1000);
  while (buffer.write(data, 0) >= 0);
  buffer.read(999);
  expect(buffer.open).toBe(false);
  buffer.read(1);
  expect([buffer.open, buffer.writable]).toEqual([true, false]);
  buffer.write(data.subarray(0, 1), 0);
  let reads = 0;
  for (; !buffer.writable; reads++) buffer.read(1000);
  expect(reads).toBe(70);
});

test("a datagram keeps its bounds; what the reader has no room for is lost", () => {
  const buffer = new SocketBuffer("datagram");
  buffer.write(Uint8Array.of(1, 2, 3), 0);
  buffer.write(new Uint8Array(0), 0);
  buffer.write(Uint8Array.of(4), 0);
  expect([buffer.read(2), buffer.read(9), buffer.read(9)]).toEqual(
    [[1, 2], [], [4]].map((bytes) => Uint8Array.from(bytes)),
  );
  expect([buffer.empty, buffer.length]).toEqual([true, 0]);
});
