import { present } from "../../shared/assert";
import type { Cpu } from "../../sim/machine/cpu";
import { SUSPENDED } from "../../sim/routine";
import { PROGRAM_PARAMETERS } from "../compiler/emit/program";
import type { CompiledProgram } from "../compiler/image";
import { Completion } from "./coroutines/completion";
import { makeGenerators } from "./coroutines/generator";
import type { RawFunction } from "./frames";
import { makeCounting } from "./heap/counting";
import type { Sight } from "./heap/liveHeap";
import { ALLOCATE, UNINITIALIZED } from "./marks";
import { linkModules } from "./modules";
import type { Environment } from "./modules";
import { PRELUDE_NATIVES } from "./prelude/source";
import { EngineRuntime } from "./runtime";
import { PRELUDE_VALUES, Substitutes, makeTamedFunction } from "./substitutes";
import type { Tame } from "./substitutes";
import { makeConstruction, makeAccessors } from "./support/construction";
import type { Closures } from "./support/construction";
import { DONE, closed, cursor, iteratorMethod, needsIteration, nextOf, userCursor } from "./support/cursors";
import * as messages from "./support/messages";
import * as properties from "./support/properties";

/** The code of a program, ready to run. Environments are separate, so several processes can share one. */
export interface Code {
  readonly runtime: EngineRuntime;
  readonly closures: Closures;
  /** Readers of private fields, where the code counts what it allocates. */
  readonly slots: Sight["slots"];
  /** Environment of the prelude, the first module. */
  readonly prelude: Environment;
  /** Module → what gives its function declarations their values. */
  readonly links: Readonly<Record<number, (env: Environment) => void>>;
  /** Function number → module body. */
  readonly bodies: Readonly<Record<number, RawFunction>>;
}

interface Emitted {
  readonly links: Code["links"];
  readonly bodies: Code["bodies"];
}

/** Makes the program's functions. */
export function instantiate(
  program: CompiledProgram,
  cpu: Cpu,
  globals: Readonly<Record<string, unknown>>,
  nativeBytes: number | undefined,
): Code {
  const runtime = new EngineRuntime(program.functions, program.meter, cpu, nativeBytes);
  const substitutes: Record<string, Tame> = {};
  const prelude: Environment = {};
  const visible: Record<string, unknown> = {};
  let lookup: Tame = (value) => value;
  const generators = makeGenerators();
  const helpers = makeHelpers((value) => lookup(value), cpu, generators.helpers);
  const values: Readonly<Record<(typeof PROGRAM_PARAMETERS)[number], unknown>> = {
    $c: cpu,
    $r: runtime,
    $h: helpers,
    $S: SUSPENDED,
    $T: UNINITIALIZED,
    $D: DONE,
    $A: ALLOCATE,
    $x: substitutes,
    $g: visible,
    $P: prelude,
    $R: Completion,
  };
  const reflect = {};
  const tamedFunction = makeTamedFunction();
  for (const name of program.globals) visible[name] = globalValue(name, globals);
  visible["Reflect"] = reflect;
  visible["Function"] = tamedFunction;
  const factory = Reflect.construct(Function, [...PROGRAM_PARAMETERS, program.code]) as (
    ...values: unknown[]
  ) => Emitted;
  const emitted = factory(...PROGRAM_PARAMETERS.map((name) => values[name]));
  const { slots } = helpers;
  const code: Code = { runtime, prelude, slots, closures: present(helpers.closures, "closures"), ...emitted };
  linkModules(program.modules, code, { [PRELUDE_NATIVES]: PRELUDE_VALUES }, [prelude], [0]);
  const table = new Substitutes(prelude, tamedFunction, reflect);
  lookup = table.lookup;
  generators.fill(prelude);
  Object.assign(substitutes, table.byName);
  return code;
}

function globalValue(name: string, globals: Readonly<Record<string, unknown>>): unknown {
  if (Object.hasOwn(globals, name)) return globals[name];
  const standard = (globalThis as unknown as Readonly<Record<string, unknown>>)[name];
  if (standard === undefined) throw new Error(`the engine was given no ${name}, which the program uses`);
  return standard;
}

/** What emitted code reaches as `$h`. */
function makeHelpers(tame: Tame, cpu: Cpu, coroutines: object) {
  const helpers: { closures: Closures | undefined; slots: Sight["slots"] } & Record<string, unknown> = {
    closures: undefined,
    slots: [],
  };
  const closures = (): Closures => present(helpers.closures, "closures");
  Object.assign(
    helpers,
    messages,
    properties,
    makeConstruction(closures, UNINITIALIZED),
    makeAccessors(closures),
    makeCounting(cpu, closures),
    coroutines,
    { cursor, iteratorMethod, userCursor, nextOf, closed, needsIteration, tame },
    {
      arguments: properties.makeArguments,
      initialized: messages.makeInitialized(UNINITIALIZED),
      assignConstant: messages.makeAssignConstant(UNINITIALIZED),
    },
  );
  return helpers;
}
