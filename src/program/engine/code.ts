import { present } from "../../shared/assert";
import type { LocIndex } from "../../shared/ids";
import type { Cpu } from "../../sim/machine/cpu";
import { SUSPENDED } from "../../sim/routine";
import { PROGRAM_PARAMETERS } from "../compiler/emit/program";
import type { CompiledProgram } from "../compiler/image";
import { AccessReporter } from "./accesses";
import type { AccessHooks } from "./accesses";
import { Completion } from "./coroutines/completion";
import { EventLoop } from "./coroutines/eventLoop";
import type { LoopHost, Routines } from "./coroutines/eventLoop";
import { makeCoroutines } from "./coroutines/index";
import { DebugControl } from "./debug/control";
import { EngineRoutine } from "./engineRoutine";
import { Fiber } from "./fiber";
import type { CloneAccess } from "./fork/cloner";
import { iteratorSubstitutes } from "./fork/iterators";
import type { IteratorSubstitutes } from "./fork/iterators";
import type { RawFunction } from "./frames";
import { makeGlobals } from "./globals/index";
import { makeCounting } from "./heap/counting";
import type { Sight } from "./heap/liveHeap";
import { ALLOCATE, UNINITIALIZED } from "./marks";
import { linkModules } from "./modules";
import type { Environment } from "./modules";
import { setBulkMeter } from "../realm/bulk";
import { freezeShared } from "../realm/freeze";
import { tamedFunction } from "../realm/makers";
import { PRELUDE_NATIVES } from "./prelude/source";
import { EngineRuntime } from "./runtime";
import { ErrorStacks } from "./stacks";
import { PRELUDE_VALUES, Substitutes } from "./substitutes";
import type { Tame } from "./substitutes";
import { makeConstruction, makeAccessors } from "./support/construction";
import type { Closures } from "./support/construction";
import {
  DONE,
  addToRest,
  closed,
  cursor,
  iteratorMethod,
  needsItems,
  needsIteration,
  nextOf,
  restOf,
  userCursor,
} from "./support/cursors";
import * as disposal from "./support/disposal";
import { LIBRARY_VALUES, makeJsonValues, makeReflectValues } from "./support/library";
import * as messages from "./support/messages";
import { makePaying } from "./support/paying";
import type { Paying } from "./support/paying";
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
  readonly loop: EventLoop;
  readonly paid: Paying["paid"];
  /** Where its processes can be cloned. */
  readonly clones: CloneAccess | undefined;
  /** Objects of the engine that the program gets in place of the platform's, or that its code refers to. */
  readonly own: readonly unknown[];
  readonly debug: DebugControl;
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
  host: LoopHost,
  accesses: AccessHooks,
  placeOf: (loc: number) => string | undefined,
): Code {
  setBulkMeter((elements) => cpu.countBulk(elements));
  const runtime = new EngineRuntime(
    program.functions,
    program.scopes,
    program.meter,
    cpu,
    () => host.now(),
    new ErrorStacks(program.stacks, placeOf),
    nativeBytes,
  );
  const substitutes: Record<string, Tame> = {};
  const prelude: Environment = {};
  const visible: Record<string, unknown> = {};
  let lookup: Tame = (value) => value;
  const routines: Routines = {
    ofFrame: (frame) => {
      const fiber = new Fiber(runtime);
      fiber.frames = frame;
      fiber.bytes = frame.code.bytes;
      return new EngineRoutine(frame.code.name, fiber, runtime.process);
    },
    ofPrelude: (name, argument) => {
      const fiber = new Fiber(runtime);
      const { closures } = code;
      const fn = prelude[name];
      fiber.start(closures.code(fn), closures.env(fn), undefined, [argument]);
      return new EngineRoutine(name, fiber, runtime.process);
    },
  };
  const loop = new EventLoop(runtime, host, routines);
  const iterators = program.forks ? iteratorSubstitutes() : NONE;
  const own = (method: unknown): unknown => iterators.table.get(method) ?? method;
  const coroutines = makeCoroutines(loop, prelude, own);
  const paying = makePaying(cpu, program.meter, iterators.originals);
  const helpers = makeHelpers((value) => lookup(value), cpu, paying, coroutines.helpers, runtime);
  const superGet = helpers["superGet"] as (...args: unknown[]) => unknown;
  helpers["superGet"] = (...args: unknown[]) => lookup(superGet(...args));
  if (program.forks)
    helpers["iteratorMethod"] = (value: unknown, site: string | undefined) =>
      own(iteratorMethod(value, site));
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
    $a: new AccessReporter(accesses, runtime),
  };
  const reflect = {};
  const standard = makeGlobals(prelude, visible, globals);
  visible["Reflect"] = reflect;
  visible["Function"] = tamedFunction;
  for (const name of program.globals) visible[name] ??= standard.value(name);
  const factory = Reflect.construct(Function, [...PROGRAM_PARAMETERS, program.code]) as (
    ...values: unknown[]
  ) => Emitted;
  const emitted = factory(...PROGRAM_PARAMETERS.map((name) => values[name]));
  const { slots, makers, classes, privateCopiers, arguments: makeArguments } = helpers;
  const closures = present(helpers.closures, "closures");
  const clones = program.forks ? { closures, makers, classes, privateCopiers, makeArguments } : undefined;
  const objects: unknown[] = [Object.values(visible), helpers.templates];
  const debug = new DebugControl(runtime, program.stops as readonly LocIndex[]);
  const code: Code = {
    runtime,
    prelude,
    slots,
    closures,
    loop,
    debug,
    paid: paying.paid,
    clones,
    own: objects,
    ...emitted,
  };
  const natives = {
    ...PRELUDE_VALUES,
    ...LIBRARY_VALUES,
    ...makeJsonValues((value) => closures.has(value)),
    ...makeReflectValues(
      makeAccessors(() => closures),
      (value) => lookup(value),
    ),
    ...disposal,
    ...coroutines.values,
    ...iterators.values,
  };
  linkModules(program.modules, code, { [PRELUDE_NATIVES]: natives }, [prelude], [0]);
  // The prelude itself gets the built-ins as they are.
  for (const name of program.substituted) substitutes[name] = (value) => value;
  evaluatePrelude(present(emitted.bodies[program.modules[0]?.body ?? -1], "prelude"), prelude, cpu, runtime);
  const table = new Substitutes(prelude, reflect, iterators.table, program.substituted);
  objects.push(table.values(), coroutines.prototypes(), iterators.prototypes);
  lookup = table.lookup;
  coroutines.fill();
  Object.assign(substitutes, table.byName);
  // All processes of the program have them in common.
  freezeShared({ ...visible, ...prelude, ...standard.all(), ...globals });
  freezeShared([table.values(), coroutines.prototypes(), iterators.prototypes].flat());
  return code;
}

const NONE: IteratorSubstitutes = { table: new Map(), originals: new Map(), values: {}, prototypes: [] };

/** A small integer of V8's: larger ones would make the counters slow for good. */
const ENOUGH = 2 ** 30 - 1;

/** Makes the prelude's classes, if it has some. That takes no virtual time. */
function evaluatePrelude(body: RawFunction, prelude: Environment, cpu: Cpu, runtime: EngineRuntime): void {
  const { budget, steps, heap } = cpu;
  cpu.budget = cpu.steps = cpu.heap = ENOUGH;
  if (body(prelude, undefined) === SUSPENDED)
    throw new Error("the prelude has stopped", { cause: runtime.thrown?.error });
  Object.assign(cpu, { budget, steps, heap });
}

/** What emitted code gives to the engine. */
interface Helpers {
  closures: Closures | undefined;
  readonly slots: Sight["slots"];
  readonly makers: CloneAccess["makers"];
  readonly classes: CloneAccess["classes"];
  readonly privateCopiers: CloneAccess["privateCopiers"];
  readonly templates: unknown[];
  arguments: CloneAccess["makeArguments"];
}

/** What emitted code reaches as `$h`. */
function makeHelpers(tame: Tame, cpu: Cpu, paying: Paying, coroutines: object, runtime: EngineRuntime) {
  const helpers: Helpers & Record<string, unknown> = {
    closures: undefined,
    slots: [],
    makers: new Map(),
    classes: new WeakMap(),
    privateCopiers: [],
    templates: [],
    arguments: () => ({}),
  };
  const closures = (): Closures => present(helpers.closures, "closures");
  Object.assign(
    helpers,
    messages,
    properties,
    disposal,
    paying,
    makeConstruction(closures, UNINITIALIZED, runtime, paying),
    makeAccessors(closures),
    makeCounting(cpu, closures),
    coroutines,
    {
      cursor,
      iteratorMethod,
      userCursor,
      nextOf,
      restOf,
      addToRest,
      closed,
      needsItems,
      needsIteration,
      tame,
    },
    {
      callWriting: runtime.callWriting,
      template: (...texts: Parameters<typeof properties.template>): readonly unknown[] => {
        const strings = properties.template(...texts);
        helpers.templates.push(strings);
        return strings;
      },
      initialized: messages.makeInitialized(UNINITIALIZED),
      assignConstant: messages.makeAssignConstant(UNINITIALIZED),
    },
  );
  return helpers;
}
