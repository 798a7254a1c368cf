import { Choices } from "./numbers";

/** What generated asynchronous programs use. Each program prints under its own name, since several run at once. */
export const ASYNC_COMMON = `
function kit(name) {
  let steps = 0;
  const say = (...values) => { if (++steps < 300) out(name, ...values); };
  const sleep = (ms, v) => new Promise((resolve) => setTimeout(() => resolve(v), ms));
  const later = (v) => ({ then(ok) { say("then called"); ok(v); } });
  const ticks = async (n, v) => { for (let i = 0; i < n; i++) await null; return v; };
  const settle = (p) => p.then((v) => ["ok", show(v)], (e) => ["no", show(e)]);
  return { say, sleep, later, ticks, settle };
}
function show(v) {
  if (v instanceof Error) return v.message;
  return typeof v === "object" && v !== null ? (Array.isArray(v) ? v.map(show).join() : Object.keys(v).join()) : String(v);
}
`;

interface Place {
  /** Functions that may be called: those declared before, so that every program ends. */
  readonly functions: readonly string[];
  readonly generators: readonly string[];
  readonly depth: number;
  readonly loop: boolean;
}

/**
 * A random program of async functions, promises, timers and jobs, as the body of a function that is given its name. What it prints shows
 * in which order everything ran. Plain JavaScript.
 */
export function randomAsyncProgram(seed: number): string {
  const c = new Choices(seed);
  const functions: string[] = [];
  const generators: string[] = [];
  const parts: string[] = ["const p = 3, { say, sleep, later, ticks, settle } = kit(name);"];
  for (let i = 0; i < 2; i++) {
    const place = { functions: [...functions], generators: [...generators], depth: 0, loop: false };
    const [f, g] = [c.name("f"), c.name("g")];
    parts.push(`const ${f} = async (p) => { ${body(c, place)} return ${value(c, place)}; };`);
    parts.push(
      `async function* ${g}(p) { try { ${body(c, place)} yield ${value(c, place)}; yield ${value(c, place)}; } finally { say("${g} done"); ${c.once(2) ? "await null;" : ""} } }`,
    );
    functions.push(f);
    generators.push(g);
  }
  const place = { functions, generators, depth: 0, loop: false };
  for (let i = 0; i < 4; i++) parts.push(start(c, place));
  parts.push('say("end of the script");');
  return parts.join("\n");
}

/** Something that goes on by itself. */
function start(c: Choices, place: Place): string {
  const tag = c.name("s");
  const f = c.pick(place.functions);
  return c.pick([
    () => `settle(${f}(${c.int(5)})).then((v) => say("${tag}", ...v));`,
    () =>
      `setTimeout((p) => settle((async () => { ${body(c, { ...place, depth: 1 })} })()).then((v) => say("${tag}", ...v)), ${c.int(6)}, ${c.int(9)});`,
    () => `queueMicrotask(() => { say("${tag}"); settle(${promise(c, place)}).then((v) => say(...v)); });`,
    () => `settle(${promise(c, place)}).then((v) => say("${tag}", ...v));`,
    () =>
      `(async () => { ${body(c, place)} say("${tag}"); })().catch((e) => say("${tag} failed", show(e))).finally(() => say("${tag} over"));`,
    () =>
      `{ let n = 0; const t = setInterval(() => { say("${tag}", n); if (++n >= ${1 + c.int(3)}) clearInterval(t); }, ${1 + c.int(3)}); }`,
  ])();
}

function body(c: Choices, place: Place): string {
  return c.times(1 + c.int(2), () => statement(c, place));
}

function statement(c: Choices, place: Place): string {
  const inner = { ...place, depth: place.depth + 1 };
  const say = (): string => `say("${c.name("m")}", show(${value(c, place)}));`;
  switch (c.int(place.depth > 1 ? 6 : 13)) {
    case 0:
    case 1:
      return say();
    case 2:
    case 3:
      return `say("${c.name("a")}", show(await ${promise(c, place)}));`;
    case 4:
      return `await ${c.pick(["null", "ticks(2)", `sleep(${c.int(4)})`, "op(1)"])};`;
    case 5:
      return c.pick([
        "if (p === 1) throw new Error('one');",
        "if (p === 2) return 'two';",
        place.loop ? "if (op(p) === 3) break;" : "",
        place.loop ? "if (op(p) === 4) continue;" : "",
      ]);
    case 6:
    case 7: {
      const e = c.name("e");
      const handler = c.once(3) ? "" : ` catch (${e}) { say("caught", show(${e})); ${body(c, inner)} }`;
      const ending = handler !== "" && c.once(2) ? "" : ` finally { ${body(c, inner)} }`;
      const fails = c.once(2) ? `await Promise.reject(new Error("${e}"));` : "";
      return `try { ${body(c, inner)} ${fails} }${handler}${ending}`;
    }
    case 8:
      return `for (let i = 0; i < ${1 + c.int(3)}; i++) { ${body(c, { ...inner, loop: true })} }`;
    case 9:
      return place.generators.length === 0
        ? say()
        : `for await (const x of ${c.pick(place.generators)}(${c.int(5)})) { say("item", show(x)); ${body(c, { ...inner, loop: true })} }`;
    case 10:
      return `for await (const x of [${promise(c, place)}, ${value(c, place)}]) { say("item", show(x)); }`;
    case 11:
      return `if (${value(c, place)}) { ${body(c, inner)} } else { ${body(c, inner)} }`;
    default:
      return `settle(${promise(c, place)}).then((v) => say("${c.name("u")}", ...v));`;
  }
}

function value(c: Choices, place: Place): string {
  return c.pick(["p", "0", "1", '"v"', "null", "op(2)", `[${place.depth}]`, "undefined", "later(3)"]);
}

function promise(c: Choices, place: Place, depth = 0): string {
  const inner = (): string => promise(c, place, depth + 1);
  const call = (): string =>
    place.functions.length === 0 ? "ticks(1, 'leaf')" : `${c.pick(place.functions)}(${c.int(5)})`;
  if (depth > 1) return c.pick([call, () => `sleep(${c.int(4)}, ${c.int(9)})`])();
  return c.pick([
    call,
    call,
    () => `sleep(${c.int(5)}, ${value(c, place)})`,
    () => `ticks(${c.int(4)}, ${value(c, place)})`,
    () => `Promise.resolve(${value(c, place)})`,
    () => `new Promise((ok, no) => { ${c.pick(["ok", "no"])}(${value(c, place)}); ok(1); })`,
    () => `new Promise((ok) => ok(${inner()}))`,
    () => `Promise.${c.pick(["all", "race", "allSettled"])}([${inner()}, ${value(c, place)}, ${inner()}])`,
    () => `Promise.any([${inner()}, Promise.reject(new Error("no"))])`,
    () => `${inner()}.then((v) => ${c.pick(["v", "[v]", inner(), "later(v)"])})`,
    () => `${inner()}.catch((e) => show(e) + "!")`,
    () => `${inner()}.finally(() => ${c.pick(["0", inner(), 'say("fin")'])})`,
    () => `(async () => { try { return await ${inner()}; } finally { say("left"); } })()`,
    () =>
      place.generators.length === 0
        ? "ticks(1)"
        : `${c.pick(place.generators)}(${c.int(5)}).${c.pick(["next()", "return(1)", 'throw(new Error("in"))'])}.then((r) => r.value)`,
  ])();
}
