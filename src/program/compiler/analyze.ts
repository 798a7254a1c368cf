import type * as t from "@babel/types";
import type { Analysis, Counter } from "./analysis";
import { children, isFunction, patternEnds, patternNames, patternParts } from "./ast";
import type { FunctionNode, Node } from "./ast";
import { ClassAnalysis } from "./classAnalysis";
import type { FileDiagnostics } from "./diagnostics";
import { HOLDER } from "./names";
import { collectNamespaces } from "./namespaces";
import type { Namespace } from "./namespaces";
import type { Binding } from "./scope";

/** Finds out which binding each name of a module means, and which bindings closures share. */
export function analyze(program: t.Program, diagnostics: FileDiagnostics, counter: Counter): Analysis {
  return new Analyzer(program, diagnostics, counter).run();
}

class Analyzer extends ClassAnalysis {
  private readonly namespaces = new Map<t.TSModuleDeclaration, Namespace>();

  constructor(
    private readonly program: t.Program,
    diagnostics: FileDiagnostics,
    counter: Counter,
  ) {
    super(program, diagnostics, counter);
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

  protected refer(name: string, node: Node, declares = false): Binding | undefined {
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

  protected visitAll(nodes: readonly (Node | null | undefined)[]): void {
    for (const node of nodes) if (node != null) this.visit(node);
  }

  protected visit(node: Node): void {
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

  protected visitFunction(node: FunctionNode): void {
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
