import { describe, expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function lines(text: string, tag = ""): string[] {
  const result = runText(
    `import { OSError, chan, compute, go, os, sync, time } from "schedlens";
function errno(fn: () => unknown) { try { return fn(); } catch (e) { if (!(e instanceof OSError)) throw e; return e.code; } }
/** @simulate ${tag} */\n${text}`,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  expect([result.stderr, result.exitCode]).toEqual(["", 0]);
  return result.stdout.trimEnd().split("\n");
}

describe("message queues", () => {
  test("the highest priority first, of one priority the oldest; depth; all processes find it by its name", () => {
    expect(
      lines(`export function main() {
  if (os.fork() === 0) {
    const q = os.messageQueue("jobs");
    q.send("a"); q.send("b", { priority: 5 }); q.send("c"); q.send("d", { priority: 5 });
    os.exit(q.depth());
  }
  console.log(os.wait().code);
  const q = os.messageQueue("jobs", { create: false });
  while (q.depth() > 0) { const { text, priority, data } = q.receive(); console.log(text, priority, data.length); }
  console.log(errno(() => q.receive({ nowait: true })), errno(() => q.receive({ timeout: "2ms" })), time.now() >= 2e6);
}`),
    ).toEqual(["4", "b 5 1", "d 5 1", "a 0 1", "c 0 1", "EAGAIN ETIMEDOUT true"]);
  });

  test("misuse: no such queue, one too many, too large, destroyed", () => {
    expect(
      lines(`export function main() {
  console.log(errno(() => os.messageQueue("none", { create: false })));
  const q = os.messageQueue("q", { capacity: 2, messageSize: 4 });
  console.log(errno(() => os.messageQueue("q", { exclusive: true })), errno(() => q.send("12345")));
  q.send("1"); q.send("2");
  console.log(errno(() => q.send("3", { nowait: true })));
  q.destroy();
  console.log(errno(() => q.send("4")), errno(() => q.receive()), errno(() => q.depth()), errno(() => q.destroy()));
  console.log(os.messageQueue("q", { exclusive: true }).depth());
}`),
    ).toEqual(["ENOENT", "EEXIST EMSGSIZE", "EAGAIN", "EIDRM EIDRM EIDRM EIDRM", "0"]);
  });

  test("who waits there is woken with EIDRM when it is destroyed", () => {
    expect(
      lines(`export function main() {
  const empty = os.messageQueue("empty"), full = os.messageQueue("full", { capacity: 1 });
  full.send("x");
  const done = chan<unknown>();
  go(() => done.send(errno(() => empty.receive())));
  go(() => done.send(errno(() => full.send("y"))));
  time.sleep("1ms");
  empty.destroy();
  full.destroy();
  console.log(done.recv(), done.recv());
}`),
    ).toEqual(["EIDRM EIDRM"]);
  });

  test("a synchronous send lasts until the message has been received, an asynchronous one loses what there is no room for", () => {
    expect(
      lines(`export function main() {
  const q = os.messageQueue("sync", { mode: "sync" });
  if (os.fork() === 0) { time.sleep("5ms"); q.receive(); os.exit(0); }
  q.send("now");
  console.log(time.now() >= 5e6);
  const a = os.messageQueue("async", { mode: "async", capacity: 1 });
  a.send("1"); a.send("2");
  console.log(errno(() => a.send("3")), a.depth());
  a.receive();
  a.send("4");
  console.log(a.receive().text);
}`),
    ).toEqual(["true", "EAGAIN 1", "4"]);
  });
});

describe("modes of pipes", () => {
  test("sync: the writer goes on when the reader has everything", () => {
    expect(
      lines(`export function main() {
  const [r, w] = os.pipe({ mode: "sync" });
  if (os.fork() === 0) { time.sleep("3ms"); os.read(r, 2); time.sleep("3ms"); os.read(r, 2); os.exit(0); }
  os.close(r);
  console.log(os.write(w, "1234"), time.now() >= 6e6);
  console.log(errno(() => os.write(w, "5")));
}`),
    ).toEqual(["4 true", "EPIPE"]);
  });

  test("async: the writer never waits; the next call, or the close, tells what was lost", () => {
    expect(
      lines(`export function main() {
  const [r, w] = os.pipe({ mode: "async" });
  console.log(os.write(w, new Uint8Array(70000)), errno(() => os.write(w, "x")));
  let bytes = 0;
  os.setNonBlocking(r);
  while (errno(() => { bytes += os.read(r, 10000).length; }) === undefined);
  console.log(bytes);
  os.close(r);
  console.log(os.write(w, "x"), errno(() => os.close(w)), errno(() => os.close(w)));
}`),
    ).toEqual(["70000 EAGAIN", "65536", "1 EPIPE EBADF"]);
  });
});

describe("shared memory", () => {
  test("is the only memory that a fork does not copy", () => {
    expect(
      lines(`export function main() {
  const shm = os.sharedMemory("counter", 8);
  const ints = new Int32Array(shm.buffer);
  const own = new Int32Array(2);
  if (os.fork() === 0) {
    ints[0] = 7; own[0] = 7;
    new Int32Array(os.sharedMemory("counter").buffer)[1] = 9;
    os.exit(0);
  }
  os.wait();
  console.log(shm.size, ints.join(), own.join(), shm.bytes[0]);
}`),
    ).toEqual(["8 7,9 0,0 7"]);
  });

  test("two processes that count without a lock lose some", () => {
    const count = (lock: boolean): number => {
      const [line = ""] = lines(
        `export function main() {
  const ints = new Int32Array(os.sharedMemory("counter", 4).buffer);
  const mutex = os.namedSemaphore("mutex", 1);
  const work = () => { for (let i = 0; i < 2000; i++) { ${lock ? "mutex.acquire();" : ""} const seen = ints[0]; compute("10ns"); ints[0] = seen + 1; ${lock ? "mutex.release();" : ""} } };
  if (os.fork() === 0) { work(); os.exit(0); }
  work();
  os.wait();
  console.log(ints[0]);
}`,
        "cores=2",
      );
      return Number(line);
    };
    expect(count(false)).toBeLessThan(4000);
    expect(count(true)).toBe(4000);
  });

  test("misuse", () => {
    expect(
      lines(`export function main() {
  console.log(errno(() => os.sharedMemory("m")), errno(() => os.sharedMemory("m", 4, { create: false })), errno(() => os.sharedMemory("m", 2 ** 40)));
  const m = os.sharedMemory("m", 4);
  console.log(errno(() => os.sharedMemory("m", 8)), errno(() => os.sharedMemory("m", 4, { exclusive: true })), os.sharedMemory("m").size);
  m.destroy();
  console.log(errno(() => m.destroy()), errno(() => os.sharedMemory("m")), m.bytes.length);
}`),
    ).toEqual(["EINVAL ENOENT ENOMEM", "EINVAL EEXIST 4", "EIDRM EINVAL 4"]);
  });
});

describe("named semaphores", () => {
  test("wait, post, value, timeout, the end", () => {
    expect(
      lines(`export function main() {
  const s = os.namedSemaphore("s", 1);
  s.acquire();
  console.log(s.value(), errno(() => s.acquire({ nowait: true })), errno(() => s.acquire({ timeout: "1ms" })));
  if (os.fork() === 0) { time.sleep("2ms"); os.namedSemaphore("s").release(); os.exit(0); }
  s.acquire();
  const done = chan<unknown>();
  go(() => done.send(errno(() => s.acquire())));
  time.sleep("1ms");
  s.destroy();
  console.log(done.recv(), errno(() => s.release()), errno(() => s.value()), errno(() => os.namedSemaphore("s", 0, { create: false })));
}`),
    ).toEqual(["0 EAGAIN ETIMEDOUT", "EIDRM EIDRM EIDRM ENOENT"]);
  });
});

describe("poll", () => {
  test("tells what is ready, and waits for it", () => {
    expect(
      lines(`export function main() {
  const [r, w] = os.pipe();
  const show = (results: any[]) => results.map((x) => Object.keys(x).filter((key) => x[key] === true).join("+") || "-").join(" ");
  console.log(show(os.poll([r, { fd: w, write: true }, 99], 0)));
  console.log(show(os.poll([r], "1ms")), time.now() >= 1e6);
  if (os.fork() === 0) { time.sleep("3ms"); os.write(w, "x"); os.exit(0); }
  console.log(show(os.poll([r])), time.now() >= 3e6);
  os.wait();
  os.read(r, 1);
  os.close(w);
  console.log(show(os.poll([r])));
  const [r2, w2] = os.pipe();
  os.close(r2);
  console.log(show(os.poll([{ fd: w2, write: true }])), show(os.poll([], "1ms")) === "");
}`),
    ).toEqual(["- writable invalid", "- true", "readable true", "hangup", "writable+error true"]);
  });
});

describe("fork with a reader blocked", () => {
  test.each(["runtime=go", "runtime=go cores=1"])(
    "the child does not read, the parent goes on (%s)",
    (tag) => {
      expect(
        lines(
          `export function main() {
  const [r, w] = os.pipe();
  const done = chan<string>();
  go(() => done.send(os.readText(r, 10)));
  time.sleep("1ms");
  if (os.fork() === 0) { os.write(w, "from child"); os.exit(0); }
  console.log(done.recv());
  console.log(os.wait().code);
}`,
          tag,
        ),
      ).toEqual(["from child", "0"]);
    },
  );
});

describe("remap", () => {
  const run = (main: string, tag = "") => {
    const result = runText(
      `import { OSError, compute, os } from "schedlens";
function errno(fn: () => unknown) { try { return fn(); } catch (e) { return (e as OSError).code; } }
/** @simulate ${tag} */
export function main() {
  const [r, w] = os.pipe({ transfer: "remap" });
  const data = new Uint8Array(5000).fill(7), view = new Uint16Array(data.buffer, 2, 4);
  ${main}
}`,
    );
    expect(result.diagnostics).toEqual([]);
    expectValid(result.log);
    return result;
  };

  test("the receiver has the bytes; the sender cannot send them again", () => {
    const { stdout, exitCode } = run(`
  os.write(w, data);
  const got = os.read(r, 8000);
  got[0] = 1;
  console.log(got.length, got[1], errno(() => os.write(w, data)), os.write(w, "text"));`);
    expect([stdout, exitCode]).toEqual(["5000 7 EFAULT 4\n", 0]);
  });

  test.each([
    "console.log(data[0]);",
    "data[0] = 1; compute(1); console.log(1);",
    "console.log(view[0]);",
    "for (const x of view) console.log(x);",
    "console.log(data.slice(0, 1));",
    "let sum = 0; for (let i = 0; i < 1e6; i++) sum += data[i % 5000]; console.log(sum);",
  ])("touching them ends the process: %s", (touch) => {
    const go = run(`os.write(w, data); ${touch}`);
    expect([go.stdout, go.exitCode, go.stderr.split("\n").slice(0, 2)]).toEqual([
      "",
      2,
      [
        "fatal error: fault",
        "[signal SIGSEGV: segmentation violation: this memory was given away by a remap]",
      ],
    ]);
    const native = run(`os.write(w, data); ${touch}`, "runtime=native");
    expect([native.stdout, native.exitCode, native.stderr.split("\n")[0]]).toEqual([
      "",
      139,
      "Segmentation fault: this memory was given away by a remap",
    ]);
  });

  test("also in a child of the sender, while the receiver goes on", () => {
    const { stdout, exitCode } = run(`
  os.write(w, data);
  const child = os.fork();
  if (child === 0) { data[0] = 1; os.exit(0); }
  console.log(os.wait().code, os.read(r, 1)[0]);`);
    expect([stdout, exitCode]).toEqual(["2 7\n", 0]);
  });

  test("shared memory is not given away", () => {
    const { stdout } = run(`
  const { bytes } = os.sharedMemory("m", 10);
  os.write(w, bytes);
  bytes[0] = 5;
  console.log(bytes[0], os.read(r, 10)[0]);`);
    expect(stdout).toBe("5 0\n");
  });
});
