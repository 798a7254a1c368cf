/** What the text at some place of a generated program may refer to. */
export interface Scope {
  readonly names: string[];
  /** Names that may be assigned to. */
  readonly mutable: string[];
  readonly functions: { readonly name: string; readonly arity: number }[];
  readonly generators: string[];
  readonly classes: { readonly name: string; readonly member: string }[];
  readonly loopLabels: readonly string[];
  readonly blockLabels: readonly string[];
  readonly loop: boolean;
  readonly inSwitch: boolean;
  readonly inFunction: boolean;
  readonly inGenerator: boolean;
  readonly depth: number;
}

export const TOP: Scope = {
  names: [],
  mutable: [],
  functions: [],
  generators: [],
  classes: [],
  loopLabels: [],
  blockLabels: [],
  loop: false,
  inSwitch: false,
  inFunction: false,
  inGenerator: false,
  depth: 0,
};

/** A scope within: what is declared there is not seen outside. */
export function within(scope: Scope, change: Partial<Scope> = {}, names: readonly string[] = []): Scope {
  return {
    ...scope,
    names: [...scope.names, ...names],
    mutable: [...scope.mutable],
    functions: [...scope.functions],
    generators: [...scope.generators],
    classes: [...scope.classes],
    depth: scope.depth + 1,
    ...change,
  };
}

/** The body of a function: jumps do not leave it. */
export function functionScope(scope: Scope, params: readonly string[], generator = false): Scope {
  const own = within(
    scope,
    {
      loop: false,
      inSwitch: false,
      loopLabels: [],
      blockLabels: [],
      inFunction: true,
      inGenerator: generator,
    },
    params,
  );
  own.mutable.push(...params);
  return own;
}
