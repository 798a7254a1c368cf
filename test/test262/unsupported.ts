/**
 * What tests may be about that a program may not use, each with the reason. A test that is about one of these is skipped; every other
 * test counts. docs/model.md says the same to those who write programs.
 */
export interface Unsupported {
  /** Flags of the header. */
  readonly flags: Readonly<Record<string, string>>;
  /** Tags under `features` of the header. */
  readonly features: Readonly<Record<string, string>>;
  /** Names that the compiler refuses. */
  readonly globals: Readonly<Record<string, string>>;
  /** Files of the harness. */
  readonly includes: Readonly<Record<string, string>>;
  /** Beginnings of paths. */
  readonly paths: Readonly<Record<string, string>>;
  /** What occurs in the test's text, comments apart. */
  readonly texts: readonly (readonly [pattern: RegExp, reason: string])[];
}

const SLOPPY = "sloppy mode: a program is a module, and modules are strict";
const FROM_TEXT = "code from text: all code is compiled before the program runs";
const REALMS = "realms: a program has one";
const SHARED = "agents and shared memory: goroutines share everything, with sync.atomic";
const DYNAMIC_IMPORT = "import() and other ways to load code while the program runs";
const NOT_JAVASCRIPT = "modules that are not JavaScript";
const PROPOSAL = "a proposal that is not in the standard";
const NEWER = "newer than the JavaScript engine of the oldest supported Node (V8 11.3)";
const COLLECTION = "when an object is collected is not deterministic";
const INTL = "texts of a locale are not deterministic";
const TEMPORAL = "Temporal: the simulation's clock is time.now";
const HOST_OBJECTS = "objects of a browser";
const FROZEN = "changing built-in objects: they are the same for everything that runs";
const FUNCTION_TEXT = "the text of a function: it is not kept";
const META = "import.meta: a program does not know where its files are";

const BUILTIN =
  "(?:Array|Object|String|Number|Boolean|Symbol|BigInt|Function|RegExp|Promise|Map|Set|WeakMap|WeakSet|Date|\\w*Error|ArrayBuffer|DataView|Iterator|TypedArray|(?:Big)?(?:Ui|I)nt\\d+(?:Clamped)?Array|Float\\d+Array)";
const PLACE = `(?<![\\w.])(?:${BUILTIN}|JSON|Math|Reflect)(?:\\.prototype)?`;
const MEMBER = "(?:\\.\\w+|\\[[^\\]=]+\\])";

/** Also of a script that means it by `this`. */
export const NO_GLOBAL_OBJECT = "there is no global object";

/** An assignment to, a definition in or a deletion from a built-in object. */
const BUILTIN_CHANGED: readonly RegExp[] = [
  new RegExp(`${PLACE}${MEMBER}\\s*=(?![=>])`),
  new RegExp(`define(?:Property|Properties)\\(\\s*${PLACE},`),
  new RegExp(`delete ${PLACE}${MEMBER}`),
];

/** Of a test that uses a name which nothing declares, be it to see a ReferenceError. */
export const UNDECLARED = "undeclared names: they are errors before anything runs";

/** Of a test that Node fails, too, without us. */
export const HOST = "what Node's own JavaScript engine does not do as the standard says";

/** Of a test that declares functions of one name twice. */
export const SCRIPT = "what only scripts may do: a program is a module";

/** Of a test that assigns to a standard name. */
export const STANDARD_NAMES = "assigning to standard names: it is an error before anything runs";

/** Of a test that uses `await` as a name. */
export const AWAIT = "await as a name: a program is a module, which reserves it";

/** Features that the engine brings along itself: there it is no excuse that the host fails a test. */
export const OWN_FEATURES: ReadonlySet<string> = new Set([
  "iterator-helpers",
  "explicit-resource-management",
  "set-methods",
  "array-grouping",
  "Array.fromAsync",
  "promise-try",
  "promise-with-resolvers",
]);

export const UNSUPPORTED: Unsupported = {
  flags: {
    noStrict: SLOPPY,
    raw: SLOPPY,
    CanBlockIsFalse: SHARED,
    CanBlockIsTrue: SHARED,
  },
  features: {
    "cross-realm": REALMS,
    ShadowRealm: REALMS,
    Atomics: SHARED,
    "Atomics.pause": SHARED,
    "Atomics.waitAsync": SHARED,
    SharedArrayBuffer: SHARED,
    "dynamic-import": DYNAMIC_IMPORT,
    "import.meta": META,
    "import-attributes": NOT_JAVASCRIPT,
    "import-bytes": NOT_JAVASCRIPT,
    "import-text": NOT_JAVASCRIPT,
    "json-modules": NOT_JAVASCRIPT,
    "source-phase-imports": NOT_JAVASCRIPT,
    "source-phase-imports-module-source": NOT_JAVASCRIPT,
    "import-defer": PROPOSAL,
    "export-defer": PROPOSAL,
    decorators: PROPOSAL,
    "await-dictionary": PROPOSAL,
    "error-stack-accessor": PROPOSAL,
    "immutable-arraybuffer": PROPOSAL,
    "iterator-chunking": PROPOSAL,
    "iterator-includes": PROPOSAL,
    "Iterator.prototype.join": PROPOSAL,
    "joint-iteration": PROPOSAL,
    "legacy-regexp": PROPOSAL,
    "nonextensible-applies-to-private": PROPOSAL,
    "Error.isError": NEWER,
    Float16Array: NEWER,
    "Math.sumPrecise": NEWER,
    "iterator-sequencing": NEWER,
    "json-parse-with-source": NEWER,
    "regexp-duplicate-named-groups": NEWER,
    "regexp-modifiers": NEWER,
    "uint8array-base64": NEWER,
    upsert: NEWER,
    "host-gc-required": COLLECTION,
    "intl-normative-optional": INTL,
    IsHTMLDDA: HOST_OBJECTS,
    Temporal: TEMPORAL,
    "tail-call-optimization": "tail calls: Node has none either",
    caller: SLOPPY,
  },
  globals: {
    eval: FROM_TEXT,
    Function: FROM_TEXT,
    Atomics: SHARED,
    SharedArrayBuffer: SHARED,
    Intl: INTL,
  },
  includes: {
    "fnGlobalObject.js": NO_GLOBAL_OBJECT,
    "nativeFunctionMatcher.js": FUNCTION_TEXT,
    "wellKnownIntrinsicObjects.js": FROM_TEXT,
    "testIntl.js": INTL,
  },
  paths: {
    "language/eval-code/": FROM_TEXT,
    "built-ins/eval/": FROM_TEXT,
    "built-ins/ArrayIteratorPrototype/next/property-descriptor.js": FROZEN,
    "built-ins/Array/prototype/Symbol.iterator": FROZEN,
    "built-ins/Array/isArray/descriptor.js": FROZEN,
    "built-ins/Array/prototype/constructor.js": FROZEN,
    "built-ins/Iterator/prop-desc.js": NO_GLOBAL_OBJECT,
    "built-ins/Iterator/prototype/drop/argument-effect-order.js": NEWER,
    "built-ins/Iterator/prototype/drop/argument-validation-failure": NEWER,
    "built-ins/Iterator/prototype/drop/limit-rangeerror.js": NEWER,
    "built-ins/Iterator/prototype/take/argument-effect-order.js": NEWER,
    "built-ins/Iterator/prototype/take/argument-validation-failure": NEWER,
    "built-ins/Iterator/prototype/take/limit-rangeerror.js": NEWER,
    "built-ins/Map/prototype/get/get.js": FROZEN,
    "built-ins/Math/floor/prop-desc.js": FROZEN,
    "built-ins/Object/defineProperty/S15.2.3.6_A1.js": HOST_OBJECTS,
    "language/comments/hashbang/function-constructor.js": FROM_TEXT,
    "language/statements/function/S13.2.2_A8_T3.js": FROM_TEXT,
    "language/expressions/addition/S11.6.1_A3.2_T1.2.js": FUNCTION_TEXT,
    "language/expressions/assignmenttargettype/simple-basic-identifierreference-await.js": AWAIT,
    "language/expressions/await/await-in-global.js": AWAIT,
    "language/expressions/await/await-in-nested-": AWAIT,
    "language/module-code/top-level-await/new-await-script-code.js": AWAIT,
    "language/global-code/decl-lex-restricted-global.js": SCRIPT,
    "language/global-code/export.js": SCRIPT,
    "language/statements/using/syntax/using-not-allowed-at-top-level-of-script.js": SCRIPT,
    "built-ins/AbstractModuleSource/": NOT_JAVASCRIPT,
    "language/expressions/await/await-BindingIdentifier-in-global.js": AWAIT,
    "language/statements/labeled/value-await-non-module.js": AWAIT,
    "built-ins/Math/min/prop-desc.js": FROZEN,
    "language/statements/await-using/syntax/await-using-not-allowed-at-top-level-of-script.js": SCRIPT,
  },
  texts: [
    ...BUILTIN_CHANGED.map((pattern) => [pattern, FROZEN] as const),
    [/\[(?:async )?(?:\(\) => \{|function[* ]?\(\))/, FUNCTION_TEXT],
    [/\bextends (?:\w*Function)\b/, FROM_TEXT],
    [/\beval\b/, FROM_TEXT],
    [
      /(?<![.\w])(?:new\s+\w*Function\b|(?<!function\*? )(?:Async)?(?:Generator)?Function(?:Constructor)?\s*\()/,
      FROM_TEXT,
    ],
    [/new \(Object\.getPrototypeOf\((?:async )?(?:function|\()/, FROM_TEXT],
    [/verifyProperty\(Reflect,/, FROZEN],
    [/ArrayIterator\w*\.next\s*=/, FROZEN],
    [/\$262\.(?:createRealm|evalScript)|\$262\.global\b/, REALMS],
    [/\$262\.agent/, SHARED],
    [/\$262\.gc/, COLLECTION],
    [/\bimport\s*\(/, DYNAMIC_IMPORT],
    [/\bimport\.meta\b/, META],
  ],
};
