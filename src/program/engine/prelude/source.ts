import { ARRAY_SOURCE } from "./array";
import { COMMON_SOURCE } from "./common";
import { ASYNC_DISPOSABLE_SOURCE, DISPOSABLE_SOURCE } from "./disposable";
import { MODULES_SOURCE } from "./modules";
import { PROMISE_SOURCE } from "./promise";

/** The prelude: parts of the standard library that call functions of the program. It is the first module of every program. */
export const PRELUDE_URI = "schedlens-engine:/prelude.js";
/** What the prelude takes from the engine (substitutes.ts). */
export const PRELUDE_NATIVES = "native:engine";

/** A part of the prelude. Compiling one takes as long as compiling that much of a program, so a program gets what it mentions. */
interface Part {
  /** What a program that needs the part mentions; every program does where there is none. */
  readonly words?: RegExp;
  readonly source: string;
  /** What it imports from the engine. */
  readonly natives: string;
}

const PARTS: readonly Part[] = [
  {
    source: COMMON_SOURCE + ARRAY_SOURCE,
    natives: `addItem arrayFrom construct isConstructor mapEntries nameBound needFunction newArray ownArray replacements setValues slice sortAsText toLength toObject
      generatorNext generatorReturn generatorThrow`,
  },
  {
    words:
      /\b(?:async|await|Promise|queueMicrotask|(?:set|clear)(?:Timeout|Interval)|AsyncDisposableStack)\b/,
    source: PROMISE_SOURCE,
    natives: `handleOf inParallel serveInParallel setHandle startTimerOf throwOutcome waitFor
      addMicrotask addTimer asyncGeneratorOf asyncIteratorMethod asyncIteratorObject follow fulfilPromise initPromise
      isObject isPromise isSettled keepAlive keepsAlive needCallable needCallback needConstructor needExecutor needIterable
      needObject needResult newPromise nextJob nextOf nextTimer rearm refreshTimer rejectPromise removeTimer
      reportRejection resume speciesConstructor speciesOf startTimer stopTimer subscribe syncIteratorMethod
      syncIteratorObject timerNumber unnamed waitForTimer wrongReceiver`,
  },
  { words: /\bawait\b/, source: MODULES_SOURCE, natives: "needSettled" },
  {
    words: /\b(?:Async)?DisposableStack\b/,
    source: DISPOSABLE_SOURCE,
    natives: "addResource resources suppressed takeResource",
  },
  { words: /\bAsyncDisposableStack\b/, source: ASYNC_DISPOSABLE_SOURCE, natives: "" },
];

/** A name may be spelled with escapes: then nothing is known of what is mentioned. */
const ESCAPES = /\\u/;

/** The prelude for a program of these texts. */
export function preludeSource(texts: Iterable<string>): string {
  const all = [...texts];
  const escaped = all.some((text) => ESCAPES.test(text));
  const parts = PARTS.filter(
    ({ words }) => words === undefined || escaped || all.some((text) => words.test(text)),
  );
  const natives = parts.flatMap((part) => part.natives.split(/\s+/).filter((name) => name !== ""));
  return `import { ${natives.join(", ")} } from "native:engine";\n${parts.map((part) => part.source).join("")}`;
}
