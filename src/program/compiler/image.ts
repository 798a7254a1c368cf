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
  /** Positions of the modules in the order of evaluation, without the prelude. */
  readonly order: readonly number[];
  /** Standard names that the program uses. */
  readonly globals: readonly string[];
}

export interface FunctionInfo {
  /** As stacks show it. */
  readonly name: string;
  /** pc → row of the location table, or -1. */
  readonly locs: readonly number[];
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
}

export type ExportTarget =
  | { readonly kind: "slot"; readonly module: number; readonly slot: string }
  | { readonly kind: "namespace"; readonly module: number }
  | { readonly kind: "native"; readonly uri: string; readonly name: string }
  | { readonly kind: "nativeNamespace"; readonly uri: string };
