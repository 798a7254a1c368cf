import type * as t from "@babel/types";
import type { ClassNode, FunctionNode } from "./ast";

export type BindingKind =
  | "var"
  | "let"
  | "const"
  | "class"
  | "function"
  | "param"
  | "catch"
  /** The name of a function expression, within it: assignments to it are errors. */
  | "self"
  | "import"
  /** `this`, `arguments`, `new.target` of a function. */
  | "this"
  | "arguments"
  | "newTarget"
  /** Made by the compiler: class objects, computed keys, private methods. */
  | "hidden";

/** One declared name. */
export class Binding {
  /** Referred to from a function other than the one that declares it: it lives in the scope's environment object. */
  captured = false;
  /** Some reference reads or writes it. */
  used = false;
  /** Assigned to after its initialization. */
  reassigned = false;
  /** A reference may come before the initialization: the variable holds a mark until then, and such references look. */
  checked = false;
  /** A closure that refers to it may run before its initialization. */
  risky = false;
  /** Position of its initialization among those of its function: what comes before in the text finds it without a value. 0: it has one from the start. */
  order = 0;
  /** Where its initialization ends in the text; earlier references of the same function come too soon. */
  initEnd = 0;
  /** For a function declaration. */
  declaration: FunctionNode | undefined;
  /** For an import: what it means. */
  target: ImportTarget | undefined;
  /** For a variable that a namespace exports: what holds the namespace's object, whose property it is. */
  holder: Binding | undefined;

  constructor(
    readonly name: string,
    readonly kind: BindingKind,
    readonly scope: Scope,
    readonly id: number,
  ) {}

  /** Whether its value stays the same once it is initialized. */
  get constant(): boolean {
    return !this.reassigned && this.kind !== "var" && this.kind !== "param";
  }

  /** let, const and class, and parameters that initializers come before: not to be read before the declaration has run. */
  get lexical(): boolean {
    if (this.kind === "param") return this.initEnd > 0;
    return this.kind === "let" || this.kind === "const" || this.kind === "class";
  }
}

/** What an imported name stands for, found by following re-exports. */
export type ImportTarget =
  | { readonly kind: "binding"; readonly module: number; readonly binding: Binding }
  | { readonly kind: "namespace"; readonly module: number }
  | { readonly kind: "native"; readonly uri: string; readonly name: string }
  | { readonly kind: "nativeNamespace"; readonly uri: string };

/** A region of text with names of its own. */
export class Scope {
  readonly bindings = new Map<string, Binding>();
  /** A captured binding lives here, so that an environment object is made when the scope is entered. */
  hasEnv = false;

  constructor(
    readonly parent: Scope | undefined,
    readonly unit: Unit,
    readonly id: number,
    /** Cases of a switch share one scope, so the order of the text says nothing about initialization. */
    readonly unordered = false,
  ) {}

  find(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.parent?.find(name);
  }

  /** The nearest scope with an environment object, this one included. */
  envScope(): Scope | undefined {
    return this.hasEnv ? this : this.parent?.envScope();
  }
}

/** Code that becomes one function: a function of the program, a module body, or the initializers of a class. */
export interface Unit {
  readonly kind: "module" | "function" | "arrow" | "fields" | "statics";
  readonly parent: Unit | undefined;
  readonly node: FunctionNode | ClassNode | t.Program;
  /** Bindings of enclosing units that it refers to, its inner functions included. */
  readonly free: Set<Binding>;
  /** How many of its functions without a name have got one so far: main.func1, main.func2. */
  anonymous: number;
}

/** Names that belong to one class. */
export interface ClassScope {
  readonly scope: Scope;
  /** The class's own name, seen from within. */
  readonly inner: Binding | undefined;
  /** The class object, whatever its name. */
  readonly self: Binding;
  readonly keys: ReadonlyMap<t.Node, Binding>;
  readonly privates: ReadonlyMap<string, PrivateName>;
  readonly fields: Unit;
  readonly fieldsScope: Scope;
  readonly statics: Unit;
  readonly staticsScope: Scope;
  /** Number in the program, for the names of its private slots. */
  readonly id: number;
}

export interface PrivateName {
  readonly name: string;
  readonly isStatic: boolean;
  readonly kind: "field" | "method" | "accessor";
  /** Methods and accessors live in the class's scope. */
  readonly method: Binding | undefined;
  readonly getter: Binding | undefined;
  readonly setter: Binding | undefined;
  readonly classId: number;
  /** The class object, where the text of the class may be evaluated more than once: each class has private names of its own. */
  readonly token: Binding | undefined;
  /** A field that may be looked at before it has been initialized: then it is not there. */
  readonly late: boolean;
}
