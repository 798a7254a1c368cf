import type * as t from "@babel/types";
import type { Analysis, Counter, SuperReference } from "./analysis";
import { children, isFunction, patternEnds, patternNames, patternParts } from "./ast";
import type { ClassNode, FunctionNode, Node } from "./ast";
import { Declarations } from "./declarations";
import type { FileDiagnostics } from "./diagnostics";
import { HOLDER, HOME } from "./names";
import { collectNamespaces } from "./namespaces";
import type { Namespace } from "./namespaces";
import { Scope } from "./scope";
import type { Binding, ClassScope } from "./scope";

/** Finds out which binding each name of a module means, and which bindings closures share. */
export function analyze(program: t.Program, diagnostics: FileDiagnostics, counter: Counter): Analysis {
  return new Analyzer(program, diagnostics, counter).run();
}

class Analyzer extends Declarations {
  /** Where `super` looks at the present place. */
  private home: SuperReference | undefined;
  /** Loops around the present place, within or without functions. */
  private loops = 0;
  private readonly namespaces = new Map<t.TSModuleDeclaration, Namespace>();

  constructor(
    private readonly program: t.Program,
    private readonly diagnostics: FileDiagnostics,
    counter: Counter,
  ) {
    super(program, counter);
  }

  run(): Analysis {
    const { program } = this;
    this.analysis.units.set(program, this.unit);
    this.scope = this.enterScope(program, undefined);
    this.scope.hasEnv = true;
    this.declare("this", "this");
    collectNamespaces(program.body, undefined, this.namespaces);
    this.hoist(program.body);
    this.hoistVars(program);
    for (const statement of program.body) this.visit(statement);
    return this.analysis;
  }

  private refer(name: string, node: Node, declares = false): Binding | undefined {
    const binding = this.scope.find(name);
    if (binding === undefined) {
      const uses = this.analysis.free.get(name);
      if (uses === undefined) this.analysis.free.set(name, [node]);
      else uses.push(node);
      return undefined;
    }
    this.analysis.references.set(node, { binding, unit: this.unit, node, declares });
    if (!declares) binding.used = true;
    this.capture(binding);
    return binding;
  }

  private visitAll(nodes: readonly (Node | null | undefined)[]): void {
    for (const node of nodes) if (node != null) this.visit(node);
  }

  private visit(node: Node): void {
    if (isFunction(node)) {
      this.visitFunction(node);
      return;
    }
    if (LOOPS.has(node.type)) this.loops++;
    this.visitNode(node);
    if (LOOPS.has(node.type)) this.loops--;
  }

  private visitNode(node: Node): void {
    switch (node.type) {
      case "Identifier":
        this.refer(node.name, node);
        return;
      case "ThisExpression":
        this.refer("this", node);
        return;
      case "Super":
        this.visitSuper(node);
        return;
      case "MetaProperty":
        if (node.meta.name === "new") this.refer("new.target", node);
        return;
      case "CallExpression":
        if (node.callee.type === "Super") this.refer("new.target", node);
        this.visit(node.callee);
        this.visitAll(node.arguments);
        return;
      case "MemberExpression":
      case "OptionalMemberExpression":
        this.visit(node.object);
        if (node.computed) this.visit(node.property);
        else if (node.property.type === "PrivateName") this.visitPrivate(node.property);
        return;
      case "UnaryExpression":
        if (node.operator === "typeof") this.analysis.typeofOperands.add(node.argument);
        this.visit(node.argument);
        return;
      case "PrivateName":
        this.visitPrivate(node);
        return;
      case "ObjectExpression":
        this.visitObject(node);
        return;
      case "ObjectProperty":
        if (node.computed) this.visit(node.key);
        this.visit(node.value);
        return;
      case "ClassDeclaration":
      case "ClassExpression":
        this.visitClass(node);
        return;
      case "AssignmentExpression":
        this.assign(node.left);
        this.visit(node.left);
        this.visit(node.right);
        return;
      case "UpdateExpression":
        this.assign(node.argument);
        this.visit(node.argument);
        return;
      case "VariableDeclaration":
        for (const declarator of node.declarations) {
          if (node.kind === "var" && declarator.init != null) this.assign(declarator.id);
          this.visitDeclared(declarator.id);
          if (declarator.init != null) this.visit(declarator.init);
        }
        return;
      case "BlockStatement":
        this.inScope(node, () => {
          this.hoist(node.body);
          this.visitAll(node.body);
        });
        return;
      case "ForStatement":
        this.inScope(node, () => {
          if (node.init?.type === "VariableDeclaration") this.hoistVariables(node.init);
          this.visitAll([node.init, node.test, node.update, node.body]);
        });
        return;
      case "ForOfStatement":
      case "ForInStatement":
        this.inScope(node, () => {
          if (node.left.type === "VariableDeclaration")
            this.hoistVariables(node.left, node.right.end ?? undefined);
          else this.assign(node.left);
          this.visitAll([node.left, node.right, node.body]);
        });
        return;
      case "SwitchStatement":
        this.visit(node.discriminant);
        this.inScope(
          node,
          () => {
            for (const each of node.cases) this.hoist(each.consequent);
            for (const each of node.cases) this.visitAll([each.test, ...each.consequent]);
          },
          true,
        );
        return;
      case "CatchClause":
        this.inScope(node, () => {
          if (node.param != null) {
            patternNames(node.param, (name) => this.declare(name.name, "catch"));
            this.visitDeclared(node.param);
          }
          this.visit(node.body);
        });
        return;
      case "LabeledStatement":
        this.visit(node.body);
        return;
      case "BreakStatement":
      case "ContinueStatement":
      case "ImportDeclaration":
      case "ExportAllDeclaration":
        return;
      case "ExportNamedDeclaration":
        if (node.declaration != null) this.visit(node.declaration);
        return;
      case "TSEnumDeclaration":
        this.refer(node.id.name, node.id, true);
        for (const member of node.members) if (member.initializer != null) this.visit(member.initializer);
        return;
      case "TSModuleDeclaration":
        this.visitNamespace(node);
        return;
      default:
        this.visitAll(children(node));
    }
  }

  /** Visits a pattern whose names are being declared. */
  private visitDeclared(pattern: Node): void {
    switch (pattern.type) {
      case "Identifier":
        this.refer(pattern.name, pattern, true);
        return;
      case "TSParameterProperty":
        this.visitDeclared(pattern.parameter);
        return;
      case "AssignmentPattern":
        this.visitDeclared(pattern.left);
        this.visit(pattern.right);
        return;
      case "RestElement":
        this.visitDeclared(pattern.argument);
        return;
      case "ArrayPattern":
        for (const element of pattern.elements) if (element !== null) this.visitDeclared(element);
        return;
      case "ObjectPattern":
        for (const property of pattern.properties) {
          if (property.type === "ObjectProperty" && property.computed) this.visit(property.key);
          this.visitDeclared(property.type === "RestElement" ? property : property.value);
        }
        return;
      default:
        this.visit(pattern);
    }
  }

  /** Marks the names that an assignment target changes. */
  private assign(target: Node): void {
    patternNames(target, (name) => {
      const binding = this.scope.find(name.name);
      if (binding !== undefined) binding.reassigned = true;
    });
  }

  private visitFunction(node: FunctionNode): void {
    if (node.type === "FunctionDeclaration") {
      if (node.id != null) this.refer(node.id.name, node.id, true);
    } else if ("computed" in node && node.computed) {
      this.visit(node.key);
    }
    const arrow = node.type === "ArrowFunctionExpression";
    const outer = this.scope;
    if (node.type === "FunctionExpression" && node.id != null) {
      // The name belongs to the code around the function: that is where the closure is made.
      this.scope = this.enterScope(node.id, outer);
      this.declare(node.id.name, "self");
    }
    const unit = this.inUnit(arrow ? "arrow" : "function", node, () => {
      this.scope = this.enterScope(node, this.scope);
      if (!arrow) {
        this.declare("this", "this");
        this.declare("arguments", "arguments");
        this.declare("new.target", "newTarget");
      }
      this.declareParams(node);
      const { body } = node;
      if (body.type === "BlockStatement" && node.params.some(hasExpression)) {
        // What the body declares is not to be seen from the parameters.
        for (const param of node.params) this.visitDeclared(param);
        this.inScope(body, () => this.visitBody(body));
      } else {
        if (body.type === "BlockStatement") this.hoistBody(body);
        for (const param of node.params) this.visitDeclared(param);
        if (body.type === "BlockStatement") this.visitAll(body.body);
        else this.visit(body);
      }
    });
    this.scope = outer;
    this.analysis.units.set(node, unit);
  }

  /** The block of a namespace runs where it stands; what the namespace's other blocks export can be seen in it too. */
  private visitNamespace(node: t.TSModuleDeclaration): void {
    const { body, id } = node;
    if (body.type !== "TSModuleBlock" || id.type !== "Identifier") return;
    this.refer(id.name, id, true);
    const holder = this.analysis.exporters.get(node);
    if (holder !== undefined) this.capture(holder);
    this.inScope(body, (scope) => {
      const own = this.declare(HOLDER, "hidden");
      this.hoist(body.body, own);
      this.hoistVars(body);
      for (const name of this.namespaces.get(node)?.exported ?? [])
        if (!scope.bindings.has(name)) this.declareMember(name, own);
      this.visitAll(body.body);
    });
  }

  /** Initializers run in order, and may not read the parameters after them. */
  private declareParams(node: FunctionNode): void {
    const simple = node.params.every((param) => param.type === "Identifier");
    for (const param of node.params)
      patternEnds(param, (name, end) => {
        const binding = this.declare(name.name, "param");
        if (!simple) binding.initEnd = end;
      });
  }

  private hoistBody(body: t.BlockStatement): void {
    this.hoist(body.body);
    this.hoistVars(body);
  }

  private visitBody(body: t.BlockStatement): void {
    this.hoistBody(body);
    this.visitAll(body.body);
  }

  private visitObject(node: t.ObjectExpression): void {
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

  private visitSuper(node: t.Super): void {
    this.refer("this", node);
    if (this.home === undefined) return;
    this.capture(this.home.home);
    this.analysis.supers.set(node, this.home);
  }

  private visitPrivate(node: t.PrivateName): void {
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

  private visitClass(node: ClassNode): void {
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

const LOOPS: ReadonlySet<string> = new Set([
  "ForStatement",
  "ForOfStatement",
  "ForInStatement",
  "WhileStatement",
  "DoWhileStatement",
]);

/** Whether a parameter has an initializer or a computed key. */
function hasExpression(param: Node): boolean {
  if (param.type === "AssignmentPattern") return true;
  if (
    param.type === "ObjectPattern" &&
    param.properties.some((each) => each.type === "ObjectProperty" && each.computed)
  )
    return true;
  return patternParts(param).some(hasExpression);
}

function isConstructor(member: Node): boolean {
  return member.type === "ClassMethod" && member.kind === "constructor";
}
