import { ACCESSORS_SOURCE } from "./accessors";
import { ARRAY_SOURCE } from "./array";
import { ASYNC_ITERATION_SOURCE } from "./asyncIteration";
import { COMMON_SOURCE } from "./common";
import { CONVERSIONS_SOURCE } from "./conversions";
import { ASYNC_DISPOSABLE_SOURCE, DISPOSABLE_SOURCE } from "./disposable";
import { EVENT_LOOP_SOURCE } from "./eventLoop";
import { ENTRIES_SOURCE, GROUPING_SOURCE } from "./grouping";
import { ITERATOR_SOURCE } from "./iterator";
import { JSON_SOURCE } from "./json";
import { SET_METHODS, SETS_SOURCE } from "./sets";
import { TYPED_ARRAY_SOURCE } from "./typedArray";
import { SUBSTITUTED } from "../../compiler/substituted";
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
  /** Names of the properties whose built-in values it replaces, besides those of all programs. */
  readonly substitutes?: string;
}

export interface Prelude {
  readonly source: string;
  /** Names of properties whose values are looked up (compiler/substituted.ts). */
  readonly substituted: ReadonlySet<string>;
}

const PARTS: readonly Part[] = [
  {
    source: COMMON_SOURCE + ARRAY_SOURCE,
    natives: `addItem argumentList arrayFrom construct getterOf isConstructor isObject mapEntries needEntry needFunction needWeakKey newArray ownArray ownReplacer replacements setValues
      slice sortAsText toLength toObject
      generatorNext generatorReturn generatorThrow`,
  },
  {
    words:
      /\b(?:async|await|Promise|queueMicrotask|(?:set|clear)(?:Timeout|Interval)|fromAsync|AsyncDisposableStack)\b/,
    source: PROMISE_SOURCE + EVENT_LOOP_SOURCE + ASYNC_ITERATION_SOURCE,
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
  {
    words: /\bgroupBy\b/,
    source: GROUPING_SOURCE,
    natives: "needIterable toPropertyKey",
    substitutes: "groupBy",
  },
  {
    words: /\bfromEntries\b/,
    source: ENTRIES_SOURCE,
    natives: "define fromEntries needIterable toPropertyKey",
    substitutes: "fromEntries",
  },
  {
    words: new RegExp(`\\b(?:${SET_METHODS.join("|")})\\b`),
    source: SETS_SOURCE,
    natives: "copySet needCallable needObject needSet setHas setSize toInteger",
    substitutes: SET_METHODS.join(" "),
  },
  {
    words:
      /\b(?:Iterator|take|drop|toArray|yield|matchAll)\b|(?<!Object)\.(?:values|keys|entries|iterator)\b/,
    source: ITERATOR_SOURCE,
    natives: "brief iteratorPrototype needCallable needObject nextOf toInteger",
    substitutes: "take drop toArray",
  },
  {
    words: /(?:Int|Uint|Float)\d+(?:Clamped)?Array\b|\bread\b/,
    source: TYPED_ARRAY_SOURCE,
    natives: "copyTyped needConstructor needTypedArray sameKind sortTyped",
  },
  {
    words: /\bJSON\b/,
    source: JSON_SOURCE,
    natives: "failCircle isPrimitiveObject listedKeys mayCall parseJson plainJson stringifyJson tryDefine",
    substitutes: "parse stringify",
  },
  {
    // Whatever the compiler may take for an accessor (compiler/lower/accessors.ts).
    words: /\b(?:get|set|accessor)\b/,
    source: ACCESSORS_SOURCE,
    natives: "assign define findsAccessors getterOf isEnumerable reflectGet reflectSet setterOf",
    substitutes: "assign",
  },
  {
    words: /\b(?:toString|valueOf|toPrimitive)\b/,
    source: CONVERSIONS_SOURCE,
    natives: "isObject needConverter needNoSymbol needPrimitive",
  },
  { words: /\bAsyncDisposableStack\b/, source: ASYNC_DISPOSABLE_SOURCE, natives: "" },
];

/** A name may be spelled with escapes: then nothing is known of what is mentioned. */
const ESCAPES = /\\u/;

/** The prelude for a program of these texts. */
export function preludeFor(texts: Iterable<string>): Prelude {
  const all = [...texts];
  const escaped = all.some((text) => ESCAPES.test(text));
  const parts = PARTS.filter(
    ({ words }) => words === undefined || escaped || all.some((text) => words.test(text)),
  );
  const key = parts.map((part) => PARTS.indexOf(part)).join();
  const made = preludes.get(key) ?? preludeOf(parts);
  preludes.set(key, made);
  return made;
}

/** Each is made once: to put the text together and to look it up takes a while. */
const preludes = new Map<string, Prelude>();

function preludeOf(parts: readonly Part[]): Prelude {
  const natives = new Set(parts.flatMap((part) => words(part.natives)));
  const imports = `import { ${[...natives].join(", ")} } from "native:engine";\n`;
  return {
    source: imports + parts.map((part) => part.source).join(""),
    substituted: new Set([...SUBSTITUTED, ...parts.flatMap((part) => words(part.substitutes ?? ""))]),
  };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
