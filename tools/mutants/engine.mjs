/**
 * Mistakes that one could make in the compiler and the engine. Some test must turn red for every one. `from` occurs in the file exactly
 * once.
 */

const at =
  (folder, ...first) =>
  (file) =>
  (what, from, to) => ({
    what: `engine: ${what}`,
    file: `src/program/${folder}/${file}.ts`,
    from,
    to,
    stages: [...first.map((name) => [`test/engine/${name}.test.ts`]), ["test/engine"]],
  });

const emit = at("compiler/emit", "corpus");
const lower = at("compiler/lower", "corpus");
const compiler = at("compiler", "corpus");
const engine = at("engine", "corpus");
const fork = at("engine/fork", "forkObjects");
const watching = at("compiler/lower", "accesses");
const accesses = at("engine", "accesses");

const [body, resume, fn] = ["body", "resume", "function"].map(emit);
const [loops, tries, jumps, switches] = ["loops", "tries", "jumps", "switches"].map(lower);
const [builder, assignments, patterns, coroutines] = ["builder", "assignments", "patterns", "coroutines"].map(
  lower,
);

export const ENGINE_MUTANTS = [
  fn(
    "a call that stops again saves all variables: not the last",
    "const store = changing.map(",
    "const store = changing.slice(0, -1).map(",
  ),
  fn("`this` is saved where it is used: never", "slow.includes(second) ||", ""),
  fn(
    "the rest parameter is saved: it is not",
    "const inputs = [...fn.params, ...(fn.rest === undefined ? [] : [fn.rest])];",
    "const inputs = [...fn.params];",
  ),
  resume(
    "the back-edge leads to the loop's start: to its end",
    "this.list(ir.body, handler), this.goto(start)",
    "this.list(ir.body, handler), this.goto(end)",
  ),
  resume(
    "after the first branch the second is left out: it runs",
    "      this.list(ir.then, handler),\n      this.goto(end),\n",
    "      this.list(ir.then, handler),\n",
  ),
  resume("a place within a try has its handler: none", "    this.handlers[pc] = handler;\n", ""),
  resume(
    "without a default a switch ends: it goes on with the first case",
    '? "" : `default:${this.goto(end)}`',
    '? "" : ""',
  ),
  resume(
    "a check costs the same in both bodies: 1 ns more in one",
    "const check = checkText(this.context, ir.cost, ir.pc);",
    "const check = checkText(this.context, { ...ir.cost, ns: ir.cost.ns + 1 }, ir.pc);",
  ),
  resume(
    "a call's place is noted: it is not",
    'const loc = ir.loc < 0 ? "" : mayBeOperation',
    'const loc = ir.loc < 1e9 ? "" : mayBeOperation',
  ),
  body(
    "a place is noted anew after a branch: the branch's stays",
    "    if (this.loc !== before) this.loc = undefined;\n",
    "",
  ),
  body(
    "a return gives the native stack back: not all",
    "if (simple) return `$r.d+=${frameBytes};return ${value};`;",
    "if (simple) return `return ${value};`;",
  ),
  loops(
    "each pass has variables of its own: all share them",
    "        if (scope !== undefined) b.copyEnv(scope, node);\n        if (node.update",
    "        if (node.update",
  ),
  loops(
    "functions made in the head keep the first variables: those of the first pass",
    "makesFunction(node.init)) b.copyEnv(scope, node);",
    "makesFunction(node.init)) void scope;",
  ),
  builder(
    "what is put aside keeps its value: it is read later",
    "    if (value.stable) return value;\n",
    "    if (value.atom) return value;\n",
  ),
  builder(
    "earlier operands are put aside: only the first",
    "for (let j = 0; j < i; j++) {",
    "for (let j = 0; j < Math.min(i, 1); j++) {",
  ),
  builder(
    "a new scope's environment refers to the outer one: to none",
    "const link = parent === undefined ? [] :",
    "const link = parent !== undefined ? [] :",
  ),
  tries("a finally begins afresh: with how it was left last", "  b.exec(`${how}=0`, node);\n", ""),
  tries(
    "a finally goes on with the exception: it ends it",
    'op: "if", test: `${how}===1`',
    'op: "if", test: `${how}===0`',
  ),
  tries(
    "the stack of a caught exception is that of the first throw: of the last",
    "    b.exec(`$r.thrown=${trace}`, node);\n    b.exec(`${trace}=undefined`, node);\n",
    "    b.exec(`${trace}=undefined`, node);\n",
  ),
  jumps(
    "continue leaves its own loop's cursor open: it is closed",
    'if (exit.kind === "continue" && each.loop === exit.target) continue;',
    "",
  ),
  jumps(
    "the value of a return is kept while cursors close: it is read again",
    "if (carried !== undefined) carried = b.spill({ ...carried, stable: false }, node);",
    "",
  ),
  jumps(
    "a finally tells its exits apart: it takes the first",
    'if (a.kind === "return" || other.kind === "return") return a.kind === other.kind;',
    "if (a.kind !== undefined) return true;",
  ),
  switches(
    "the tests of a switch run in order and stop at the first that fits: all run",
    '        b.out.push({ op: "break", label: done });\n',
    "",
  ),
  assignments(
    "x += y reads x before y is evaluated: after it",
    "const old = b.spill(computed(pinned.read().text), node);",
    "const old = computed(pinned.read().text);",
  ),
  assignments(
    "others can come between the read and the write: they cannot",
    "  b.check(BETWEEN, node);\n  return pinned",
    "  return pinned",
  ),
  patterns(
    "a pattern that fails closes its iterator: it stays open",
    "if (pattern.elements.every((element) => element === null || isSafe(b, element))) take();",
    "if (pattern.elements.length > 0) take();",
  ),
  coroutines(
    "what return() gets is awaited: it is passed on",
    "const test = `${received} instanceof $R&&!${received}.throws`;",
    'const test = "false";',
  ),
  compiler("cost")("the larger branch counts: the first", "return a.ns >= b.ns ? a : b;", "return a;"),
  compiler("cost")(
    "a large branch is charged where it is taken: always",
    "if (node == null || isOwnRegion(node)) return NO_COST;",
    "if (node == null) return NO_COST;",
  ),
  compiler("early")(
    "a closure that runs before a declaration looks: it does not",
    "      if (this.waiting.has(binding)) binding.risky = true;\n",
    "",
  ),
  engine("runtime")(
    "frames are saved from the inside out: the other way",
    "    else this.bottom.up = frame;\n    this.bottom = frame;",
    "    else frame.up = this.top;\n    this.top = frame;\n    this.bottom ??= frame;",
  ),
  engine("fiber")(
    "a caller's frame is taken off while its callee goes on: it stays",
    "      this.frames = frame.up;\n      frame.up = null;\n",
    "      this.frames = frame.up;\n",
  ),
  fork("cloner")(
    "a closure with properties of its own: they are lost",
    "return fresh.every(([key, descriptor]) => {",
    "return fresh.some(([key, descriptor]) => {",
  ),
  fork("cloner")(
    "an array's holes stay: they are filled",
    "let plain = keysOf(from).length === length + 1;",
    "let plain = true;",
  ),
  fork("cloner")(
    "what cannot be extended cannot in the copy: it can",
    "    if (!Object.isExtensible(from)) Object.preventExtensions(to);\n",
    "",
  ),
  fork("cloner")(
    "accessors have copies of their functions: the originals",
    "Reflect.set(found, half, this.copy(Reflect.get(found, half)));",
    "Reflect.set(found, half, Reflect.get(found, half));",
  ),
  fork("cloner")(
    "entries of weak maps whose keys come later: they are lost",
    "    } while (this.fills.length > 0);",
    "    } while (this.fills.length < 0);",
  ),
  fork("cloner")(
    "private fields are copied: they are not",
    "    for (const copyFields of this.sight.privateCopiers) copyFields(from, to, this.copy);\n",
    "",
  ),
  fork("kinds")(
    "a frame's caller is copied: shared",
    "(to as Frame).up = copy((from as Frame).up);",
    "(to as Frame).up = (from as Frame).up;",
  ),
  fork("iterators")(
    "an iterator goes on where it is: it begins again",
    "    (to as BuiltinCursor).seek((from as BuiltinCursor).position());\n",
    "",
  ),
  watching("watching")(
    "a variable that never changes is not told of: it is",
    "return binding.captured && (binding.reassigned || binding.checked);",
    "return binding.captured;",
  ),
  watching("watching")(
    "a read is told of before a write of the same: after it",
    '[key, object],\n    ([k = "", o = ""]) => `$a.read(${o},${k},',
    '[key, object],\n    ([k = "", o = ""]) => `$a.read(${k},${o},',
  ),
  accesses("accesses")(
    "push writes the length: it only reads it",
    '      this.hooks.write(list, "length", loc);\n',
    "",
  ),
  accesses("accesses")(
    "the size of a Map depends on its entries: on nothing",
    "object instanceof Map || object instanceof Set ? EVERYTHING : key",
    "key",
  ),
];
