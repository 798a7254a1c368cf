import { os, time } from "schedlens";

/**
 * Small and large messages between two processes, copied and remapped.
 *
 * Copying takes time by the byte, twice: into the kernel and out of it. Remapping gives the pages to the receiver, which takes about as
 * long for one page as for many: longer than to copy one, much less than to copy hundreds; and waking the receiver takes longer than either
 * for one page. But the sender has the pages no longer: the second entry touches them, and dies of it.
 *
 * @simulate runtime=native cores=2
 */
export function main(): void {
  for (const bytes of [64, 4096, 65_536, 1_048_576])
    console.log(
      `${bytes} bytes: copy ${microseconds("copy", bytes)} µs, remap ${microseconds("remap", bytes)} µs a message`,
    );
}

const MESSAGES = 40;

/** How long a message takes on average to a receiver that waits for it. */
function microseconds(transfer: "copy" | "remap", bytes: number): string {
  const queue = os.messageQueue(`${transfer} ${bytes}`, {
    transfer,
    mode: "sync",
    messageSize: Math.max(bytes, 8),
  });
  if (os.fork() === 0) {
    for (let i = 0; i <= MESSAGES; i++) queue.receive();
    os.exit(0);
  }
  const messages = Array.from({ length: MESSAGES }, () => new Uint8Array(bytes));
  // When this one has been received, the receiver is there.
  queue.send("first");
  const start = time.now();
  for (const message of messages) queue.send(message);
  const took = time.now() - start;
  os.wait();
  return (took / MESSAGES / 1_000).toFixed(1);
}

/**
 * What a sender must not do after a remap.
 *
 * @simulate runtime=native cores=2
 */
export function touch(): void {
  const [reader, writer] = os.pipe({ transfer: "remap" });
  const page = new Uint8Array(4096).fill(7);
  os.write(writer, page);
  console.log("the receiver reads", os.read(reader, 1)[0]);
  console.log("the sender reads", page[0]);
}
