import type * as t from "@babel/types";
import type { Counter, SuperReference } from "./analysis";
import { isFunction } from "./ast";
import type { ClassNode, FunctionNode, Node } from "./ast";
import { Declarations } from "./declarations";
import type { FileDiagnostics } from "./diagnostics";
import { HOME } from "./names";
import { Scope } from "./scope";
import type { Binding, ClassScope } from "./scope";

/** The part of the analysis that is about classes and objects with methods: their scopes, what `super` means in them, private names. */
export abstract class ClassAnalysis extends Declarations {
  /** Where `super` looks at the present place. */
  private home: SuperReference | undefined;
  /** Loops around the present place, within or without functions. */
  protected loops = 0;

  constructor(
    program: t.Program,
    private readonly diagnostics: FileDiagnostics,
    counter: Counter,
  ) {
    super(program, counter);
  }

  protected abstract refer(name: string, node: Node, declares?: boolean): Binding | undefined;
  protected abstract visit(node: Node): void;
  protected abstract visitAll(nodes: readonly (Node | null | undefined)[]): void;
  protected abstract visitFunction(node: FunctionNode): void;

  protected visitObject(node: t.ObjectExpression): void {
    if (!node.properties.some((property) => property.type === "ObjectMethod")) {
      this.visitAll(node.properties);
      return;
    }
    this.inScope(node, () => {
      const home = this.declare(HOME, "hidden");
      this.analysis.homes.set(node, home);
      for (const property of node.properties) {
        if (property.type === "ObjectMethod")
          this.withHome({ home, onObject: true }, () => this.visit(property));
        else this.visit(property);
      }
    });
  }

  private withHome(home: SuperReference, visit: () => void): void {
    const outer = this.home;
    this.home = home;
    visit();
    this.home = outer;
  }

  protected visitSuper(node: t.Super): void {
    this.refer("this", node);
    if (this.home === undefined) return;
    this.capture(this.home.home);
    this.analysis.supers.set(node, this.home);
  }

  protected visitPrivate(node: t.PrivateName): void {
    const key = `#${node.id.name}`;
    const binding = this.scope.find(key);
    const name = binding === undefined ? undefined : this.analysisClass(binding)?.privates.get(node.id.name);
    if (name === undefined) {
      this.diagnostics.error(node, `private name #${node.id.name} is not declared in an enclosing class`);
      return;
    }
    this.analysis.privates.set(node, name);
    for (const each of [name.method, name.getter, name.setter]) if (each !== undefined) this.capture(each);
  }

  private analysisClass(marker: Binding): ClassScope | undefined {
    for (const each of this.analysis.classes.values()) if (each.scope === marker.scope) return each;
    return undefined;
  }

  protected visitClass(node: ClassNode): void {
    if (node.type === "ClassDeclaration" && node.id != null) this.refer(node.id.name, node.id, true);
    this.inScope(node, (scope) => {
      const classId = this.counter.next();
      const inner = node.id == null ? undefined : this.declare(node.id.name, "const");
      if (inner !== undefined) inner.initEnd = node.body.start ?? 0;
      const self = this.declare(HOME, "hidden");
      // A constructor that is not in the text finds the parent through the class.
      if (node.superClass != null && !node.body.body.some(isConstructor)) self.captured = scope.hasEnv = true;
      const keys = new Map<Node, Binding>();
      const repeats = this.unit.kind !== "module" || this.loops > 0;
      const privates = this.declarePrivates(node, classId, repeats ? self : undefined);
      if (repeats && privates.size > 0) self.captured = scope.hasEnv = true;
      const fields = this.inUnit("fields", node, () => undefined);
      const statics = this.inUnit("statics", node, () => undefined);
      const own: ClassScope = {
        scope,
        inner,
        self,
        keys,
        privates,
        fields,
        fieldsScope: new Scope(scope, fields, this.counter.next()),
        statics,
        staticsScope: new Scope(scope, statics, this.counter.next()),
        id: classId,
      };
      this.analysis.classes.set(node, own);
      if (node.superClass != null) this.visit(node.superClass);
      for (const member of node.body.body) {
        if (!("computed" in member) || !member.computed || member.type === "ClassMethod") continue;
        this.visit(member.key);
        const binding = this.declare(`%key${keys.size}`, "hidden");
        keys.set(member, binding);
      }
      for (const member of node.body.body) {
        if (!isFunction(member)) continue;
        const onObject = "static" in member && member.static;
        this.withHome({ home: self, onObject }, () => this.visitFunction(member));
      }
      for (const onObject of [false, true])
        this.withHome({ home: self, onObject }, () => this.visitInitializers(node, own, onObject));
    });
  }

  /** Field values and static blocks run with the object or the class as `this`, as functions of their own. */
  private visitInitializers(node: ClassNode, own: ClassScope, statics: boolean): void {
    const outer = { unit: this.unit, scope: this.scope };
    this.unit = statics ? own.statics : own.fields;
    this.scope = statics ? own.staticsScope : own.fieldsScope;
    this.declare("this", "this");
    this.declare("new.target", "newTarget");
    for (const member of node.body.body) {
      if (member.type === "StaticBlock") {
        if (!statics) continue;
        this.inScope(member, () => {
          this.hoist(member.body);
          this.hoistVars(member);
          this.visitAll(member.body);
        });
      } else if (member.type === "ClassProperty" || member.type === "ClassPrivateProperty") {
        if (member.static !== statics) continue;
        const key = own.keys.get(member);
        if (key !== undefined) this.capture(key);
        if (member.value != null) this.visit(member.value);
      }
    }
    ({ unit: this.unit, scope: this.scope } = outer);
  }
}

function isConstructor(member: Node): boolean {
  return member.type === "ClassMethod" && member.kind === "constructor";
}
