import type { Scope, Unit } from "./scope";

/**
 * The intermediate form of one function. Statements are structured; expressions are JavaScript text that cannot suspend. Everything
 * that can suspend is a statement of its own (`call`, `check`) with a number, its pc, from which the resume body goes on.
 * Both bodies of a function are emitted from the same list, so they cannot disagree.
 */
export type Ir =
  /** Runs the text as an expression statement. */
  | { readonly op: "exec"; readonly code: string; readonly loc: number }
  /** Counts time without a chance to stop. */
  | { readonly op: "charge"; readonly cost: Cost }
  /** In the debug build, before a statement: stops when the debugger says so. */
  | { readonly op: "stop"; readonly pc: number; readonly loc: number }
  /** Counts time and stops when the budget is used up. */
  | { readonly op: "check"; readonly pc: number; readonly cost: Cost }
  | {
      readonly op: "call";
      readonly pc: number;
      readonly into: string;
      readonly call: Call;
      readonly loc: number;
    }
  | {
      readonly op: "if";
      readonly test: string;
      readonly then: Ir[];
      readonly else: Ir[];
      readonly loc: number;
    }
  /** For ever: left by `break`. */
  | { readonly op: "loop"; readonly label: string; readonly body: Ir[] }
  | { readonly op: "block"; readonly label: string; readonly body: Ir[] }
  | { readonly op: "break"; readonly label: string }
  /** JavaScript's switch, with fall-through; a `break` to `label` leaves it. A case without test is the default. */
  | {
      readonly op: "switch";
      readonly label: string;
      readonly subject: string;
      readonly cases: readonly SwitchCase[];
      readonly loc: number;
    }
  /**
   * Where a coroutine's call ends and its body begins: what `start` makes of the frame is the call's value. In the function's own list,
   * once; the fast body ends here.
   */
  | { readonly op: "initial"; readonly pc: number; readonly start: string; readonly loc: number }
  /** The coroutine gives `value` to whoever has resumed it and rests. `into` gets what it is resumed with. */
  | {
      readonly op: "yield";
      readonly pc: number;
      readonly into: string;
      readonly value: string;
      readonly loc: number;
    }
  | { readonly op: "return"; readonly value: string; readonly loc: number }
  | { readonly op: "throw"; readonly value: string; readonly loc: number }
  /** `error` names the local that gets the exception; with `trace` the handler is a finally, which sees every exception. */
  | {
      readonly op: "try";
      readonly body: Ir[];
      readonly error: string;
      readonly trace: string | undefined;
      readonly handler: Ir[];
    };

export interface SwitchCase {
  readonly test: string | undefined;
  readonly body: Ir[];
}

/** Virtual time of a region in ns, and its size in units of the step limit. */
export interface Cost {
  readonly ns: number;
  readonly steps: number;
}

/** A call that may suspend. All members are texts that may be repeated or, where `args` says so, evaluated once. */
export type Call =
  /** A function of the program that is known at compile time. */
  | {
      readonly kind: "direct";
      readonly code: number;
      readonly env: string;
      readonly self: string;
      readonly args: readonly string[];
      /** It may be the library's, which has no places of its own. */
      readonly imported?: boolean;
    }
  /** Whatever the value is. `site` is its source text for the message when it is no function. */
  | {
      readonly kind: "value";
      readonly callee: string;
      readonly self: string;
      readonly args: readonly string[];
      readonly site: string;
      /** `object.name` where it was read from, when a built-in is likely there. */
      readonly builtin: string | undefined;
      /** How a built-in is called instead, so that the engine learns what it reads and writes. */
      readonly watched?: WatchedCall | undefined;
      /** Constant that charges calls of the likely built-in, where it has a cost of its own. */
      readonly payer?: string | undefined;
      /** Text of a report that the function is read from `self`. */
      readonly report?: string | undefined;
    }
  /** Makes or takes an error, and stops once where its stack is not known yet. */
  | { readonly kind: "stack"; readonly text: string }
  /** `self` is what $h.newThis made of the callee. */
  | { readonly kind: "new"; readonly callee: string; readonly self: string; readonly args: readonly string[] }
  | {
      readonly kind: "super";
      readonly callee: string;
      readonly self: string;
      readonly args: readonly string[];
      readonly target: string;
    };

export interface WatchedCall {
  /** Text of the condition for it, if there is one. */
  readonly when: string | undefined;
  /** Text of a function of the built-in, its `this`, its arguments as an array, and `place`, if that is given. */
  readonly via: string;
  readonly place: string | undefined;
  /** Text that comes before a call of the likely built-in; it needs no more. `undefined`: it is called like the others. */
  readonly before: string | undefined;
  /** Function of `this`, the first argument and `place` that a call of the likely built-in passes that argument through. */
  readonly pass: string | undefined;
}

/** How a function can be called, and what it is natively. */
export type CodeKind = "function" | "arrow" | "method" | "constructor" | "derived" | "initializer" | "module";

/** A function whose call does not simply run its body to the end. */
export type CoroutineKind = "generator" | "async" | "asyncGenerator";

export interface FunctionCode {
  readonly id: number;
  /** As stacks show it. */
  readonly name: string;
  /** As the function's `name` property shows it. */
  readonly ownName: string;
  readonly kind: CodeKind;
  readonly coroutine?: CoroutineKind | undefined;
  /** Names of the raw function's parameters after env and this. */
  readonly params: readonly string[];
  readonly rest: string | undefined;
  /** JavaScript's `length`. */
  readonly length: number;
  /** It is an ordinary function that looks at `new.target`. */
  readonly newTarget?: boolean;
  /** It is what Function.prototype.bind gives, of the function, the `this` and the arguments in its environment. */
  readonly bound?: boolean;
  readonly locals: readonly string[];
  /** Locals that frames do not keep. */
  readonly scratches: readonly string[];
  readonly entry: Cost;
  readonly body: Ir[];
  /** pc → row of the location table, -1 where there is none. */
  readonly locs: readonly number[];
  /** pc → what of the source is in scope there. */
  readonly points: readonly Point[];
  /** Part of the library. */
  readonly library: boolean;
  /** What it is in the source. */
  readonly unit: Unit;
  /** The scope whose environment `$e` is. */
  readonly closure: Scope | undefined;
}

export interface Point {
  readonly scope: Scope;
  /** How many variables of the function had been initialized. */
  readonly order: number;
}
