import type { OpenedTrace, Opening } from "../../shared/trace/opening";
import type { QueryArgs, QueryName, QueryResult, TraceSource } from "../../shared/trace/queries";
import { LogTraceSource } from "../source";
import { makeOpening } from "./makeOpening";
import { openingSpans } from "./openingSpans";

type Early = {
  readonly [Name in QueryName]?: (args: QueryArgs<Name>) => { readonly value: QueryResult<Name> } | undefined;
};

/**
 * Answers questions about a trace file while its events are being read: at once what its opening holds, everything else when they are
 * there. No answer differs from what it would be then.
 */
export class OpeningSource implements TraceSource {
  /** Rejects where the events cannot be read, or are not those that the opening was made of. */
  readonly whole: Promise<LogTraceSource>;
  private readonly early: Early;
  private source: LogTraceSource | undefined;

  /** @param turn resolves when others have had their turn: it is awaited every few milliseconds. */
  constructor(file: OpenedTrace, opening: Opening, turn: () => Promise<void>) {
    this.early = {
      overview: () => ({ value: opening.overview }),
      lanes: ({ grouping, offset, count }) => {
        if (grouping !== "core") return undefined;
        const first = Math.min(Math.max(0, Math.trunc(offset)), opening.lanes.length);
        const rows = opening.lanes.slice(first, first + Math.max(0, Math.trunc(count)));
        return { value: { offset: first, total: opening.lanes.length, rows } };
      },
      spans: ({ grouping, filter, ...range }) => {
        if (grouping !== "core" || filter !== undefined) return undefined;
        const value = openingSpans(opening, range);
        return value && { value };
      },
      source: ({ uri }) => ({ value: file.files.find((each) => each.uri === uri) }),
    };
    this.whole = this.read(file, turn);
    // Whoever asks is told; where nobody does there is nobody to tell.
    this.whole.catch(() => undefined);
  }

  async query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>> {
    const early = this.source === undefined ? this.early[name]?.(args) : undefined;
    return early === undefined ? (await this.whole).query(name, args) : early.value;
  }

  private async read(file: OpenedTrace, turn: () => Promise<void>): Promise<LogTraceSource> {
    const log = file.read();
    for (;;) {
      await turn();
      const step = log.next();
      if (step.done !== true) continue;
      const source = new LogTraceSource(step.value);
      file.check(makeOpening(source));
      this.source = source;
      return source;
    }
  }
}
