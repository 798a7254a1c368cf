import { present } from "../../shared/assert";
import { PRELUDE_URI } from "../engine/prelude/source";
import { findEarlyReferences } from "./early";
import type { CodeOptions } from "./emit/body";
import { functionText } from "./emit/function";
import { accessorNames } from "./lower/accessors";
import type { AccessorNames } from "./lower/accessors";
import { lowerModules } from "./lower/module";
import { linkImports } from "./linking";
import { ModuleLoader } from "./modules";
import { ProgramBuilder } from "./program";
import type { ModuleUnit } from "./program";
import { SUBSTITUTED } from "./substituted";

/** The prelude as compiled. A program is compiled after it: numbers and constants of both are one sequence. */
export interface PreludeCode {
  readonly module: ModuleUnit;
  readonly program: ProgramBuilder;
  /** The last number given to a scope, variable or class. */
  readonly lastNumber: number;
  /** Emitted functions. */
  readonly text: string;
  /** Text that gives its function declarations their values. */
  readonly link: string;
  /** Number of the module's body. */
  readonly body: number;
}

const NO_COMPUTED = { get: false, set: false };
const NO_ACCESSORS: AccessorNames = {
  getters: new Set(),
  setters: new Set(),
  any: false,
  computed: NO_COMPUTED,
};

/** By the source, then by all else. */
const compiled = new Map<string, Map<string, PreludeCode>>();
const words = new Map<string, ReadonlySet<string>>();

/**
 * The prelude of that text, compiled once for each set of options. The only thing of a program that it depends on are the names of the
 * program's accessors, and hardly ever is one of them a name that it uses.
 */
export function preludeCode(source: string, options: CodeOptions, accessors = NO_ACCESSORS): PreludeCode {
  const used = words.get(source) ?? new Set(source.match(/[\w$]+/g));
  words.set(source, used);
  const met = (names: ReadonlySet<string>): string[] => [...names].filter((name) => used.has(name)).sort();
  const [getters, setters] = [met(accessors.getters), met(accessors.setters)];
  const key = JSON.stringify([options, getters, setters]);
  const ofSource = compiled.get(source) ?? new Map<string, PreludeCode>();
  compiled.set(source, ofSource);
  const known = ofSource.get(key);
  if (known !== undefined) return known;
  const made = compilePrelude(source, options, {
    getters: new Set(getters),
    setters: new Set(setters),
    any: false,
    computed: NO_COMPUTED,
  });
  ofSource.set(key, made);
  return made;
}

function compilePrelude(source: string, options: CodeOptions, accessors: AccessorNames): PreludeCode {
  const loader = new ModuleLoader({ files: new Map([[PRELUDE_URI, source]]), resolve: () => undefined });
  loader.load(PRELUDE_URI);
  const module = present(loader.modules[0], "prelude");
  linkImports(loader.modules, module, loader);
  findEarlyReferences(module.program, module.analysis, module.cyclic);
  const names = accessorNames(loader.modules, accessors);
  const { program, bodies, links } = lowerModules(
    (each) => new ProgramBuilder(loader.modules, () => -1, each, names, SUBSTITUTED),
    loader.modules,
    options,
  );
  const text = program.functions
    .map((fn) => functionText(fn, options, program.frameSizes.get(fn.id)))
    .join("\n");
  const [body, link] = [present(bodies[0], "prelude"), present(links[0], "prelude")];
  return { module, program, lastNumber: loader.lastNumber, text, link, body };
}
