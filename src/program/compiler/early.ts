import type * as t from "@babel/types";
import type { Analysis } from "./analysis";
import { eachChild, isClass, isFunction, patternNames, unwrapExport } from "./ast";
import type { ClassNode, Node } from "./ast";
import type { Binding, Scope, Unit } from "./scope";

/**
 * Finds the references to let, const and class names that may come before the declaration has run, so that only these look at run time
 * ("Cannot access 'x' before initialization").
 *
 * Within one function the order of the text decides. A closure is dangerous only when it can run before the declaration has: some
 * statement that comes earlier, or the initializer itself, mentions a function through which a reference to the name can be reached.
 * @param cyclic the module imports itself through others, so that its functions may be called before its body runs.
 */
export function findEarlyReferences(program: t.Program, analysis: Analysis, cyclic: boolean): void {
  const finder = new EarlyFinder(analysis);
  finder.visit(program);
  if (cyclic)
    for (const binding of analysis.scopes.get(program)?.bindings.values() ?? [])
      if (binding.lexical && binding.captured) binding.risky = true;
  for (const reference of analysis.references.values()) {
    if (!reference.declares && isEarly(reference)) reference.binding.checked = true;
  }
}

/** Whether the reference needs a look at run time. */
export function isEarly(reference: {
  readonly binding: Binding;
  readonly unit: Unit;
  readonly node: Node;
}): boolean {
  const { binding, unit, node } = reference;
  if (!binding.lexical) return false;
  if (binding.scope.unit !== unit) return binding.risky;
  return (node.start ?? 0) < binding.initEnd || binding.scope.unordered;
}

class EarlyFinder {
  constructor(private readonly analysis: Analysis) {}

  visit(node: Node): void {
    if (isFunction(node)) this.markLater(node.params, this.analysis.scopes.get(node));
    switch (node.type) {
      case "ForOfStatement":
      case "ForInStatement":
        this.markLater([node.right], this.analysis.scopes.get(node));
        break;
      case "Program":
      case "BlockStatement":
      case "StaticBlock":
      case "TSModuleBlock":
        this.block(node.body);
        break;
      case "SwitchStatement":
        this.block(
          node.cases.flatMap((each) => each.consequent),
          true,
        );
        break;
      default:
        break;
    }
    eachChild(node, (child) => {
      this.visit(child);
    });
  }

  /** A closure in what is evaluated before names of the scope have their values may run before they have. */
  private markLater(nodes: readonly Node[], scope: Scope | undefined): void {
    const visit = (part: Node): void => {
      const free = isFunction(part) ? this.analysis.units.get(part)?.free : undefined;
      for (const binding of free ?? [])
        if (binding.scope === scope && binding.lexical && (part.start ?? 0) < binding.initEnd)
          binding.risky = true;
      eachChild(part, visit);
    };
    for (const node of nodes) visit(node);
  }

  /** Follows one block's statements in order. */
  private block(statements: readonly t.Statement[], unordered = false): void {
    const waiting = new Set<Binding>();
    const reach = new Map<Binding, ReadonlySet<Binding>>();
    for (const statement of statements) {
      const inner = unwrapExport(statement);
      for (const binding of this.declared(inner)) {
        if (binding.lexical && binding.captured) waiting.add(binding);
        if (inner.type === "FunctionDeclaration") reach.set(binding, this.freeOf(inner));
      }
    }
    if (waiting.size === 0) return;
    if (unordered) for (const binding of waiting) binding.risky = true;
    const order = new BlockOrder(this.analysis, waiting, reach);
    for (const statement of statements) {
      const inner = unwrapExport(statement);
      if (inner.type === "FunctionDeclaration") continue;
      if (inner.type === "VariableDeclaration") {
        for (const declarator of inner.declarations) {
          order.initialize(declarator.id, declarator.init ?? undefined);
          patternNames(declarator.id, (name) => this.settle(waiting, name));
        }
      } else {
        order.run(inner);
        if (inner.type === "ClassDeclaration") for (const each of this.declared(inner)) waiting.delete(each);
      }
    }
  }

  private settle(waiting: Set<Binding>, name: Node): void {
    const binding = this.bindingOf(name);
    if (binding !== undefined) waiting.delete(binding);
  }

  private declared(statement: t.Statement): Binding[] {
    const names: t.Identifier[] = [];
    if (statement.type === "VariableDeclaration")
      for (const declarator of statement.declarations)
        patternNames(declarator.id, (name) => {
          names.push(name);
        });
    else if (
      (statement.type === "ClassDeclaration" || statement.type === "FunctionDeclaration") &&
      statement.id != null
    )
      names.push(statement.id);
    return names.flatMap((name) => this.bindingOf(name) ?? []);
  }

  private bindingOf(name: Node): Binding | undefined {
    return this.analysis.references.get(name)?.binding;
  }

  private freeOf(node: Node): ReadonlySet<Binding> {
    return this.analysis.units.get(node)?.free ?? new Set();
  }
}

/** What the statements of one block can reach, as far as they have run. */
class BlockOrder {
  constructor(
    private readonly analysis: Analysis,
    /** Declared names that are not initialized yet. */
    private readonly waiting: ReadonlySet<Binding>,
    /** Functions held by names of the block: what they refer to. */
    private readonly reach: Map<Binding, ReadonlySet<Binding>>,
  ) {}

  /** A declarator: a function as initializer only becomes reachable through its name. */
  initialize(id: Node, init: Node | undefined): void {
    if (init === undefined) return;
    const own = id.type === "Identifier" ? this.analysis.references.get(id)?.binding : undefined;
    if (own !== undefined && isFunction(init)) {
      this.reach.set(own, this.analysis.units.get(init)?.free ?? new Set());
      return;
    }
    this.run(id);
    this.run(init);
  }

  /** Code that runs now: every function that it mentions may be called. */
  run(node: Node): void {
    if (isFunction(node)) {
      const unit = this.analysis.units.get(node);
      if ("computed" in node && node.computed) this.run(node.key);
      if (unit !== undefined) this.touch(unit.free, new Set());
      return;
    }
    if (isClass(node)) this.touchInitializers(node);
    const binding = this.analysis.references.get(node)?.binding;
    const held = binding === undefined ? undefined : this.reach.get(binding);
    if (held !== undefined) this.touch(held, new Set());
    eachChild(node, (child) => {
      this.run(child);
    });
  }

  private touchInitializers(node: ClassNode): void {
    const own = this.analysis.classes.get(node);
    if (own === undefined) return;
    this.touch(own.fields.free, new Set());
    this.touch(own.statics.free, new Set());
  }

  private touch(bindings: ReadonlySet<Binding>, seen: Set<Binding>): void {
    for (const binding of bindings) {
      if (seen.has(binding)) continue;
      seen.add(binding);
      if (this.waiting.has(binding)) binding.risky = true;
      const held = this.reach.get(binding);
      if (held !== undefined) this.touch(held, seen);
    }
  }
}
