/** What the compiler gives the engine: JavaScript text, and tables as plain data. */
export interface CompiledProgram {
  readonly code: string;
  /** What its code counts down. */
  readonly meter: "budget" | "steps";
  /** Its processes can be cloned. */
  readonly forks: boolean;
  /** By number. */
  readonly functions: readonly FunctionInfo[];
  /** The prelude is the first. */
  readonly modules: readonly ModuleImage[];
  /** The source's scopes, for `FunctionInfo.points`. */
  readonly scopes: readonly ScopeInfo[];
  /** Positions of the modules in the order of evaluation, without the prelude. */
  readonly order: readonly number[];
  /** Names of properties whose built-in values are replaced. */
  readonly substituted: readonly string[];
  /** It looks at the stacks of errors. Otherwise nobody finds out what they would show, which takes time. */
  readonly stacks: boolean;
  /** Standard names that the program uses. */
  readonly globals: readonly string[];
  /** Rows of the location table at which it can pause, without repetition: none if it is no debug build. */
  readonly stops: readonly number[];
}

export interface FunctionInfo {
  /** As stacks show it. */
  readonly name: string;
  /** pc → row of the location table, or -1. */
  readonly locs: readonly number[];
  /** Part of the library: its variables are not the program's. */
  readonly library: boolean;
  /** For each pc two numbers: row of the scope table, -1 for none, and how many variables have been initialized there. */
  readonly points: readonly number[];
  /** Its variables are in the scopes of this unit; further scopes are those of functions around it. */
  readonly unit: number;
  /** Row of the scope whose environment `$e` is, or -1. */
  readonly closure: number;
}

export type ScopeKind = "block" | "function" | "class" | "module";

export type VariableKind =
  "let" | "const" | "var" | "class" | "function" | "parameter" | "catch" | "import" | "this" | "arguments";

/** A region of the source with names of its own. */
export interface ScopeInfo {
  readonly kind: ScopeKind;
  /** Row of the scope around it, or -1. */
  readonly parent: number;
  readonly unit: number;
  /** Local that holds its environment, if it has one. */
  readonly env: string | undefined;
  readonly variables: readonly VariableInfo[];
}

export interface VariableInfo {
  /** As in the source. */
  readonly name: string;
  readonly kind: VariableKind;
  /** Local of its function's frame, where no slot is. */
  readonly local: string | undefined;
  /** Property of the scope's environment. */
  readonly slot: string | undefined;
  /** Property of the environment that holds the one with the slot. */
  readonly link: string | undefined;
  /** It has its value where at least so many variables of its function have been initialized. */
  readonly order: number;
}

export interface ModuleImage {
  readonly uri: string;
  /** Number of the function that is the module's body. */
  readonly body: number;
  /** The body is an async function's: it gives a promise. */
  readonly awaits: boolean;
  /** Positions of the modules that it imports, in the order of the text. */
  readonly requires: readonly number[];
  /** Variables in the module's environment; `checked` ones hold a mark until they are initialized. */
  readonly slots: readonly { readonly name: string; readonly checked: boolean }[];
  readonly modules: readonly number[];
  readonly namespaces: readonly number[];
  readonly natives: readonly { readonly slot: string; readonly uri: string; readonly name: string }[];
  readonly nativeNamespaces: readonly { readonly slot: string; readonly uri: string }[];
  readonly exports: ReadonlyMap<string, ExportTarget>;
  /** Entry points, exported or not. */
  readonly entries: ReadonlyMap<string, ExportTarget>;
}

export type ExportTarget =
  | { readonly kind: "slot"; readonly module: number; readonly slot: string }
  | { readonly kind: "namespace"; readonly module: number }
  | { readonly kind: "native"; readonly uri: string; readonly name: string }
  | { readonly kind: "nativeNamespace"; readonly uri: string };
