import { main } from "./cases";
import type { Case } from "./cases";

/** Within a statement or two of a program, more than any machine has time or memory for: each ends at its line, with what was printed before. */
export const ENDLESS: readonly Case[] = [
  [
    "an endless loop",
    "  for (;;) {}",
    /^schedlens: the limit of 50000000 statements .*--steps.* at main\.ts:5/,
  ],
  [
    "a getter that never returns",
    "  const o = { get x() { for (;;) {} } };\n  console.log(o.x);",
    /^schedlens: the limit of 50000000 statements .* at main\.ts:5/,
  ],
  [
    "code that a built-in calls and that never returns",
    "  console.log([{ toString() { for (;;) {} } }].join());",
    /^schedlens: toString was called by built-in code .* the limit.* at main\.ts:5/,
  ],
  [
    "a toJSON that never returns",
    "  console.log(JSON.stringify({ toJSON() { for (;;) {} } }));",
    /^schedlens: the limit of 50000000 statements .* at main\.ts:5/,
  ],
  [
    "a trap of a proxy that never returns",
    "  const p: any = new Proxy({}, { get() { for (;;) {} } });\n  p.x;",
    /^schedlens: get was called by built-in code .* the limit.* at main\.ts:4/,
  ],
  [
    "an endless chain of promise jobs",
    "  const next = (): void => { void Promise.resolve().then(next); };\n  next();",
    /^schedlens: the limit of 50000000 statements .* at main\.ts:\d/,
  ],
  [
    "an endless chain of microtasks",
    "  const next = (): void => queueMicrotask(next);\n  next();",
    /^schedlens: the limit of 50000000 statements .* at main\.ts:\d/,
  ],
  [
    "an endless chain of generators",
    "  function* f(): Generator<number> { for (;;) yield 1; }\n  for (const x of f()) if (x === 2) break;",
    /^schedlens: the limit of 50000000 statements /,
  ],
  [
    "an iterator that never ends, for a Map",
    "  const it = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: [1, 2] }) }) };\n  new Map(it as never);",
    /^schedlens: (the limit of 50000000 statements|.*memory)/,
  ],
  [
    "an iterator that never ends, for a rest element",
    "  const it = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) };\n  const [...all] = it as never;\n  console.log(all);",
    /^schedlens: (the limit of 50000000 statements|.*(memory|limit))/,
  ],
  [
    "a locale's text of a list of holes",
    "  new Array(2 ** 32 - 1).toLocaleString();",
    /^schedlens: toLocaleString .* the limit .* at main\.ts:5/,
  ],
  [
    "a comparator that never returns",
    "  [2, 1].sort(() => { for (;;); });",
    /^schedlens: the limit of 50000000 statements .* at main\.ts:5/,
  ],
  [
    "timers without end",
    "  const again = (): void => { setTimeout(again, 0); };\n  again();",
    /^schedlens: .*limit/,
  ],
  [
    "catastrophic backtracking",
    '  console.log(/^(a+)+$/.test("a".repeat(40) + "b"));',
    /^schedlens: one call of a built-in function takes longer than the limit of \d+ s .* at main\.ts:5/,
  ],
  ["a text that is too long", '  "x".repeat(1e9);', /^schedlens: repeat .* the limit is \d+.* at main\.ts:5/],
  [
    "padding without bound",
    '  "x".padStart(1e9);',
    /^schedlens: padStart .* the limit is \d+.* at main\.ts:5/,
  ],
  [
    "a text that doubles",
    '  let s = "x";\n  for (;;) s += s;',
    /^panic: RangeError: Invalid string length\n\ngoroutine 1 \[running\]:\n(.*\n)*.*main\.ts:6/,
  ],
  [
    "an array that doubles",
    "  let a: unknown[] = [1];\n  for (;;) a = a.concat(a);",
    /^schedlens: .*(concat .* the limit|memory.* the limit).* at main\.ts:6|^schedlens: the program uses too much real memory at main\.ts:6/,
  ],
  [
    "an array that is spread into itself",
    "  let a: unknown[] = [1];\n  for (;;) a = [...a, ...a];",
    /^schedlens: .*(spread .* the limit|memory).* at main\.ts:6|^schedlens: the program uses too much real memory at main\.ts:6/,
  ],
  [
    "a list of holes",
    "  console.log(new Array(2 ** 32 - 1).indexOf(1));",
    /^schedlens: indexOf .* the limit .* at main\.ts:5/,
  ],
  [
    "something like a list",
    "  console.log([].reverse.call({ length: 2 ** 53 - 1 } as never));",
    /^schedlens: reverse .* the limit .* at main\.ts:5/,
  ],
  ["filling a list of holes", "  new Array(1e9).fill(0);", /^schedlens: fill .* the limit .* at main\.ts:5/],
  [
    "sorting a list of holes",
    "  const a = new Array(2 ** 32 - 1);\n  a[7] = 1;\n  a.sort();",
    /^schedlens: (sort .* the limit|the limit of 50000000 statements) .* at main\.ts:7/,
  ],
  [
    "a text in too many parts",
    '  "a".repeat(2 ** 28).split("");',
    /^schedlens: split .* the limit .* at main\.ts:5/,
  ],
  [
    "a list made of a length alone",
    "  Array.from({ length: 1e9 });",
    /^schedlens: .*(the limit|memory).* at main\.ts:5/,
  ],
  ["joining a list of holes", "  new Array(1e9).join();", /^schedlens: join .* the limit .* at main\.ts:5/],
  [
    "a sorted copy of a list of holes",
    "  new Array(1e9).toSorted();",
    /^schedlens: (a new list .* the limit|the limit of 50000000 statements) .* at main\.ts:5/,
  ],
  [
    "arguments from a length alone",
    "  Math.max.apply(null, { length: 2 ** 31 } as never);",
    /^schedlens: apply .* the limit .* at main\.ts:5/,
  ],
  [
    "a rest element of a list of holes",
    "  const [...a] = new Array(2 ** 30);\n  console.log(a);",
    /^schedlens: (a rest element .* the limit|.*memory).* at main\.ts:[45]/,
  ],
  [
    "JSON of a list of holes",
    "  JSON.stringify(new Array(2 ** 27));",
    /^schedlens: JSON\.stringify .* the limit .* at main\.ts:[45]/,
  ],
  [
    "a text that stands for many objects",
    '  JSON.parse("[" + "[],".repeat(1e8) + "0]");',
    /^schedlens: JSON\.parse .* the limit .* at main\.ts:5/,
  ],
  [
    "an object of very many elements",
    "  console.log({ ...new Uint8Array(2 ** 26) });",
    /^schedlens: the spread syntax would go through 67108864 elements: the limit .* at main\.ts:5/,
  ],
  [
    "a number that squares itself",
    "  let x = 3n;\n  for (;;) x = x * x;",
    /^(schedlens: one call of a built-in function takes longer than the limit|panic: RangeError: Maximum BigInt size exceeded)/,
  ],
].map(([name, body, stderr]) => ({
  name: name as string,
  program: main(`  console.log("before");\n${body as string}`),
  args: ["--steps", "50000000"],
  exitCode: String(stderr).startsWith("/^panic") ? 2 : 124,
  stdout: "before\n",
  stderr: stderr as RegExp,
}));
