import type * as t from "@babel/types";
import type { Analysis } from "./analysis";
import type { ClassNode, Node } from "./ast";
import type { FileDiagnostics } from "./diagnostics";
import type { FunctionCode } from "./ir";
import type { CodeOptions } from "./emit/body";
import type { AccessorNames } from "./lower/accessors";
import { conversionsOf } from "./primitives";
import type { Conversions } from "./primitives";
import type { Binding } from "./scope";
import { ITERATOR_MAKERS } from "./substituted";

export interface SourceLocation {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly fn: string;
}

/** One module of the program on its way through the compiler. */
export interface ModuleUnit {
  readonly index: number;
  readonly uri: string;
  readonly text: string;
  readonly program: t.Program;
  readonly analysis: Analysis;
  readonly diagnostics: FileDiagnostics;
  /** Names for functions that have none in the text. */
  readonly names: ReadonlyMap<Node, string>;
  /** Part of the library: its frames have no places, and it may use built-ins as they are. */
  readonly library: boolean;
  readonly imports: ModuleImport[];
  readonly exports: Map<string, ExportEntry>;
  /** Its entry points (`@simulate`), which need not be exported. */
  readonly entries: ReadonlyMap<string, Binding>;
  readonly stars: ModuleImport[];
  /** Other modules and native values that its environment links to. */
  readonly links: Links;
  /** Its body awaits. */
  readonly awaits: boolean;
  /** It is imported, directly or not, by a module that it imports. */
  cyclic: boolean;
}

export interface ModuleImport {
  /** What the specifier means: a module, or the URI of a native one. */
  readonly from: ImportSource;
  readonly node: t.ImportDeclaration | t.ExportNamedDeclaration | t.ExportAllDeclaration;
}

export type ImportSource =
  { readonly kind: "module"; readonly index: number } | { readonly kind: "native"; readonly uri: string };

export type ExportEntry =
  | { readonly kind: "local"; readonly binding: Binding }
  | { readonly kind: "from"; readonly from: ImportSource; readonly name: string; readonly node: Node }
  | { readonly kind: "namespace"; readonly from: ImportSource };

/** Slots of a module's environment besides its own variables, by name. */
export interface Links {
  readonly modules: Set<number>;
  readonly namespaces: Set<number>;
  readonly natives: Map<string, { readonly uri: string; readonly name: string }>;
  readonly nativeNamespaces: Map<string, string>;
}

/** Also by names that are spelled with escapes. */
const MENTIONS_STACKS = /\b(?:stack|captureStackTrace|stackTraceLimit)\b|\\u/;

/** Names of the slots of a class. */
export interface PrivateSlots {
  readonly instance: readonly string[];
  readonly statics: readonly string[];
  /** Those that are not there before they have been initialized. */
  readonly late: ReadonlySet<string>;
  /** The class's text may be evaluated more than once. */
  readonly repeats: boolean;
}

/** What lowering adds to the whole program. */
export class ProgramBuilder {
  readonly functions: FunctionCode[] = [];
  /** Emitted once, before all functions: name → text. */
  readonly constants: [name: string, text: string][];
  readonly globals: Set<string>;
  /** Simulated sizes of functions' frames that differ from what they look like. */
  readonly frameSizes = new Map<number, number>();
  /** Rows of the location table at which the debug build can stop. */
  readonly stops = new Set<number>();
  /** Classes with private names, by number. */
  readonly privateSlots: Map<number, PrivateSlots>;
  /** `this` of derived constructors: missing until super(…) has returned. */
  readonly derivedThis = new Map<Binding, ClassNode>();
  readonly conversions: Conversions;
  /** It looks at the stacks of errors. */
  readonly stacks: boolean;
  private readonly ids: Map<Node, number>;
  private readonly sharedConstants: Map<string, string>;
  private nextId: number;
  /** By module, function and offset in the text. */
  private readonly locations = new Map<ModuleUnit, Map<string, Map<number, number>>>();

  constructor(
    readonly modules: readonly ModuleUnit[],
    readonly addLoc: (loc: SourceLocation) => number,
    readonly options: CodeOptions,
    readonly accessors: AccessorNames,
    /** Names of properties whose built-in values are replaced. */
    private readonly substituted: ReadonlySet<string>,
    /** What comes before: numbers and constants go on from there. The functions are only these here. */
    before?: ProgramBuilder,
  ) {
    this.conversions = conversionsOf(modules);
    this.stacks = modules.some(({ library, text }) => !library && MENTIONS_STACKS.test(text));
    this.constants = [...(before?.constants ?? [])];
    this.globals = new Set(before?.globals);
    this.privateSlots = new Map(before?.privateSlots);
    this.ids = new Map(before?.ids);
    this.sharedConstants = new Map(before?.sharedConstants);
    this.nextId = before?.nextId ?? 0;
  }

  /** Number of the function that a node becomes; the same at every call. */
  codeId(node: Node): number {
    const known = this.ids.get(node);
    if (known !== undefined) return known;
    const id = this.freshId();
    this.ids.set(node, id);
    return id;
  }

  /** Whether the program gets values of properties of that name replaced. */
  isSubstituted(name: string): boolean {
    return this.substituted.has(name) || (this.options.forks && ITERATOR_MAKERS.has(name));
  }

  /** Whether the node's function has been asked for before. */
  hasCode(node: Node): boolean {
    return this.ids.has(node);
  }

  freshId(): number {
    return this.nextId++;
  }

  /** A text that is evaluated once for the whole program. */
  constant(text: string): string {
    const name = `$k${this.constants.length}`;
    this.constants.push([name, text]);
    return name;
  }

  /** Name of the constant with that text; one for all uses. */
  shared(text: string): string {
    const known = this.sharedConstants.get(text);
    if (known !== undefined) return known;
    const name = this.constant(text);
    this.sharedConstants.set(text, name);
    return name;
  }

  /** Row of the location table for the place of a node within a function. */
  location(module: ModuleUnit, node: Node, fn: string): number {
    if (module.library || node.start == null) return -1;
    const rows = entry(
      entry(this.locations, module, () => new Map<string, Map<number, number>>()),
      fn,
      () => new Map<number, number>(),
    );
    const { start } = node;
    return entry(rows, start, () =>
      this.addLoc({ uri: module.uri, ...module.diagnostics.lines.at(start), fn }),
    );
  }
}

/** What a map has under a key, made when it is asked for first. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
