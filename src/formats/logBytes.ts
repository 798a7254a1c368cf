import type { GIndex } from "../shared/ids";
import type { EventLog } from "../shared/log/eventLog";
import { headerOf, headerText } from "./traceHeader";
import { encodeUtf8 } from "../shared/utf8";

const EVENT_BYTES = 36;

/**
 * A log in canonical uncompressed bytes: two logs are the same exactly when these are. They do not depend on how the log is cut into
 * chunks.
 */
export function logBytes(log: EventLog): Uint8Array {
  const { tables } = log;
  const text = encodeUtf8(
    [
      headerText(headerOf(log)),
      JSON.stringify(tables.strings),
      JSON.stringify(tables.wide),
      JSON.stringify(Array.from({ length: tables.gs.length }, (_, g) => tables.gs.at(g as GIndex))),
      JSON.stringify(tables.objects),
    ].join("\n"),
  );
  const bytes = new Uint8Array(text.length + log.length * EVENT_BYTES);
  bytes.set(text);
  const view = new DataView(bytes.buffer);
  let at = text.length;
  log.forEach((event) => {
    view.setFloat64(at, event.time, true);
    view.setUint8(at + 8, event.kind);
    view.setUint8(at + 9, event.aux);
    view.setInt16(at + 10, event.core, true);
    view.setInt32(at + 12, event.task, true);
    view.setInt32(at + 16, event.p, true);
    view.setInt32(at + 20, event.g, true);
    view.setInt32(at + 24, event.a, true);
    view.setInt32(at + 28, event.b, true);
    view.setInt32(at + 32, event.loc, true);
    at += EVENT_BYTES;
  });
  return bytes;
}
