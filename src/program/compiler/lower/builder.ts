import type { Node } from "../ast";
import { regionCost } from "../cost";
import type { Call, CodeKind, CoroutineKind, Cost, FunctionCode, Ir, Point } from "../ir";
import { isPlainName, localName, member } from "../names";
import type { ModuleUnit, ProgramBuilder } from "../program";
import type { Binding, Scope } from "../scope";
import type { Unit } from "../scope";
import { countEnvironment } from "./allocations";
import type { Control } from "./control";
import { constant } from "./value";
import { reportsAccesses } from "./watching";
import type { Value } from "./value";

/** Temporaries that are in use. */
interface Mark {
  readonly temporaries: number;
  readonly scratched: number;
}

/** The function under construction: where lowering puts its statements, and what it knows of names. */
export class FunctionBuilder {
  readonly locals: string[] = [];
  readonly locs: number[] = [-1];
  private readonly points: Point[];
  readonly control: Control[] = [];
  /** Locals in which the finallys so far keep the exception that they run for. */
  readonly traces: string[] = [];
  /** Names of the raw function's parameters. */
  inputs: ReadonlySet<string> = new Set();
  coroutine: CoroutineKind | undefined = undefined;
  /** Local with the resources of the innermost block that declares some by `using`. */
  resources = "";
  /** Where a constructor's return statements lead, and the variable for what they give. */
  ending: { readonly value: string; readonly label: string } | undefined = undefined;
  /** It has `$nt`. */
  newTarget: boolean;
  out: Ir[] = [];
  private readonly declared = new Set<string>();
  /** Variables of one expression, which no call interrupts: frames do not keep them. */
  readonly scratches: string[] = [];
  private temporaries = 0;
  /** More than the number of every temporary that has been in use since this was set. */
  private highest = 0;
  /** Locals of all scopes that have been entered. */
  private readonly scoped: string[] = [];
  private scratched = 0;
  private initialized = 0;
  private caller: string | undefined = undefined;
  private labels = 0;
  private scope: Scope;

  constructor(
    readonly program: ProgramBuilder,
    readonly module: ModuleUnit,
    readonly unit: Unit,
    readonly kind: CodeKind,
    readonly name: string,
    /** Where the function stands. */
    readonly outer: Scope,
  ) {
    this.scope = outer;
    this.newTarget = kind === "constructor" || kind === "derived";
    this.points = [{ scope: outer, order: 0 }];
  }

  // Places

  loc(node: Node): number {
    return this.program.location(this.module, node, this.name);
  }

  error(node: Node, message: string): void {
    this.module.diagnostics.error(node, message);
  }

  // Statements

  exec(code: string, node: Node): void {
    this.out.push({ op: "exec", code, loc: this.loc(node) });
  }

  charge(nodes: readonly (Node | null | undefined)[]): void {
    const cost = regionCost(nodes);
    if (cost.ns > 0) this.out.push({ op: "charge", cost });
  }

  check(cost: Cost, node: Node): void {
    this.out.push({ op: "check", pc: this.pc(node), cost });
  }

  /** Accesses of the library are told of with the place of its caller, which it keeps while it calls the program. */
  noteCaller(node: Node): void {
    if (!this.module.library || !reportsAccesses(this)) return;
    this.caller = this.local("$site");
    this.exec(`${this.caller}=$r.loc`, node);
  }

  /** The call's result, in a temporary of its own. */
  call(call: Call, node: Node): Value {
    if (this.caller !== undefined) this.exec(`$r.loc=${this.caller}`, node);
    const into = this.temp();
    const pc = this.pc(node);
    this.out.push({ op: "call", pc, into, call, loc: this.locs[pc] ?? -1 });
    return constant(into);
  }

  /** Where the coroutine rests; gives what it is resumed with. */
  rest(value: string, node: Node): Value {
    const into = this.temp();
    const pc = this.pc(node);
    this.out.push({ op: "yield", pc, into, value, loc: this.locs[pc] ?? -1 });
    return constant(into);
  }

  /** Where the coroutine's body begins. */
  initial(start: string, node: Node): void {
    const pc = this.pc(node);
    this.out.push({ op: "initial", pc, start, loc: this.locs[pc] ?? -1 });
  }

  /** The statements that `emit` adds, apart from the others. */
  list(emit: () => void): Ir[] {
    const outer = this.out;
    const inner: Ir[] = [];
    this.out = inner;
    emit();
    this.out = outer;
    return inner;
  }

  /** Where the debug build may stop: before a statement. */
  stop(node: Node): void {
    if (!this.program.options.debug || this.module.library) return;
    const pc = this.pc(node);
    const loc = this.locs[pc] ?? -1;
    this.program.stops.add(loc);
    this.out.push({ op: "stop", pc, loc });
  }

  private pc(node: Node): number {
    this.points.push({ scope: this.scope, order: this.initialized });
    return this.locs.push(this.loc(node)) - 1;
  }

  /** What the function is entered with: its place and the scope of its parameters. */
  begin(node: Node | undefined, scope: Scope): void {
    this.locs[0] = node === undefined ? -1 : this.loc(node);
    this.points[0] = { scope, order: 0 };
  }

  /** From here on the variable has its value. */
  settle(binding: Binding): void {
    // A var is undefined from the start.
    if (binding.kind !== "var") binding.order = ++this.initialized;
  }

  label(): string {
    return `$L${this.labels++}`;
  }

  // Values

  /** A fresh temporary, until the present statement's end. */
  temp(): string {
    const name = `$${this.temporaries++}`;
    this.highest = Math.max(this.highest, this.temporaries);
    this.local(name);
    return name;
  }

  /**
   * Runs `emit`, then forgets what it alone used: its temporaries and the variables of scopes in it. At a back-edge this lets V8 keep
   * numbers in registers: a variable that lived on into the next pass could also be `undefined` there, and would be allocated.
   */
  forgetting(node: Node, emit: () => void): void {
    const { highest, temporaries: first, scoped } = this;
    const known = scoped.length;
    this.highest = first;
    emit();
    const used = Array.from({ length: this.highest - first }, (_, i) => `$${first + i}`);
    this.highest = Math.max(highest, this.highest);
    const names = [...new Set([...scoped.slice(known), ...used])];
    if (names.length > 0) this.exec(`${names.join("=")}=undefined`, node);
  }

  /** A fresh variable within one expression, until the present statement's end. */
  scratch(): string {
    const name = `$s${this.scratched++}`;
    if (this.scratched > this.scratches.length) this.scratches.push(name);
    return name;
  }

  mark(): Mark {
    return { temporaries: this.temporaries, scratched: this.scratched };
  }

  release({ temporaries, scratched }: Mark): void {
    this.temporaries = temporaries;
    this.scratched = scratched;
  }

  /** What the finished function consists of, whatever kind it is. */
  parts(): Pick<
    FunctionCode,
    "name" | "kind" | "scratches" | "body" | "locs" | "points" | "library" | "unit" | "closure"
  > {
    const { name, kind, scratches, out: body, locs, points, unit } = this;
    const { library } = this.module;
    return {
      name,
      kind,
      scratches,
      body,
      locs,
      points,
      library,
      unit,
      closure: this.outer.envScope(),
    };
  }

  local(name: string): string {
    if (!this.declared.has(name)) {
      this.declared.add(name);
      this.locals.push(name);
    }
    return name;
  }

  /** Puts a value aside, so that nothing that runs later changes it. */
  spill(value: Value, node: Node): Value {
    if (value.stable) return value;
    const name = this.temp();
    this.exec(`${name}=${value.aside ?? value.text}`, node);
    return constant(name);
  }

  /** A value whose text may be repeated. */
  atom(value: Value, node: Node): Value {
    return value.atom ? value : this.spill(value, node);
  }

  /**
   * Evaluates operands in order. Where a later one needs statements, the earlier ones are put aside before these, so that the order of
   * effects is the program's.
   */
  operands(nodes: readonly Node[], evaluate: readonly (() => Value)[]): Value[] {
    const values: Value[] = [];
    for (const [i, next] of evaluate.entries()) {
      const before = this.out.length;
      const value = next();
      if (this.out.length > before) {
        const later = this.out.splice(before);
        for (let j = 0; j < i; j++) {
          const earlier = values[j];
          const node = nodes[j];
          if (earlier !== undefined && node !== undefined) values[j] = this.spill(earlier, node);
        }
        this.out.push(...later);
      }
      values.push(value);
    }
    return values;
  }

  // Names

  /** Enters a scope: its variables get places, and an environment object where closures share them. */
  enter(scope: Scope, node: Node): Scope {
    const outer = this.scope;
    this.scope = scope;
    for (const binding of scope.bindings.values()) {
      if (binding.captured || binding.holder !== undefined || !isVariable(binding)) continue;
      const name = this.local(this.localOf(binding));
      this.scoped.push(name);
      // Whether the initialization has run does not show from the place in the text where cases may be jumped over.
      if (binding.checked || (scope.unordered && binding.lexical)) this.exec(`${name}=$T`, node);
    }
    if (scope.hasEnv) {
      const slots = [...scope.bindings.values()]
        .filter((binding) => binding.captured && binding.kind !== "import")
        .map((binding) => `${slotName(binding)}:${this.initialValue(binding)}`);
      const parent = outer.envScope();
      const link = parent === undefined ? [] : [`$p:${this.envPath(parent)}`];
      this.exec(`${this.local(`$e${scope.id}`)}={${[...link, ...slots].join(",")}}`, node);
      countEnvironment(this, slots.length, node);
    }
    return outer;
  }

  /** Goes on in a scope whose environment is already there. */
  resume(scope: Scope): Scope {
    const outer = this.scope;
    this.scope = scope;
    return outer;
  }

  leave(outer: Scope): void {
    this.scope = outer;
  }

  /** Runs `emit` in the scope of a node, if it has one. */
  inScope(scope: Scope | undefined, node: Node, emit: () => void): void {
    if (scope === undefined) {
      emit();
      return;
    }
    const outer = this.enter(scope, node);
    emit();
    this.leave(outer);
  }

  /** Gives the next iteration its own variables: a copy of the environment. */
  copyEnv(scope: Scope, node: Node): void {
    if (!scope.hasEnv) return;
    const env = `$e${scope.id}`;
    const slots = [...scope.bindings.values()]
      .filter((binding) => binding.captured)
      .map((binding) => `${slotName(binding)}:${member(env, slotName(binding))}`);
    this.exec(`${env}={${[`$p:${env}.$p`, ...slots].join(",")}}`, node);
    countEnvironment(this, slots.length, node);
  }

  private initialValue(binding: Binding): string {
    // Also where no reference looks at it: a debugger does.
    if (binding.checked || (binding.lexical && binding.kind !== "param")) return "$T";
    const local = this.localOf(binding);
    if (this.inputs.has(local)) return local;
    if (binding.kind === "this")
      return this.kind === "constructor" || this.kind === "derived" ? "$T" : "$this";
    if (binding.kind === "newTarget") return this.newTarget ? "$nt" : "undefined";
    if (binding.kind === "arguments") return "$h.arguments(...$args)";
    return "undefined";
  }

  /** Text of the environment that closures made here get. */
  env(): string {
    const scope = this.scope.envScope();
    return scope === undefined ? "undefined" : this.envPath(scope);
  }

  currentScope(): Scope {
    return this.scope;
  }

  /** How this function reaches the environment of a scope around the present place. */
  envPath(scope: Scope): string {
    const closure = this.outer.envScope();
    if (scope !== closure && scope.unit === this.unit) return `$e${scope.id}`;
    let path = "$e";
    for (let each = closure; each !== undefined && each !== scope; each = each.parent?.envScope())
      path += ".$p";
    return path;
  }

  /** Text of the variable. */
  access(binding: Binding): string {
    if (binding.holder !== undefined) return member(this.access(binding.holder), binding.name);
    if (binding.captured) return member(this.envPath(binding.scope), slotName(binding));
    switch (binding.kind) {
      case "this":
        return binding.scope.unit.kind === "module" ? "undefined" : "$this";
      case "newTarget":
        return this.newTarget ? "$nt" : "undefined";
      case "arguments":
        return "$arguments";
      default:
        return this.local(this.localOf(binding));
    }
  }

  localOf(binding: Binding): string {
    return localName(binding.name, binding.id);
  }
}

function isVariable(binding: Binding): boolean {
  switch (binding.kind) {
    case "this":
    case "newTarget":
    case "arguments":
    case "import":
      return false;
    case "param":
      return binding.checked;
    default:
      return true;
  }
}

/** Property of the environment object that holds a captured binding. */
export function slotName(binding: Binding): string {
  return isPlainName(binding.name) && binding.name !== "__proto__" ? binding.name : `$v${binding.id}`;
}
