import type * as t from "@babel/types";
import { Analysis } from "./analysis";
import type { Counter } from "./analysis";
import { children, isFunction, patternNames, unwrapExport } from "./ast";
import type { ClassNode, FunctionNode, Node } from "./ast";
import { lateFields } from "./lateFields";
import { Binding, Scope } from "./scope";
import type { BindingKind, PrivateName, Unit } from "./scope";

/** Where the analysis stands: the present scope and function, and what is declared there. */
export class Declarations {
  readonly analysis = new Analysis();
  protected scope: Scope;
  protected unit: Unit;

  constructor(
    program: t.Program,
    protected readonly counter: Counter,
  ) {
    this.unit = { kind: "module", parent: undefined, node: program, free: new Set(), anonymous: 0 };
    this.scope = new Scope(undefined, this.unit, 0);
  }

  protected enterScope(node: Node, parent: Scope | undefined, unordered = false): Scope {
    const scope = new Scope(parent, this.unit, this.counter.next(), unordered);
    this.analysis.scopes.set(node, scope);
    return scope;
  }

  protected declare(name: string, kind: BindingKind, scope = this.scope): Binding {
    const known = scope.bindings.get(name);
    if (known !== undefined) {
      known.reassigned = true;
      return known;
    }
    const binding = new Binding(name, kind, scope, this.counter.next());
    scope.bindings.set(name, binding);
    return binding;
  }

  /** Runs `inner` in a new scope that belongs to `node`. */
  protected inScope(node: Node, inner: (scope: Scope) => void, unordered = false): void {
    const outer = this.scope;
    this.scope = this.enterScope(node, outer, unordered);
    inner(this.scope);
    this.scope = outer;
  }

  protected inUnit(kind: Unit["kind"], node: FunctionNode | ClassNode, inner: (unit: Unit) => void): Unit {
    const outer = this.unit;
    const unit: Unit = { kind, parent: outer, node, free: new Set(), anonymous: 0 };
    this.unit = unit;
    inner(unit);
    this.unit = outer;
    return unit;
  }

  /**
   * Declares what the statements of a block declare.
   * @param holder for the block of a namespace: what holds its object.
   */
  protected hoist(statements: readonly t.Statement[], holder?: Binding): void {
    for (const statement of statements) {
      const inner = unwrapExport(statement);
      if (holder !== undefined && inner !== statement) {
        this.analysis.exporters.set(inner, holder);
        if (inner.type === "VariableDeclaration") {
          for (const { id } of inner.declarations)
            patternNames(id, (name) => this.declareMember(name.name, holder));
          continue;
        }
      }
      if (statement.type === "ExportDefaultDeclaration" && !isNamed(inner)) {
        const binding =
          inner.type === "FunctionDeclaration"
            ? this.declareFunction(inner, "%default")
            : this.declare("%default", "const");
        binding.initEnd = statement.end ?? 0;
        this.analysis.defaultExport = binding;
      }
      switch (inner.type) {
        case "FunctionDeclaration":
          if (inner.id != null) this.declareFunction(inner, inner.id.name);
          break;
        case "ClassDeclaration":
          if (inner.id != null) this.declare(inner.id.name, "class").initEnd = inner.end ?? 0;
          break;
        case "TSEnumDeclaration":
          this.declareMerged(inner.id.name);
          break;
        case "TSModuleDeclaration":
          if (inner.id.type === "Identifier") this.declareMerged(inner.id.name);
          break;
        case "ImportDeclaration":
          for (const specifier of inner.specifiers) this.declare(specifier.local.name, "import");
          break;
        case "VariableDeclaration":
          this.hoistVariables(inner);
          break;
        case "LabeledStatement":
          this.hoist([inner.body]);
          break;
        default:
          break;
      }
    }
  }

  /** Enums and namespaces add to what is there under their name. */
  private declareMerged(name: string): void {
    if (!this.scope.bindings.has(name)) this.declare(name, "var");
  }

  /** A variable that is a property of a namespace's object. */
  protected declareMember(name: string, holder: Binding): void {
    const binding = this.declare(name, "var");
    binding.holder = holder;
    binding.reassigned = true;
  }

  protected declareFunction(node: t.FunctionDeclaration, name: string): Binding {
    const binding = this.declare(name, "function");
    binding.declaration = node;
    // Functions of a module exist before any module body runs.
    if (this.unit.kind === "module") binding.captured = this.scope.hasEnv = true;
    return binding;
  }

  protected hoistVariables(declaration: t.VariableDeclaration, initEnd?: number): void {
    if (declaration.kind === "var") return;
    const kind = declaration.kind === "let" ? "let" : "const";
    for (const declarator of declaration.declarations)
      patternNames(declarator.id, (name) => {
        this.declare(name.name, kind).initEnd = initEnd ?? declarator.end ?? 0;
      });
  }

  /** Declares the `var` names of a function body, wherever they stand in it. */
  protected hoistVars(body: Node): void {
    for (const child of children(body)) {
      if (isFunction(child) || child.type === "ClassBody" || child.type === "TSModuleBlock") continue;
      if (child.type === "VariableDeclaration" && child.kind === "var")
        for (const declarator of child.declarations)
          patternNames(declarator.id, (name) => this.declareVar(name.name));
      this.hoistVars(child);
    }
  }

  protected declareVar(name: string): void {
    const known = this.scope.bindings.get(name);
    if (known === undefined) this.declare(name, "var");
    else known.reassigned = true;
  }

  protected capture(named: Binding): void {
    const binding = named.holder ?? named;
    if (binding.scope.unit === this.unit) return;
    if (binding.kind !== "import") {
      binding.captured = true;
      binding.scope.hasEnv = true;
    }
    for (let unit: Unit | undefined = this.unit; unit !== undefined; unit = unit.parent) {
      if (unit === binding.scope.unit) break;
      unit.free.add(binding);
    }
  }

  /** @param token the class object, where the text of the class may be evaluated more than once. */
  protected declarePrivates(
    node: ClassNode,
    classId: number,
    token: Binding | undefined,
  ): Map<string, PrivateName> {
    const privates = new Map<string, PrivateName>();
    const late = lateFields(node);
    for (const member of node.body.body) {
      if (member.type !== "ClassPrivateProperty" && member.type !== "ClassPrivateMethod") continue;
      const name = member.key.id.name;
      const isStatic = member.static;
      this.declare(`#${name}`, "hidden");
      const plain = { ...NO_CODE, name, isStatic, classId, token, late: false };
      if (member.type === "ClassPrivateProperty") {
        privates.set(name, { ...plain, kind: "field", late: late.has(name) });
      } else if (member.kind === "get" || member.kind === "set") {
        const binding = this.declare(`%${member.kind} #${name}`, "hidden");
        const known = privates.get(name) ?? { ...plain, kind: "accessor" };
        privates.set(
          name,
          member.kind === "get" ? { ...known, getter: binding } : { ...known, setter: binding },
        );
      } else {
        const method = this.declare(`%method #${name}`, "hidden");
        privates.set(name, { ...plain, kind: "method", method });
      }
    }
    return privates;
  }
}

const NO_CODE = { method: undefined, getter: undefined, setter: undefined } as const;

function isNamed(declaration: Node): boolean {
  return (
    (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") &&
    declaration.id != null
  );
}
