import { compute, os, time } from "schedlens";

/**
 * The same messages through a channel in three modes: when is a send over?
 *
 * Synchronous: when the receiver has the message, so sender and receiver go in step. As a rule in POSIX: when the kernel has it, so the
 * sender runs ahead until the queue is full. Asynchronous: at once; what the full queue has no room for is lost, and the sender
 * learns it from its next send. Compare the sender's times with each other, and find the Ipc Lost events of the last run.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main(): void {
  for (const mode of ["sync", undefined, "async"] as const) run(mode);
}

const MESSAGES = 12;

function run(mode: "sync" | "async" | undefined): void {
  const queue = os.messageQueue(`work ${mode}`, { mode, capacity: 4 });
  const start = time.now();
  if (os.fork() === 0) receive();
  let refused = 0;
  for (let i = 1; i <= MESSAGES; i++) {
    compute("100us");
    try {
      queue.send(`message ${i}`);
    } catch (error) {
      if ((error as { code?: string }).code !== "EAGAIN") throw error;
      refused++;
    }
  }
  const sent = time.now() - start;
  const { code } = os.wait();
  console.log(
    `${mode ?? "default"}: sender done after ${(sent / 1e6).toFixed(1)} ms, ${code} of ${MESSAGES} received, ${refused} errors`,
  );

  /** Takes 500 µs for each message, until none has come for a while. */
  function receive(): never {
    let received = 0;
    try {
      for (;;) {
        queue.receive({ timeout: "3ms" });
        received++;
        compute("500us");
      }
    } catch {
      os.exit(received);
    }
  }
}
