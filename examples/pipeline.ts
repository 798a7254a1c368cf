import { chan, go, sync, time, type Chan, type RecvChan } from "schedlens";

/**
 * Read, decode, scale (three times as slow, so done by three), write: each stage a goroutine, between them channels of capacity 4.
 *
 * First the channels fill and one sees each stage start a little later. Then the slowest stage sets the pace: those before it block in
 * chan send on a full channel, those after it in chan receive on an empty one. That is backpressure, and the lanes show where it comes
 * from. Give `scale` one goroutine instead of three and look again.
 *
 * @simulate cores=4 gomaxprocs=4
 */
export function main(): void {
  const start = time.now();
  const frames = stage(1, source(48), decode);
  const scaled = stage(3, frames, scale);
  let written = 0;
  for (const frame of scaled) written += write(frame);
  console.log(`${written} bytes in ${((time.now() - start) / 1e6).toFixed(2)} ms`);
}

function source(count: number): Chan<number> {
  const out = chan<number>(4);
  go(() => {
    for (let n = 0; n < count; n++) out.send(n);
    out.close();
  });
  return out;
}

/** Applies `fn` to all that comes from `input`, in `width` goroutines. */
function stage<In, Out>(width: number, input: RecvChan<In>, fn: (value: In) => Out): Chan<Out> {
  const out = chan<Out>(4);
  const wg = new sync.WaitGroup();
  for (let i = 0; i < width; i++)
    wg.go(() => {
      for (const value of input) out.send(fn(value));
    });
  go(() => {
    wg.wait();
    out.close();
  });
  return out;
}

/** @cpu 100us */
function decode(n: number): { id: number; size: number } {
  return { id: n, size: 1000 + n };
}

/** @cpu 300us */
function scale(frame: { id: number; size: number }): { id: number; size: number } {
  return { id: frame.id, size: frame.size >> 1 };
}

/** @cpu 60us */
function write(frame: { id: number; size: number }): number {
  return frame.size;
}
