import { describe, expect, test } from "vitest";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(text: string, tag = "", overrides = {}) {
  const result = runText(
    `import { OSError, chan, compute, go, os, runtime, sync, time } from "schedlens";
function errno(fn: () => unknown) { try { return fn(); } catch (e) { if (!(e instanceof OSError)) throw e; return e.code; } }
/** @simulate ${tag} */\n${text}`,
    overrides,
  );
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  return result;
}

function lines(text: string, tag = ""): string[] {
  const { stdout, stderr, exitCode } = run(text, tag);
  expect([stderr, exitCode]).toEqual(["", 0]);
  return stdout.trimEnd().split("\n");
}

describe("pipes", () => {
  test("the child writes, the parent reads to the end", () => {
    expect(
      lines(`export function main() {
  const [r, w] = os.pipe();
  if (os.fork() === 0) {
    os.close(r);
    for (let i = 0; i < 3; i++) { time.sleep("1ms"); os.write(w, "line " + i + "\\n"); }
    os.exit(0);
  }
  os.close(w);
  for (;;) {
    const text = os.readText(r, 100);
    if (text === "") break;
    console.log(text.trim());
  }
  console.log(os.wait().code);
}`),
    ).toEqual(["line 0", "line 1", "line 2", "0"]);
  });

  test("goroutines of one process meet in a pipe: the reader parks, the writer of 200,000 bytes waits for room", () => {
    expect(
      lines(`export function main() {
  const [r, w] = os.pipe();
  const done = chan<number>();
  go(() => { done.send(os.write(w, new Uint8Array(200000))); os.close(w); });
  let bytes = 0;
  for (let part = os.read(r, 10000); part.length > 0; part = os.read(r, 10000)) {
    bytes += part.length;
    if (bytes === 200000) console.log(done.recv());
  }
  console.log(bytes);
}`),
    ).toEqual(["200000", "200000"]);
  });
});

describe("descriptors", () => {
  test("the lowest free one is taken; a closed one is EBADF, as is the wrong end", () => {
    expect(
      lines(`export function main() {
  const [r, w] = os.pipe();
  const [r2, w2] = os.pipe();
  console.log(r, w, r2, w2);
  os.close(w);
  console.log(os.dup(r), os.dup(r));
  console.log(errno(() => os.read(r, 1)), "at the end");
  console.log(errno(() => os.write(r2, "x")), errno(() => os.read(w2, 1)), errno(() => os.close(99)), errno(() => os.read(-1, 1)));
  os.close(r2);
  console.log(os.write(w2, ""), errno(() => os.write(w2, "x")));
  console.log(errno(() => os.read(r2, 1)), errno(() => os.dup(r2)), errno(() => os.seek(r2, 0)), errno(() => os.setNonBlocking(r2)));
}`),
    ).toEqual([
      "3 4 5 6",
      "4 7",
      "Uint8Array(0) [] at the end",
      "EBADF EBADF EBADF EBADF",
      "0 EPIPE",
      "EBADF EBADF EBADF EBADF",
    ]);
  });

  test("at RLIMIT_NOFILE there are no more: EMFILE, and nothing is left half open", () => {
    expect(
      lines(`export function main() {
  let last = 0;
  for (;;) { const pair = errno(() => os.pipe()); if (pair === "EMFILE") break; last = pair[1]; }
  console.log(last, errno(() => os.dup(0)), errno(() => os.open("f", "w")), errno(() => os.socketpair()));
  os.close(last);
  console.log(errno(() => os.pipe()), os.dup(0));
}`),
    ).toEqual(["1022 1023 EMFILE EMFILE", "EMFILE 1022"]);
  });

  test("a close wakes those who wait there with EBADF", () => {
    expect(
      lines(`export function main() {
  const [r, w] = os.pipe();
  const done = chan<unknown>();
  go(() => done.send(errno(() => os.read(r, 1))));
  time.sleep("1ms");
  os.close(r);
  console.log(done.recv(), errno(() => os.write(w, "x")));
}`),
    ).toEqual(["EBADF EPIPE"]);
  });

  test("wrong arguments are errors that name them", () => {
    const printed = lines(`export function main() {
  const says = (fn: () => unknown) => { try { fn(); } catch (e) { console.log(String(e)); } };
  const any = os as any;
  says(() => any.read("0", 1));
  says(() => any.read(0, -1));
  says(() => any.write(1, 5));
  says(() => any.open(5));
  says(() => any.open("f", "rw"));
  says(() => any.pipe({ mode: "fast" }));
  says(() => any.socketpair("raw"));
  says(() => any.poll(3));
  says(() => any.seek(0, 0, "middle"));
  says(() => any.messageQueue("q", { capacity: 0 }));
  says(() => any.namedSemaphore("s", -1));
  says(() => any.sharedMemory("m", 1.5));
  says(() => any.messageQueue("q").send("x", { priority: 32768 }));
}`);
    expect(printed).toEqual([
      "RangeError: os.read: the descriptor must be a whole number",
      "RangeError: os.read: the number of bytes must be 0 or more",
      "TypeError: os.write: the data must be a text or a Uint8Array",
      "TypeError: os.open: the path must be a text",
      "TypeError: os.open: the flags must be one of r, r+, w, wx, w+, wx+, a, ax, a+, ax+",
      'TypeError: os.pipe: mode must be "sync" or "async"',
      'TypeError: os.socketpair: the type must be "stream" or "datagram"',
      "TypeError: os.poll: the first argument must be an array",
      'TypeError: os.seek: whence must be "set" or "current" or "end"',
      "RangeError: os.messageQueue: the capacity must be 1 to 65536",
      "RangeError: os.namedSemaphore: the value must be 0 to 2147483647",
      "RangeError: os.sharedMemory: the size must be a whole number",
      "RangeError: send: the priority must be 0 to 32767",
    ]);
  });
});

describe("files and the standard streams", () => {
  test("flags, offsets, appending, a name that is taken away", () => {
    expect(
      lines(`export function main() {
  console.log(errno(() => os.open("a.txt")));
  const w = os.open("a.txt", "w");
  os.write(w, "hello world");
  const r = os.open("a.txt");
  console.log(os.readText(r, 5), os.seek(r, 1, "current"), os.readText(r, 100), os.readText(r, 1) === "", os.seek(r, -5, "end"), os.readText(r, 2));
  console.log(errno(() => os.write(r, "x")), errno(() => os.read(w, 1)), errno(() => os.seek(r, -1)), errno(() => os.open("a.txt", "wx")));
  const a = os.open("a.txt", "a+");
  os.write(a, "!");
  os.seek(a, 0);
  os.write(a, "?");
  os.seek(a, 0);
  console.log(os.readText(a, 100));
  os.unlink("a.txt");
  console.log(errno(() => os.unlink("a.txt")), errno(() => os.open("a.txt", "r+")), os.seek(a, 0, "end"));
  console.log(errno(() => os.open("")), errno(() => os.open("x".repeat(256), "w")), errno(() => os.open("d/", "w")));
}`),
    ).toEqual([
      "ENOENT",
      "hello 6 world true 6 wo",
      "EBADF EBADF EINVAL EEXIST",
      "hello world!?",
      "ENOENT ENOENT 13",
      "ENOENT ENAMETOOLONG EISDIR",
    ]);
  });

  test("the offset is common to parent and child", () => {
    expect(
      lines(`export function main() {
  const fd = os.open("f", "w+");
  os.write(fd, "abcdefgh");
  os.seek(fd, 0);
  if (os.fork() === 0) { os.read(fd, 3); os.exit(0); }
  os.wait();
  console.log(os.seek(fd, 0, "current"), os.readText(fd, 1));
}`),
    ).toEqual(["3 d"]);
  });

  test("writes to 1 and 2 are output; 0 is the run's input", () => {
    const { stdout, stderr } = run(
      `export function main() {
  os.write(1, "to ");
  console.log("output");
  os.write(2, "error\\n");
  const [first, rest] = [os.readText(0, 4), os.read(0, 100)];
  console.log(first, rest.length, os.read(0, 1).length, errno(() => os.write(0, "x")), errno(() => os.read(1, 1)));
  const euro = new Uint8Array([0xe2, 0x82, 0xac, 10]);
  os.write(1, euro.subarray(0, 2));
  os.write(1, euro.subarray(2));
}`,
      "",
      { stdin: "one two" },
    );
    expect([stdout, stderr]).toEqual(["to output\none  3 0 EBADF EBADF\n€\n", "error\n"]);
  });
});

describe("sockets", () => {
  test("a stream is bytes in both directions; what is unread at the end resets it", () => {
    expect(
      lines(`export function main() {
  const [a, b] = os.socketpair();
  if (os.fork() === 0) {
    os.close(a);
    const asked = os.readText(b, 100);
    os.write(b, asked.toUpperCase());
    os.exit(0);
  }
  os.close(b);
  os.write(a, "ab"); os.write(a, "cd");
  os.wait();
  console.log(os.readText(a, 2), os.readText(a, 100), os.read(a, 1).length, errno(() => os.write(a, "x")));
  const [c, d] = os.socketpair();
  os.write(c, "lost"); os.write(d, "last words");
  os.close(d);
  console.log(os.readText(c, 100), errno(() => os.read(c, 1)), os.read(c, 1).length, errno(() => os.seek(c, 0)));
}`),
    ).toEqual(["AB CD 0 EPIPE", "last words ECONNRESET 0 ESPIPE"]);
  });

  test("datagrams keep their bounds and are all or nothing", () => {
    expect(
      lines(`export function main() {
  const [a, b] = os.socketpair("datagram");
  os.write(a, "first"); os.write(a, ""); os.write(a, "second");
  console.log(os.readText(b, 3), os.readText(b, 3) === "", os.readText(b, 100));
  console.log(errno(() => os.write(a, new Uint8Array(212961))), os.write(a, new Uint8Array(212960)));
  os.setNonBlocking(a);
  console.log(errno(() => os.write(a, "x")));
  os.close(b);
  console.log(errno(() => os.write(a, "x")), errno(() => os.read(a, 1)));
}`),
    ).toEqual(["fir true second", "EMSGSIZE 212960", "EAGAIN", "ECONNREFUSED EAGAIN"]);
  });
});

test("where all wait for each other the run ends and says who waits for what", () => {
  const { exitCode, stderr } = run(
    `export function main() {
  const [r] = os.pipe();
  if (os.fork() === 0) os.read(r, 1);
  os.wait();
}`,
    "runtime=native",
  );
  expect([exitCode, stderr]).toEqual([
    124,
    "schedlens: deadlock: all threads wait, and nothing can wake one\n\nthread main (tid 2, pid 2) [child]:\n\tmain.ts:7\n\nthread main (tid 3, pid 3) [read]:\n\tmain.ts:6\n",
  ]);
});

test("a fork copies views over a buffer that has been transferred", () => {
  expect(
    lines(`export function main() {
  const buffer = new ArrayBuffer(8);
  const views = [new Uint8Array(buffer), new DataView(buffer)] as const;
  structuredClone(buffer, { transfer: [buffer] });
  if (os.fork() === 0) { console.log(views[0].length); os.exit(0); }
  os.wait();
}`),
  ).toEqual(["0"]);
});

test("how much can be read at once", () => {
  expect(
    lines(`export function main() {
  const [r, w] = os.pipe(), [a, b] = os.socketpair("datagram");
  os.write(w, "12345"); os.write(a, "123"); os.write(a, "1234");
  const f = os.open("f", "w+");
  os.write(f, "123456"); os.seek(f, 2);
  console.log(os.pending(r), os.pending(b), os.pending(f), os.pending(0), errno(() => os.pending(1)), errno(() => os.pending(99)));
  os.read(b, 1);
  console.log(os.pending(b), os.pending(a));
}`),
  ).toEqual(["5 3 4 0 ENOTTY EBADF", "4 0"]);
});
