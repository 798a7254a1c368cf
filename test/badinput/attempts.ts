/** Attempts to get out, or to change what everybody shares, as the worker of the command line sees them (docs/security.md). */
export interface Attempt {
  readonly name: string;
  /** Statements of a function; what it returns, or `threw NAME: MESSAGE`, is compared. */
  readonly body: string;
  readonly gives: string | RegExp;
}

const FROZEN = /^threw TypeError: .*(frozen|not extensible|read only|redefine|Cannot delete|#<Object>)/;

const CODE: readonly Attempt[] = [
  ["a function's constructor", "return (() => 1).constructor('return 1')();"],
  ["a generator's", "return (function* () {}).constructor('yield 1')();"],
  ["an async function's", "return (async () => 1).constructor('return 1')();"],
  ["an async generator's", "return (async function* () {}).constructor('yield 1')();"],
  ["a built-in's", "return Math.max.constructor('return 1')();"],
  ["a bound function's", "return (() => 1).bind(null).constructor('return 1')();"],
  ["a class's", "return (class {}).constructor('return 1')();"],
  ["a library object's", "return chan().send.constructor('return 1')();"],
  ["a library class's", "return sync.Mutex.constructor('return 1')();"],
  ["console's", "return console.log.constructor('return 1')();"],
  ["an error's class's", "return new Error('x').constructor.constructor('return 1')();"],
  ["a computed key", "return ({})[k('constr', 'uctor')][k('constr', 'uctor')]('return 1')();"],
  ["Reflect.get", "return Reflect.get(() => 1, 'constructor')('return 1')();"],
  [
    "a descriptor",
    "return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(() => 1), 'constructor').value('return 1')();",
  ],
  ["Reflect.construct", "return Reflect.construct((() => 1).constructor, ['return 1'])();"],
  [
    "Object.assign of a prototype",
    "return Object.getOwnPropertyDescriptors(Object.getPrototypeOf(() => 1)).constructor.value('return 1')();",
  ],
  [
    "the getter that stands for constructor",
    "return (() => 1).__lookupGetter__('constructor')()('return 1')();",
  ],
  [
    "that getter by a computed key",
    "return (() => 1)[k('__lookup', 'Getter__')]('constructor')()('return 1')();",
  ],
  [
    "super in a static method",
    "return class { static m() { return super.constructor; } }.m()('return 1')();",
  ],
  ["what stands above a generator", "return (function* () {})().constructor.constructor('return 1')();"],
  ["a proxy of a function", "return new Proxy(() => 1, {}).constructor('return 1')();"],
  [
    "a proxy whose trap reads it",
    "return new Proxy(() => 1, { get: (f, key) => f[key] }).constructor('return 1')();",
  ],
  ["call of it", "return (() => 1).constructor.call(null, 'return 1')();"],
  ["a bound one", "return (() => 1).constructor.bind(null, 'return 1')()();"],
  ["a callback of map", "return ['return 1'].map((() => 1).constructor)[0]();"],
  ["the global object's", "return globalThis.constructor.constructor('return 1')();"],
  ["the global object's Function", "return globalThis.Function('return 1')();"],
  [
    "what throws for callee",
    "return (function () { return Object.getOwnPropertyDescriptor(arguments, 'callee').get.constructor('return 1')(); })();",
  ],
  ["a resolving function's", "return new Promise((resolve) => resolve(resolve.constructor('return 1')()));"],
  [
    "what a thenable is given",
    "return Promise.resolve({ then(resolve) { resolve(resolve.constructor('return 1')()); } });",
  ],
  [
    "an async generator's object's",
    "return (async function* () {})().constructor.constructor('return 1')();",
  ],
  ["a class below Function", "return new (class extends (() => 1).constructor {})('return 1')();"],
].map(([name = "", body = ""]) => ({
  name,
  body,
  gives: /^threw (EvalError: code cannot be made from text in a simulation|TypeError: .* is not a function)/,
}));

const CHANGES: readonly Attempt[] = [
  ["Object.prototype gets a property", "Object.prototype.polluted = 1; return 'changed';"],
  ["… through the accessor of prototypes", "({}).__proto__.polluted = 1; return 'changed';"],
  ["… through a key", "const o = {}; o[k('__pro', 'to__')][k('poll', 'uted')] = 1; return 'changed';"],
  ["Array.prototype gets a property", "Array.prototype.last = 1; return 'changed';"],
  ["the length of Array.prototype", "Array.prototype.length = 3; return 'changed';"],
  [
    "the length of Array.prototype by a method of arrays",
    "Array.prototype.push.call(Array.prototype); Array.prototype.length || [].push.call(Array.prototype, 1); return 'changed';",
  ],
  ["Array.prototype.push is replaced", "Array.prototype.push = () => 0; return 'changed';"],
  ["Array.prototype.indexOf is deleted", "delete Array.prototype.indexOf; return 'changed';"],
  ["Function.prototype.call is replaced", "Function.prototype.call = () => 0; return 'changed';"],
  ["RegExp.prototype.exec is replaced", "RegExp.prototype.exec = () => null; return 'changed';"],
  ["Map.prototype.get is replaced", "Map.prototype.get = () => 0; return 'changed';"],
  ["String.prototype.trim is replaced", "String.prototype.trim = () => ''; return 'changed';"],
  [
    "the iterator of arrays",
    "Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true }); return 'changed';",
  ],
  ["Error.stackTraceLimit", "Error.stackTraceLimit = 100; return 'changed';"],
  ["Error.prepareStackTrace", "Error.prepareStackTrace = (_, sites) => sites; return 'changed';"],
  ["JSON.stringify is replaced", "JSON.stringify = () => ''; return 'changed';"],
  ["Math.random is replaced", "Math.random = () => 4; return 'changed';"],
  ["the prototype of an intrinsic", "Object.setPrototypeOf(Array.prototype, null); return 'changed';"],
  [
    "defineProperty on an intrinsic",
    "Object.defineProperty(Object.prototype, 'get', { value: 1 }); return 'changed';",
  ],
  ["toJSON for everything", "Object.prototype.toJSON = () => 1; return 'changed';"],
  ["then for everything", "Object.prototype.then = () => 1; return 'changed';"],
  ["the constructor of arrays", "Array.prototype.constructor = class {}; console.log(''); return 'changed';"],
  [
    "the constructor of arrays by a computed key",
    "Array.prototype[k('constr', 'uctor')] = class {}; time.now(); console.log(''); return 'changed';",
  ],
  [
    "the constructor of arrays through a proxy",
    "new Proxy(Array.prototype, {}).constructor = class {}; console.log(''); return 'changed';",
  ],
  ["Promise.prototype gets a property", "Promise.prototype.mine = 1; return 'changed';"],
  ["Promise.prototype.then is replaced", "Promise.prototype.then = () => 1; return 'changed';"],
  [
    "the methods of generators",
    "Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())).next = () => 1; return 'changed';",
  ],
  ["a built-in that stands for another gets a property", "[].map.mine = 1; return 'changed';"],
  ["what stands for Function gets a property", "(() => 1).constructor.mine = 1; return 'changed';"],
  ["WeakRef.prototype.deref is replaced", "WeakRef.prototype.deref = () => 1; return 'changed';"],
  ["Proxy gets a property", "Proxy.mine = 1; return 'changed';"],
  ["Date.prototype gets a property", "Date.prototype.mine = 1; return 'changed';"],
  ["Date.now is replaced", "Date.now = () => 1; return 'changed';"],
  ["console.log is replaced", "console.log = () => 1; return 'changed';"],
  ["console.log gets a property", "console.log.mine = 1; return 'changed';"],
  ["structuredClone gets a property", "structuredClone.mine = 1; return 'changed';"],
  ["setTimeout gets a property", "setTimeout.mine = 1; return 'changed';"],
  ["Reflect.get gets a property", "Reflect.get.mine = 1; return 'changed';"],
  ["the methods of channels", "Object.getPrototypeOf(chan()).send = () => 1; return 'changed';"],
  ["a function of the library gets a property", "chan.mine = 1; return 'changed';"],
  ["a template's strings", "const tag = (s) => s; tag`a`[0] = 'b'; return 'changed';"],
].map(([name = "", body = ""]) => ({ name, body, gives: FROZEN }));

/** What frozen prototypes must not break: properties of a program's own. */
const OWN: readonly Attempt[] = [
  ["name of an error", "const e = new Error('x'); e.name = 'Mine'; return String(e);", "Mine: x"],
  ["message of an error", "const e = new TypeError('x'); e.message = 'y'; return String(e);", "TypeError: y"],
  ["toString of an object", "const o = {}; o.toString = () => 'mine'; return String(o);", "mine"],
  ["valueOf by a key", "const o = {}; o[k('value', 'Of')] = () => 7; return String(+o);", "7"],
  [
    "a word counter",
    "const o = {}; for (const w of ['constructor', 'toString']) o[w] = 1; return Object.keys(o).join();",
    "constructor,toString",
  ],
  [
    "the old way of inheritance",
    "function A() {} A.prototype = Object.create(Array.prototype); A.prototype.constructor = A; return String(new A().constructor === A);",
    "true",
  ],
  ["a method of one array", "const a = [1]; a.push = () => 9; return String(a.push(1));", "9"],
  [
    "a class field called name",
    "class E extends Error { name = 'Mine'; } return String(new E('x'));",
    "Mine: x",
  ],
  ["an own iterator", "const m = new Map(); m.get = () => 5; return String(m.get(1));", "5"],
  ["then of one promise", "const p = Promise.resolve(); p.then = () => 5; return String(p.then());", "5"],
  [
    "a class below Promise",
    "class P extends Promise { then(f) { return super.then(() => f(7)); } } return P.resolve(1).then(String);",
    "7",
  ],
  [
    "the next of one generator",
    "const g = (function* () {})(); Object.defineProperty(g, 'next', { value: () => 5 }); return String(g.next());",
    "5",
  ],
  ["toString of a date", "const d = new Date(0); d.toString = () => 'mine'; return String(d);", "mine"],
  [
    "the descriptor of a method",
    "return JSON.stringify(Object.getOwnPropertyDescriptor(Array.prototype, 'push'));",
    '{"writable":false,"enumerable":false,"configurable":false}',
  ],
].map(([name = "", body = "", gives = ""]) => ({ name, body, gives }));

const SECRETS: readonly Attempt[] = [
  {
    name: "the text of a function",
    body: "return String(function mine(a) { return a + all.length; });",
    gives: "function mine() { [native code] }",
  },
  {
    name: "the text of a class",
    body: "return `${class Mine { #x = 1; }}`;",
    gives: "function Mine() { [native code] }",
  },
  {
    name: "the text of a checked built-in",
    body: "return String([].indexOf);",
    gives: "function indexOf() { [native code] }",
  },
  {
    name: "the stack of an error",
    body: "return new Error('x').stack;",
    gives: /^Error: x\n    at f\d+ \(main\.ts:\d+:\d+\)\n    at (async )?main \(main\.ts:\d+:\d+\)$/,
  },
  {
    name: "a stack that is captured",
    body: "const o = {}; Error.captureStackTrace(o); return String(o.stack);",
    gives: /^Error\n    at f\d+ \(main\.ts:\d+:\d+\)\n    at main \(main\.ts:\d+:\d+\)$/,
  },
  {
    name: "the stack of V8's own error",
    body: "try { null.x; } catch (e) { return e.stack.split('\\n').slice(1).join(); }",
    gives: /^    at f\d+ \(main\.ts:\d+:\d+\),    at main \(main\.ts:\d+:\d+\)$/,
  },
  {
    name: "this of a callback",
    body: "return String([1].map(function () { return this; })[0]);",
    gives: "undefined",
  },
  {
    name: "this of a getter that a built-in calls",
    body: "let self; JSON.stringify({ toJSON() { self = this; return 1; } }); return Object.keys(self).join();",
    gives: "toJSON",
  },
  { name: "own keys of a closure", body: "return Reflect.ownKeys(() => 1).join();", gives: "length,name" },
  {
    name: "an object printed by a hook",
    body: "let seen = []; const o = { [Symbol.for('nodejs.util.inspect.custom')](...args) { seen = args; return 'mine'; } }; console.log(o); return seen.map((each) => { try { return typeof each.constructor('return 1')(); } catch (e) { return e.name; } }).join();",
    gives: /^(|EvalError|TypeError|Error|,)*$/,
  },
  {
    name: "a name with odd characters",
    body: "const o = { 'a\\u2028b': 1, ['`${x}`']: 2, '*/': 3 }; return Object.keys(o).length + '';",
    gives: "3",
  },
  {
    name: "what a species constructor is given",
    body: "let seen; class B extends Array { static get [Symbol.species]() { return function (...a) { seen = [this.constructor === Array, ...a].join(); return {}; }; } } const made = new B(1, 2, 3).map((x) => x); return `${seen} ${Reflect.ownKeys(made).join()}`;",
    gives: "false,3 0,1,2",
  },
  {
    name: "a variable before its declaration",
    body: "const read = () => x; try { read(); } catch (e) { return e.name; } let x = 1;",
    gives: "ReferenceError",
  },
  {
    name: "the value of an ended generator",
    body: "const g = (function* () { yield 1; })(); g.next(); return [g.next(), g.next(), g.return()].map((each) => `${Reflect.ownKeys(each).join()} ${typeof each.value}`).join(';');",
    gives: "value,done undefined;value,done undefined;value,done undefined",
  },
  {
    name: "this of a derived class before super",
    body: "let seen = ''; class A {} class B extends A { constructor() { try { this; } catch (e) { seen = e.name; } super(); } } new B(); return seen;",
    gives: "ReferenceError",
  },
  {
    name: "new.target and arguments of a constructor",
    body: "let seen; class A { constructor() { seen = `${new.target === A} ${arguments.length}`; } } new A(1, 2); return seen;",
    gives: "true 2",
  },
  {
    name: "a list printed with a getter in it",
    body: "let calls = 0; const list = [1, 2]; Object.defineProperty(list, 0, { get() { calls++; return 1; }, enumerable: true }); console.log(list); return String(calls);",
    gives: "0",
  },
  {
    name: "names of labels",
    body: "let n = 0; $r: for (;;) { $h: for (;;) { n++; break $r; } } return String(n);",
    gives: "1",
  },
  {
    name: "raw texts of templates",
    body: "const tag = (s) => s.raw.join('|'); return tag`\\u2028\\`${0}*/ '+Math.max(1)+' \\${x}`;",
    gives: "\\u2028\\`|*/ '+Math.max(1)+' \\${x}",
  },
  {
    name: "marks of the engine in what built-ins hand out",
    body: "const seen = []; class A { constructor(...a) { seen.push(...a); } } class B extends A {} new B(); Reflect.construct(A, []); Array.from.call(A, []); const p = new Proxy({}, { get: (o, k, r) => (seen.push(r === p), undefined) }); p.x; `${[seen.map((each) => typeof each)]}`; return seen.map((each) => (typeof each === 'symbol' || (typeof each === 'object' && each !== null) ? 'leaked' : String(each))).join();",
    gives: /^(0,)?true$/,
  },
  {
    name: "keys of a resolving function",
    body: "let f; new Promise((r) => (f = r)); return Reflect.ownKeys(f).join();",
    gives: "length,name",
  },
  {
    name: "the latest match of the host",
    body: "return String([RegExp.$_, RegExp.lastMatch, RegExp.$1]);",
    gives: ",,",
  },
  {
    name: "what the host has under globalThis",
    body: "return ['process', 'require', 'WebAssembly', 'SharedArrayBuffer', 'eval', 'Worker'].map((each) => typeof globalThis[each]).join();",
    gives: /^(undefined,?)+$/,
  },
  {
    name: "code as text for a timer",
    body: "return setTimeout('out()', 0);",
    gives: /^threw TypeError: The "callback" argument/,
  },
  { name: "a clone of a function", body: "return structuredClone(() => 1);", gives: /^threw DataCloneError/ },
  {
    name: "a revoked proxy",
    body: "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy.x;",
    gives: /^threw TypeError: .*revoked/,
  },
  { name: "the time", body: "return new Date().toISOString().slice(0, 10);", gives: "2024-01-01" },
  {
    name: "the time from what stands above Date",
    body: "return [Object.getPrototypeOf(Date).now, Object.getPrototypeOf(Date.prototype).constructor === Object].join();",
    gives: ",true",
  },
  {
    name: "the time from anything that can be reached",
    body: `const seen = new Set(), clocks = [];
      const queue = [globalThis, chan, sync, time, chan(1), console, Date, new Date(), Promise.resolve(), [].values(), (function* () {})()];
      while (queue.length > 0) {
        const each = queue.pop();
        if ((typeof each !== "object" && typeof each !== "function") || each === null || seen.has(each)) continue;
        seen.add(each);
        // Virtual time begins with 2024.
        try { if (each.now() > Date.UTC(2025)) clocks.push(each); } catch {}
        queue.push(Object.getPrototypeOf(each));
        for (const key of Reflect.ownKeys(each)) {
          const { value, get, set } = Object.getOwnPropertyDescriptor(each, key);
          queue.push(value, get, set);
        }
      }
      return [clocks.length, seen.size > 200].join();`,
    gives: "0,true",
  },
  {
    name: "the time from a date of a class without a prototype",
    body: "function None() {} None.prototype = null; return String(Reflect.construct(Date, [1], None).constructor === Date);",
    gives: "true",
  },
  {
    name: "the time zone",
    body: "return String(new Date(2024, 0, 1).getTime() === Date.UTC(2024, 0, 1));",
    gives: "true",
  },
  {
    name: "the name that a bundler has given a class",
    body: "return SuppressedError.name;",
    gives: "SuppressedError",
  },
  { name: "randomness", body: "return String(Math.random());", gives: /^0\.\d+$/ },
];

export const GROUPS = {
  "no code comes from text": CODE,
  "standard objects stay": CHANGES,
  "objects of one's own can differ": OWN,
  "nothing shows of the host": SECRETS,
};
