/** Standard names that a program may use freely: they behave the same on every machine. */
const DETERMINISTIC = `
  undefined NaN Infinity
  Object Array Map Set WeakMap WeakSet String Number Boolean Symbol BigInt RegExp Function
  Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError SuppressedError
  JSON Math Reflect Proxy globalThis structuredClone WeakRef FinalizationRegistry
  parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI
  ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float32Array Float64Array BigInt64Array BigUint64Array
`;

/** Names that whoever makes the engine must supply. */
const PROVIDED = "console Date";

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Names that the prelude declares (engine/prelude). */
export const PRELUDE_GLOBALS: ReadonlySet<string> = new Set(
  words(
    "Promise queueMicrotask setTimeout setInterval clearTimeout clearInterval DisposableStack AsyncDisposableStack Iterator",
  ),
);
export const DETERMINISTIC_GLOBALS: ReadonlySet<string> = new Set(words(DETERMINISTIC));
export const PROVIDED_GLOBALS: ReadonlySet<string> = new Set(words(PROVIDED));

/** Names that are refused, each with what to do instead. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ["eval", "code cannot be made while the program runs: write it as a function"],
  ["window", "there is no browser here: put what touches it into a function with @mock"],
  ["document", "there is no browser here: put what touches it into a function with @mock"],
  ["process", 'there is no Node process here: use os.exit from "schedlens", or @mock'],
  ["require", 'only import … from "schedlens" and of relative files can be simulated'],
  ["module", "use export"],
  ["exports", "use export"],
  ["fetch", "the network is not reached: put the call into a function with @io network DURATION and @mock"],
  ["setImmediate", "it is Node's own: use setTimeout(…, 0)"],
  ["performance", 'the real clock is not read: use time.now from "schedlens"'],
  ["crypto", "real randomness is not deterministic: use Math.random, which is seeded"],
  ["Atomics", 'use sync.atomic from "schedlens"'],
  ["SharedArrayBuffer", "all goroutines share all memory: use ArrayBuffer"],
  ["Worker", 'use go, or thread, from "schedlens"'],
  ["Intl", "texts of a locale differ between machines: toLocaleString writes en-US and UTC"],
]);

/** The diagnostic for a free name that is not allowed. */
export function unknownNameMessage(name: string): string {
  const advice = REFUSED.get(name);
  if (advice !== undefined) return `${name} cannot be used in a simulation: ${advice}`;
  return `unknown name ${name}: declare or import it. A function that needs the outside world can stand behind @mock`;
}

/** What to do instead of using a name that is refused. */
export function adviceFor(name: string): string | undefined {
  return REFUSED.has(name) ? unknownNameMessage(name) : undefined;
}
