import { expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(body: string, tag: string) {
  const result = runText(
    `import { chan, compute, go, io, os, sync, thread, time } from "schedlens";
/** @simulate ${tag} */
export function main() {
${body}
}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

const STUCK = "schedlens: deadlock: all threads wait, and nothing can wake one\n";

test("a Go process that waits for ever for a pipe ends the run at once, and says where each goroutine waits", () => {
  const { stderr, exitCode, log } = run(
    `  const [r, w] = os.pipe();
  go(() => { os.read(r, 1); });
  const done = chan<number>();
  done.recv();
  os.close(w);`,
    "",
  );
  expect(exitCode).toBe(124);
  expect(stderr.startsWith(STUCK)).toBe(true);
  expect(stderr).toMatch(/\nprocess 2:\n\ngoroutine 1 \[chan receive\]:\nmain\(\.\.\.\)\n\tmain\.ts:7\n/);
  expect(stderr).toMatch(/goroutine \d+ \[IO wait\]:/);
  expect(log.endTime).toBeLessThan(1e9);
});

test("… or for a thread, a semaphore that nobody posts, or a child that waits itself", () => {
  const named = run(`  os.namedSemaphore("never", 0).acquire();`, "");
  expect(named.stderr).toContain("goroutine 1 [syscall]:");
  expect(named.log.endTime).toBeLessThan(1e9);
  const family = run(
    `  const [r] = os.pipe();
  if (os.fork() === 0) os.read(r, 1);
  os.wait();`,
    "",
  );
  expect(family.stderr.startsWith(STUCK)).toBe(true);
  expect(family.stderr).toMatch(/\nprocess 2:\n[^]*\nprocess 5:\n/);
  expect(family.log.endTime).toBeLessThan(1e9);
});

test("who waits for a clock, a device or another process is not stuck", () => {
  const { stdout, exitCode } = run(
    `  const [r, w] = os.pipe();
  if (os.fork() === 0) { os.sleep("200s"); os.write(w, "x"); os.exit(0); }
  console.log(os.readText(r, 1), Math.round(time.now() / 1e9));
  go(() => { time.sleep("100s"); os.write(w, "y"); });
  console.log(os.readText(r, 1), Math.round(time.now() / 1e9));
  io.network("150s");
  console.log(Math.round(time.now() / 1e9));`,
    "",
  );
  expect([stdout, exitCode]).toEqual(["x 200\ny 300\n450\n", 0]);
});
