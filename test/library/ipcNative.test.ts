import { describe, expect, test } from "vitest";
import { Kind } from "../../src/shared/schema";
import { TASK_REASONS, TASK_STATES } from "../../src/shared/enums";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

function run(text: string, tag = "") {
  const result = runText(
    `import { OSError, compute, os, thread } from "schedlens";
function errno(fn: () => unknown) { try { return fn(); } catch (e) { if (!(e instanceof OSError)) throw e; return e.code; } }
/** @simulate runtime=native ${tag} */\n${text}`,
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

/** In a process without a Go runtime the thread waits, in the kernel. */
describe("threads", () => {
  test("a reader and a writer of one process wait for each other", () => {
    const { stdout, log } = run(`export function main() {
  const [r, w] = os.pipe();
  const writer = thread.create(() => { os.write(w, new Uint8Array(200000)); os.close(w); });
  let bytes = 0;
  for (let part = os.read(r, 10000); part.length > 0; part = os.read(r, 10000)) { bytes += part.length; compute("10us"); }
  writer.join();
  console.log(bytes);
}`);
    expect(stdout).toBe("200000\n");
    const reasons = new Set<string | undefined>();
    log.forEach(({ kind, aux, b }) => {
      if (kind === Kind.TaskState && TASK_STATES[aux] === "waiting") reasons.add(TASK_REASONS[b]);
    });
    expect([reasons.has("write"), reasons.has("read")]).toEqual([true, true]);
  });

  test("of several readers the first is served first, and a close wakes all with EBADF", () => {
    expect(
      lines(`export function main() {
  const [r, w] = os.pipe();
  const got: string[] = [];
  const readers = ["a", "b", "c", "d"].map((name) => {
    const each = thread.create(() => { got.push(name + ":" + errno(() => os.readText(r, 1))); });
    os.sleep("100us");
    return each;
  });
  for (const text of ["1", "2"]) { os.write(w, text); os.sleep("100us"); }
  os.close(r);
  for (const each of readers) each.join();
  console.log(got.join(" "));
}`),
    ).toEqual(["a:1 b:2 c:EBADF d:EBADF"]);
  });

  test("a thread that reads at fork time is not in the child, whose end of the pipe is its own", () => {
    expect(
      lines(`export function main() {
  const [r, w] = os.pipe();
  let text = "";
  const reader = thread.create(() => { text = os.readText(r, 100); });
  os.sleep("1ms");
  if (os.fork() === 0) {
    os.close(r);
    os.sleep("1ms");
    os.write(w, "from the child");
    os.exit(text === "" ? 3 : 4);
  }
  os.close(w);
  reader.join();
  console.log(text, os.wait().code, os.read(r, 1).length);
}`),
    ).toEqual(["from the child 3 0"]);
  });

  test("a process that dies while it waits lets the others go on", () => {
    expect(
      lines(`export function main() {
  const q = os.messageQueue("q");
  const [r, w] = os.pipe();
  const children = [0, 1].map(() => {
    const child = os.fork();
    if (child === 0) { const { text } = q.receive(); os.write(w, text); os.exit(0); }
    os.sleep("1ms");
    return child;
  });
  // The first in line dies as it is woken.
  q.send("x");
  os.kill(children[0], "SIGKILL");
  console.log(os.readText(r, 1), os.waitpid(children[0]).signal, os.waitpid(children[1]).code);
}`),
    ).toEqual(["x 9 0"]);
  });
});

describe("SIGPIPE", () => {
  test("kills by default; with a handler, or ignored, the write has its error", () => {
    const main = (prepare: string) => `export function main() {
  const [r, w] = os.pipe();
  os.close(r);
  ${prepare}
  console.log(errno(() => os.write(w, "x")));
}`;
    const killed = run(main(""));
    expect([killed.stdout, killed.exitCode]).toEqual(["", 141]);
    expect(lines(main(`os.signal("SIGPIPE", "ignore");`))).toEqual(["EPIPE"]);
    expect(lines(main(`os.signal("SIGPIPE", () => console.log("handler"));`)).sort()).toEqual([
      "EPIPE",
      "handler",
    ]);
  });

  test("the reader's end in the middle of a write", () => {
    expect(
      lines(`export function main() {
  os.signal("SIGPIPE", "ignore");
  const [r, w] = os.pipe();
  if (os.fork() === 0) { os.close(w); os.read(r, 4096); os.sleep("1ms"); os.exit(0); }
  os.close(r);
  console.log(errno(() => os.write(w, new Uint8Array(100000))), errno(() => os.write(w, "x")));
}`),
    ).toEqual(["69632 EPIPE"]);
  });
});

describe("users", () => {
  test("the owner's permissions, the others', and root's", () => {
    expect(
      lines(
        `export function main() {
  const as = (uid: number, fn: () => unknown) => {
    if (os.fork() === 0) { os.setuid(uid); console.log(uid, errno(fn)); os.exit(0); }
    os.wait();
  };
  as(1000, () => { os.close(os.open("private", "w", 0o600)); os.close(os.open("public", "w", 0o644)); os.messageQueue("mine"); os.namedSemaphore("ours", 1, { permissions: 0o666 }); });
  as(1001, () => [errno(() => os.open("private")), errno(() => os.open("public", "w")), typeof errno(() => os.open("public")), errno(() => os.unlink("public"))].join());
  as(1001, () => [errno(() => os.messageQueue("mine")), errno(() => os.namedSemaphore("ours").acquire()), errno(() => os.namedSemaphore("ours").destroy())].join());
  as(1000, () => typeof os.open("private", "r+"));
  os.messageQueue("mine").destroy();
  console.log(typeof os.open("private"));
}`,
        "uid=0",
      ),
    ).toEqual([
      "1000 undefined",
      "1001 EACCES,EACCES,number,EPERM",
      "1001 EACCES,,EPERM",
      "1000 number",
      "number",
    ]);
  });
});

test("a message says who has sent it", () => {
  const { log } = run(`export function main() {
  const q = os.messageQueue("q"), [a, b] = os.socketpair("datagram");
  for (const name of ["x", "y"]) thread.create(() => { q.send(name); os.write(a, name); }, { name }).join();
  for (let i = 0; i < 2; i++) { q.receive(); os.read(b, 1); }
}`);
  const senders: string[] = [];
  log.forEach(({ kind, a, b }) => {
    if (kind === Kind.IpcDelivered)
      senders.push(`${log.tables.objects[a]?.kind} ${log.tables.tasks[b]?.name}`);
  });
  expect(senders).toEqual(["message queue x", "socket x", "message queue y", "socket y"]);
});
