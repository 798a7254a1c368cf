import type { ClassNode, Node } from "./ast";
import type { Binding, ClassScope, PrivateName, Scope, Unit } from "./scope";

/** A use of a name: what it means and from where. */
export interface Reference {
  readonly binding: Binding;
  readonly unit: Unit;
  readonly node: Node;
  /** It stands where the name is declared. */
  readonly declares: boolean;
}

/** How `super.x` finds its object. */
export interface SuperReference {
  readonly home: Binding;
  /** Look on the object itself instead of on a class's prototype. */
  readonly onObject: boolean;
}

/** Everything that lowering needs to know of the names of one module. */
export class Analysis {
  readonly references = new Map<Node, Reference>();
  readonly supers = new Map<Node, SuperReference>();
  readonly scopes = new Map<Node, Scope>();
  readonly units = new Map<Node, Unit>();
  readonly classes = new Map<ClassNode, ClassScope>();
  readonly privates = new Map<Node, PrivateName>();
  /** Uses of names that nothing in the module declares. */
  readonly free = new Map<string, Node[]>();
  readonly typeofOperands = new Set<Node>();
  /** Operands of typeof that nothing declares and no standard name is: they are "undefined". */
  readonly absent = new Set<Node>();
  /** Home objects of object literals. */
  readonly homes = new Map<Node, Binding>();
  /** Declarations that a namespace exports, and namespaces themselves → what holds the object of the namespace around them. */
  readonly exporters = new Map<Node, Binding>();
  /** Holds the value of `export default EXPRESSION`. */
  defaultExport: Binding | undefined;

  /** Functions without a name get theirs anew. */
  forgetNames(): void {
    for (const unit of this.units.values()) unit.anonymous = 0;
    for (const { fields, statics } of this.classes.values()) fields.anonymous = statics.anonymous = 0;
  }
}

/** Numbers that must be unique in a program. */
export class Counter {
  constructor(public last = 0) {}

  next(): number {
    return ++this.last;
  }
}
