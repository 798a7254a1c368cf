import type { LocIndex } from "../../../shared/ids";
import type { FunctionInfo, ScopeInfo, ScopeKind, VariableInfo, VariableKind } from "../../compiler/image";
import { locOf } from "../frames";
import type { Frame } from "../frames";
import { UNINITIALIZED } from "../marks";
import { isObject } from "../support/cursors";

/** A variable of the source at one place of a stopped call. */
export interface DebugVariable {
  readonly name: string;
  readonly kind: VariableKind;
  /**
   * `value`: what the variable holds. `uninitialized`: its declaration has not run yet, so reading it would be an error. `unavailable`: it
   * belongs to a function around this one, and no closure refers to it, so only that function's own calls have it.
   */
  readonly state: "value" | "uninitialized" | "unavailable";
  /** With `value`; else undefined. */
  readonly value: unknown;
  /** Gives the variable another value, where the source could. */
  readonly set: ((value: unknown) => void) | undefined;
}

export interface DebugScope {
  readonly kind: ScopeKind;
  /** It is one of a function around the call's. */
  readonly outer: boolean;
  /** In the order of the text. An inner scope's name hides that of an outer one. */
  readonly variables: readonly DebugVariable[];
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * One call of a stopped routine. What it shows is read when it is asked for: only while the routine is stopped does it mean anything.
 * Private members belong to their objects and are not variables; neither are temporaries of the compiler.
 */
export class DebugFrame {
  /** As stacks show it. */
  readonly fn: string;
  readonly loc: LocIndex | -1;
  /** Code of the library, such as a method of Array that calls the program back: it has no place and no variables. */
  readonly library: boolean;

  constructor(
    private readonly frame: Frame,
    private readonly table: readonly ScopeInfo[],
  ) {
    this.fn = frame.code.name;
    this.loc = locOf(frame);
    this.library = frame.code.info?.library !== false;
  }

  /** The scopes around the place where the call has stopped, from the innermost block to the module. Those without variables are left out. */
  scopes(): DebugScope[] {
    const { info } = this.frame.code;
    if (info === undefined) return [];
    const found: DebugScope[] = [];
    const order = info.points[2 * this.frame.pc + 1] ?? 0;
    let row = info.points[2 * this.frame.pc] ?? -1;
    /** The innermost environment so far that belongs to a function around this one. */
    let around: unknown = undefined;
    while (row >= 0) {
      const scope = this.table[row];
      if (scope === undefined) break;
      const outer = scope.unit !== info.unit;
      const env = scope.env === undefined ? undefined : this.envOf(row, scope, info, around);
      if (scope.env !== undefined && (outer || row === info.closure)) around = env;
      const variables = scope.variables.flatMap((each) => this.variable(each, outer, env, order) ?? []);
      if (variables.length > 0) found.push({ kind: scope.kind, outer, variables });
      row = scope.parent;
    }
    return found;
  }

  private get vars(): Record<string, unknown> {
    return this.frame.vars as Record<string, unknown>;
  }

  private envOf(row: number, scope: ScopeInfo, info: FunctionInfo, around: unknown): unknown {
    if (row === info.closure) return this.vars["$e"];
    if (scope.unit === info.unit) return this.vars[scope.env ?? ""];
    return isObject(around) ? (around as Variables)["$p"] : undefined;
  }

  private variable(
    info: VariableInfo,
    outer: boolean,
    env: unknown,
    order: number,
  ): DebugVariable | undefined {
    const { name, kind } = info;
    const none = { name, kind, value: undefined, set: undefined };
    const holder = this.holderOf(info, outer, env);
    if (holder === undefined) {
      if (kind === "this" || kind === "arguments" || kind === "import") return undefined;
      // An own scope that is being entered has no environment yet.
      if (outer || info.slot === undefined) return { ...none, state: "unavailable" };
      return { ...none, state: kind === "var" ? "value" : "uninitialized" };
    }
    const [object, key] = holder;
    const value = object[key];
    if (value === UNINITIALIZED || (!outer && order < info.order)) return { ...none, state: "uninitialized" };
    const set = (to: unknown): void => {
      object[key] = to;
    };
    return {
      name,
      kind,
      state: "value",
      value,
      set: isAssignable(kind) ? set : undefined,
    };
  }

  /** Which property of which object holds the variable. */
  private holderOf(
    { slot, link, local, kind }: VariableInfo,
    outer: boolean,
    env: unknown,
  ): readonly [Record<string, unknown>, string] | undefined {
    if (slot !== undefined) {
      const object = link === undefined || !isObject(env) ? env : (env as Variables)[link];
      if (isObject(object) && slot in object) return [object as Record<string, unknown>, slot];
      if (kind !== "parameter") return undefined;
    }
    if (outer || local === undefined || !(local in this.vars)) return undefined;
    return [this.vars, local];
  }
}

function isAssignable(kind: VariableKind): boolean {
  return kind === "let" || kind === "var" || kind === "parameter" || kind === "catch";
}
