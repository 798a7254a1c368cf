import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TASK_REASONS, TASK_STATES, WAIT_REASONS } from "../../../src/shared/enums";
import { Kind } from "../../../src/shared/schema";
import { runText } from "../../helpers/run";
import { expectValid } from "../../helpers/valid";

/** What Linux 6.18 did. */
const FACTS = JSON.parse(readFileSync(new URL("facts.json", import.meta.url), "utf8")) as Readonly<
  Record<string, string>
>;
const fact = (name: string): string => {
  const text = FACTS[`pipe.${name}`];
  if (text === undefined) throw new Error(`no fact ${name}`);
  return text;
};

const ERRNO = { EAGAIN: "errno 11", EPIPE: "errno 32 (Broken pipe)" } as const;

/** What a program prints, one line for each fact. The same in a native process and in a Go process. */
function printed(runtime: string, main: string): string {
  const { diagnostics, log, stdout } = runText(
    `import { OSError, os } from "schedlens";
function attempt(fn: () => unknown) { try { return String(fn()); } catch (e) { return (e as OSError).code; } }
/** @simulate runtime=${runtime} */
export function main() {${main}}`,
  );
  expect(diagnostics).toEqual([]);
  expectValid(log);
  return stdout.trimEnd();
}

const FULL = `
  const [r, w] = os.pipe();
  os.setNonBlocking(w);
  const fill = (size: number) => {
    const data = new Uint8Array(size);
    let bytes = 0;
    for (;;) {
      const done = attempt(() => os.write(w, data));
      if (done === "EAGAIN") return bytes;
      bytes += Number(done);
    }
  };`;

describe.each(["native", "go"])("pipes of a %s process are Linux's", (runtime) => {
  const says = (main: string): string => printed(runtime, main);

  test("capacity", () => {
    expect(says(`${FULL} console.log(fill(65536));`)).toBe(fact("capacity F_GETPIPE_SZ"));
    expect(`${says(`${FULL} console.log(fill(1));`)} ${ERRNO.EAGAIN}`).toBe(
      fact("bytes until EAGAIN, 1-byte writes"),
    );
    expect(says(`${FULL} console.log(fill(4096));`)).toBe(fact("bytes until EAGAIN, 4096-byte writes"));
  });

  test("room is free again by the page", () => {
    const [first, second, third] = says(`${FULL} fill(4096);
      os.read(r, 4095);
      console.log(attempt(() => os.write(w, "x")));
      os.read(r, 1);
      console.log(attempt(() => os.write(w, "x")));
      os.read(r, 4096); fill(1); os.read(r, 4096);
      console.log(attempt(() => os.write(w, new Uint8Array(5000))));`).split("\n");
    expect(`-1 (${first === "EAGAIN" ? ERRNO.EAGAIN : first})`).toBe(
      fact("after reading 4095 of a full pipe, write of 1 byte"),
    );
    expect(second).toBe(fact("after reading 4096, write of 1 byte"));
    expect(`${third} (partial)`).toBe(fact("write of 5000 (> PIPE_BUF 4096) with 4096 free"));
  });

  test("not blocking, full and empty", () => {
    const [full, empty] = says(`${FULL} fill(4096);
      console.log(attempt(() => os.write(w, "0123456789")));
      const [r2] = os.pipe();
      os.setNonBlocking(r2);
      console.log(attempt(() => os.read(r2, 1)));`).split("\n");
    expect([full, empty]).toEqual(["EAGAIN", "EAGAIN"]);
    expect(`-1 ${ERRNO.EAGAIN}`).toBe(fact("write of 10 when full, non-blocking"));
    expect(`-1 ${ERRNO.EAGAIN}`).toBe(fact("non-blocking read of empty pipe"));
  });

  test("the end, when nobody writes any more", () => {
    expect(says(`const [r, w] = os.pipe(); os.close(w); console.log(os.read(r, 1).length);`)).toBe(
      fact("read with no writer"),
    );
  });

  test("a writer of 70,000 bytes waits for the reader", () => {
    const lines = says(`const [r, w] = os.pipe();
      if (os.fork() === 0) { os.close(r); os.exit(os.write(w, new Uint8Array(70000)) === 70000 ? 1 : 0); }
      os.close(w);
      let bytes = 0;
      for (let n = -1; n !== 0; bytes += n) n = os.read(r, 4096).length;
      console.log(bytes);
      console.log(os.wait().code);`).split("\n");
    expect(lines).toEqual(["70000", fact("after draining the writer ends")]);
  });

  test("the offset of a file is shared after a fork", () => {
    expect(
      says(`const fd = os.open("f", "w+");
      os.write(fd, "abcdef");
      os.seek(fd, 0);
      if (os.fork() === 0) { os.read(fd, 3); os.exit(0); }
      os.wait();
      console.log(os.seek(fd, 0, "current"));`),
    ).toBe(fact("fd shared after fork: offset of a file is shared"));
  });
});

/** A child writes to a pipe that nobody reads; what the parent learns of it. */
const BROKEN = (ignored: boolean): string => `
  const [r, w] = os.pipe();
  os.close(r);
  if (os.fork() === 0) {
    ${ignored ? 'os.signal("SIGPIPE", "ignore");' : ""}
    console.log(attempt(() => os.write(w, "x")));
    os.exit(0);
  }
  const { status, signal } = os.wait();
  console.log("0x" + status.toString(16).padStart(4, "0"), "signalled", signal, "core", (status >> 7) & 1);`;

test("a write with no reader is SIGPIPE, or EPIPE where that is ignored", () => {
  expect(printed("native", BROKEN(false))).toBe(fact("write with no reader"));
  expect(`-1 ${ERRNO.EPIPE}`).toBe(fact("write with no reader, SIGPIPE ignored"));
  expect(printed("native", BROKEN(true)).split("\n")[0]).toBe("EPIPE");
  // As Go does: its runtime takes the signal, the write has its error.
  expect(printed("go", BROKEN(false)).split("\n")[0]).toBe("EPIPE");
});

test("a writer that waits sleeps", () => {
  for (const runtime of ["native", "go"]) {
    const { log } = runText(`import { os } from "schedlens";
/** @simulate runtime=${runtime} */
export function main() {
  const [r, w] = os.pipe();
  if (os.fork() === 0) { os.close(r); os.write(w, new Uint8Array(70000)); os.exit(0); }
  os.sleep("5ms");
  os.close(w);
  while (os.read(r, 65536).length > 0);
  os.wait();
}`);
    expectValid(log);
    let slept = false;
    log.forEach(({ kind, aux, b }) => {
      if (runtime === "native")
        slept ||= kind === Kind.TaskState && TASK_STATES[aux] === "waiting" && TASK_REASONS[b] === "write";
      else slept ||= kind === Kind.GoWaiting && WAIT_REASONS[aux] === "IO wait";
    });
    // "S", as ps shows it.
    expect([slept, fact("writer of 70000 bytes blocks, state")]).toEqual([true, "S"]);
  }
});
