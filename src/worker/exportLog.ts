import { assertUnreachable } from "../shared/assert";
import { ENGLISH, speaking } from "../shared/l10n/language";
import type { ExportFormat } from "../shared/messages/worker";
import { laneTables } from "../analysis/laneTables";
import { measures } from "../analysis/measures";
import { makeOpening } from "../analysis/opening/makeOpening";
import type { LogTraceSource } from "../analysis/source";
import { trackSet } from "../analysis/tracks/tracks";
import { concatenated } from "../formats/bytes";
import { writeChrome } from "../formats/chrome/writeChrome";
import { writePerfetto } from "../formats/perfetto/writePerfetto";
import { writeGoTrace } from "../formats/gotrace/writeGoTrace";
import { writeSchedtrace } from "../formats/schedtrace";
import { spansCsv } from "../formats/spansCsv";
import { statsJson } from "../formats/statsJson";

/** A file made of a log: the same in every language of the editor. @throws NotInThisFormatError where the format cannot hold it. */
export function exportLog(source: LogTraceSource, format: ExportFormat): Uint8Array {
  return speaking(ENGLISH, () => fileOf(source, format));
}

function fileOf(source: LogTraceSource, format: ExportFormat): Uint8Array {
  const { log } = source;
  const utf8 = new TextEncoder();
  switch (format) {
    case "schedtrace":
      return writeSchedtrace(log, makeOpening(source));
    case "go":
      return writeGoTrace(log);
    case "stats":
      return utf8.encode(statsJson(measures(source)));
    case "spans":
      return concatenated(
        Array.from(spansCsv(log.tables, laneTables(source)), (piece) => utf8.encode(piece)),
      );
    case "perfetto":
      return writePerfetto(trackSet(source));
    case "chrome":
      return concatenated(Array.from(writeChrome(trackSet(source)), (piece) => utf8.encode(piece)));
    default:
      return assertUnreachable(format);
  }
}
