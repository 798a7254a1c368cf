import { chan, compute, go, time } from "schedlens";

const CLIENTS = 4;
const REQUESTS = 60;

/**
 * A server that keeps a cache and allocates for each request, with Go's garbage collector. Set `gc` to off (in the tag, in the side panel, or
 * `--gc=off`) and compare the slowest request.
 *
 * When the heap has doubled, all Ps stop for a moment (sweep termination); one in four then marks (`runtime.gcBgMarkWorker`) while the others
 * go on; requests that allocate meanwhile have to help; a second stop ends the cycle (mark termination). Then `runtime.bgsweep` frees what is
 * dead.
 *
 * @simulate cores=4 gc=on
 */
export function main(): void {
  // 40,000 small objects that stay alive: each cycle has to mark them.
  const cache: { key: number; value: string }[] = [];
  for (let key = 0; key < 40_000; key++) cache.push({ key, value: "cached" });

  const latencies = chan<number>(CLIENTS);
  for (let client = 0; client < CLIENTS; client++) {
    go(() => {
      for (let i = 0; i < REQUESTS; i++) {
        const start = time.now();
        handle(cache, client * REQUESTS + i);
        latencies.send(time.now() - start);
      }
    });
  }
  let sum = 0;
  let slowest = 0;
  for (let i = 0; i < CLIENTS * REQUESTS; i++) {
    const latency = latencies.recv() ?? 0;
    sum += latency;
    slowest = Math.max(slowest, latency);
  }
  console.log(`${CLIENTS * REQUESTS} requests`);
  console.log(
    `mean ${Math.round(sum / CLIENTS / REQUESTS / 1000)} us, slowest ${Math.round(slowest / 1000)} us`,
  );
}

/** Looks something up, thinks, and writes a response of 100 KB that nobody keeps. */
function handle(cache: readonly { key: number; value: string }[], n: number): number {
  const found = cache[(n * 7919) % cache.length];
  compute("100us");
  const response = new Uint8Array(100_000);
  response[0] = found?.key ?? 0;
  return response.length;
}
