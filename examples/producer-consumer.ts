import { compute, os, time } from "schedlens";

/**
 * Two processes and a pipe: the child produces lines, the parent consumes them more slowly.
 *
 * A pipe holds 65,536 bytes in 16 pages. The producer is twice as fast, so after a while the pipe is full, and its write waits until the
 * consumer has read a whole page (in the lanes per goroutine: IO wait). When the producer ends, its end of the pipe is closed, and the
 * consumer's read finds the end: that is why the parent closes the write end that it has from before the fork. Take that line out, and the
 * parent waits for ever for itself.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main(): void {
  const [reader, writer] = os.pipe();
  if (os.fork() === 0) produce(writer);
  os.close(writer);

  let bytes = 0;
  let reads = 0;
  for (let part = os.read(reader, 8192); part.length > 0; part = os.read(reader, 8192)) {
    compute("400us");
    bytes += part.length;
    reads++;
  }
  const { code } = os.wait();
  console.log(`consumer: ${bytes} bytes in ${reads} reads, ${Math.round(time.now() / 1e6)} ms`);
  console.log(`producer: was done after ${code} ms`);
}

/** Writes 40 blocks of 4096 bytes, and exits with the time that it took in ms. */
function produce(writer: number): never {
  const block = new Uint8Array(4096).fill(46);
  for (let i = 0; i < 40; i++) {
    compute("100us");
    os.write(writer, block);
  }
  os.exit(Math.round(time.now() / 1e6));
}
