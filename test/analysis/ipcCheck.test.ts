import { expect, test } from "vitest";
import { validate } from "../../src/analysis/validate/validate";
import { Kind } from "../../src/shared/schema";
import type { KindName } from "../../src/shared/schema";
import type { LogEvent } from "../../src/shared/log/eventLog";
import { runText } from "../helpers/run";
import { eventsOf, withEvents } from "./support/editLog";

const { log } = runText(`import { os } from "schedlens";
/** @simulate runtime=native */
export function main() {
  const [r, w] = os.pipe();
  const q = os.messageQueue("q");
  if (os.fork() === 0) { os.close(r); os.write(w, "12345"); os.exit(0); }
  os.close(w);
  os.read(r, 10);
  q.send("x");
  q.receive();
  q.destroy();
}`);

/** What the validator says of the log after a change. */
function problem(change: (events: LogEvent[]) => void): string | undefined {
  const events = eventsOf(log);
  change(events);
  const violation = validate(withEvents(log, events));
  if (violation !== undefined) expect(violation.check).toBe("communication");
  return violation?.message;
}

function nth(events: readonly LogEvent[], kind: KindName, n = 0): LogEvent {
  const found = events.filter((event) => event.kind === Kind[kind])[n];
  if (found === undefined) throw new Error(`no event ${n} of kind ${kind}`);
  return found;
}

const repeat =
  (kind: KindName, n = 0) =>
  (events: LogEvent[]) => {
    const event = nth(events, kind, n);
    events.splice(events.indexOf(event), 0, { ...event });
  };
const remove =
  (kind: KindName, n = 0) =>
  (events: LogEvent[]) => {
    events.splice(events.indexOf(nth(events, kind, n)), 1);
  };

test("a whole log is fine", () => {
  expect(problem(() => undefined)).toBeUndefined();
});

test.each([
  ["more is received than was sent", repeat("IpcReceive"), /^5 come out of pipe \d+, in which there are 0$/],
  ["what was received was never sent", remove("IpcSend"), /^5 come out of pipe \d+, in which there are 0$/],
  ["a descriptor is opened twice", repeat("FdOpen"), /^main \(pid 2\) opens descriptor 3, which it has$/],
  ["a descriptor is closed twice", repeat("FdClose"), /closes descriptor \d, which is not open$/],
  [
    "a descriptor is closed that was for something else",
    (events: LogEvent[]) => Object.assign(nth(events, "FdClose"), { b: nth(events, "IpcNew", 1).a }),
    /closes descriptor \d, which is for something else$/,
  ],
  [
    "a process writes to a pipe that it has closed",
    (events: LogEvent[]) => {
      const send = nth(events, "IpcSend");
      const closed = { ...nth(events, "FdOpen", 1) };
      // The child's other end, too, is closed before it writes.
      events.splice(events.indexOf(send), 0, {
        ...send,
        kind: Kind.FdClose,
        aux: 0,
        a: closed.a,
        b: closed.b,
      });
    },
    /^main \(pid 3\) uses pipe \d+ without a descriptor for it$/,
  ],
  [
    "a message after the queue's end",
    (events: LogEvent[]) => {
      const destroy = nth(events, "IpcDestroy");
      events.splice(events.indexOf(nth(events, "IpcSend", 1)), 0, {
        ...nth(events, "IpcSend", 1),
        kind: Kind.IpcDestroy,
        aux: 0,
        b: 0,
      });
      events.splice(events.lastIndexOf(destroy), 1);
    },
    /^message queue \d+ is used, but has been destroyed$/,
  ],
] as const)("%s", (_, change, message) => {
  expect(problem(change)).toMatch(message);
});
