import { afterEach, expect, test } from "vitest";
import { ENGLISH, setLanguage } from "../../src/shared/l10n/language";
import type { Language } from "../../src/shared/l10n/language";
import type { Beat, FromWorker, ToWorker } from "../../src/shared/messages/worker";
import type { Explanation } from "../../src/shared/trace/queries";
import type { Finding } from "../../src/shared/trace/findings";
import { Session } from "../../src/worker/session";

afterEach(() => setLanguage(ENGLISH));

const PROGRAM = `
import { go, chan } from "schedlens";
/** @simulate */
export function main() {
  const c = chan<number>();
  go(function worker() { c.recv(); });
  c.recv();
}
`;
const INPUT = {
  files: [["file:///a.ts", PROGRAM]] as const,
  entryUri: "file:///a.ts",
  entry: undefined,
  settings: {},
  overrides: {},
};
const GERMAN: Language = {
  locale: "de",
  texts: {
    "Deadlock: all {0, plural, other {# goroutines}} wait for each other or for ever":
      "Verklemmung: alle {0, plural, other {# Goroutinen}} warten aufeinander oder ewig",
    "Nobody wakes it before the run ends.": "Niemand weckt sie, bevor der Lauf endet.",
    "{0} waits ({1}){2}{3} {4}.": "{0} wartet{3}{2} {4} ({1}).",
    " on {0}": " auf {0}",
    " at {0}": " in {0}",
    "since {0} (for {1})": "seit {0} ({1} lang)",
  },
};

/** A session as a worker has it, and how it answers. */
function begin(): { session: Session; reply: (message: ToWorker) => Promise<unknown> } {
  let latest: FromWorker | Beat | undefined;
  const session = new Session({
    post: (message) => {
      latest = message;
    },
    yieldTurn: () => Promise.resolve(),
    milliseconds: () => 0,
    memoryPressure: () => 0,
    harden: () => undefined,
    watch: (work) => {
      work();
      return true;
    },
  });
  const reply = async (message: ToWorker): Promise<unknown> => {
    await session.receive(message);
    return latest?.type === "reply" && "ok" in latest ? latest.ok : latest;
  };
  return { session, reply };
}

test("a worker answers in the language that it is told, and makes files that are the same in all", async () => {
  const findings: ToWorker = { type: "query", id: 1, name: "findings", args: {} };
  const english = begin();
  expect(await english.reply({ type: "run", input: INPUT })).toMatchObject({
    type: "done",
    summary: { how: "deadlock" },
  });
  const [inEnglish] = (await english.reply(findings)) as Finding[];
  expect(inEnglish?.title).toBe("Deadlock: all 2 goroutines wait for each other or for ever");
  const trace = (await english.reply({ type: "export", id: 2, format: "schedtrace" })) as Uint8Array;
  const stats = await english.reply({ type: "export", id: 3, format: "stats" });

  const german = begin();
  await german.reply({ type: "run", input: INPUT, language: GERMAN });
  const [inGerman] = (await german.reply(findings)) as Finding[];
  expect(inGerman?.title).toBe("Verklemmung: alle 2 Goroutinen warten aufeinander oder ewig");
  expect(inGerman?.text).toBe(inEnglish?.text.replace(" at ", " in "));
  const why = (await german.reply({
    type: "query",
    id: 4,
    name: "explain",
    args: { entity: inGerman?.goroutines[0]?.g ?? -1, time: inGerman?.onset ?? 0 },
  })) as Explanation;
  expect(why.sentence).toMatch(
    /^G\d+ \w+ wartet in a\.ts:\d auf chan \d seit [\d,]+ µs \([\d,]+ \S+ lang\) \(chan receive\)\.$/,
  );
  expect(why.points).toContain("Niemand weckt sie, bevor der Lauf endet.");
  expect(await german.reply({ type: "export", id: 5, format: "schedtrace" })).toEqual(trace);
  expect(await german.reply({ type: "export", id: 6, format: "stats" })).toEqual(stats);

  const opened = begin();
  await opened.reply({ type: "open", bytes: trace, language: GERMAN });
  expect(await opened.reply(findings)).toEqual([inGerman]);
});
