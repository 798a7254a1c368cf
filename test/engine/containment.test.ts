import { describe, expect, test } from "vitest";
import { RoutineStop } from "../../src/sim/routine";
import { compile, run } from "./harness";

/** What an expression of the program gives, as a text; `threw …` where it throws. */
function evaluate(expression: string, setup = ""): string {
  const outcome = run(
    compile(
      `${setup}\nexport function main() { try { out(String(${expression})); } catch (e) { out("threw " + (e as Error).name + ": " + (e as Error).message); } }`,
    ),
    { slice: Infinity, suspend: false },
  );
  expect(outcome.stop).toBe(RoutineStop.Returned);
  return outcome.lines.join("\n");
}

const REFUSED = "threw EvalError: code cannot be made from text in a simulation";

describe("no code can be made from text", () => {
  test.each([
    `({} as any).constructor.constructor("return 1")()`,
    `(() => 1).constructor("return 1")()`,
    `new ((() => 1) as any).constructor("return 1")()`,
    `(((k) => ({} as any)[k][k])("const" + "ructor"))("return 1")()`,
    `(class {} as any).constructor("return 1")()`,
    `(Math.max as any).constructor("return 1")()`,
    `(Object.getOwnPropertyDescriptor(Object.getPrototypeOf(() => 1), "constructor") as any).value("return 1")()`,
    `(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(() => 1)) as any).constructor.value("return 1")()`,
    `(Reflect.get(() => 1, "constructor") as any)("return 1")()`,
    `(Reflect.getOwnPropertyDescriptor(Object.getPrototypeOf(() => 1), "constructor") as any).value("return 1")()`,
    `(({ constructor: F }: any) => F)(() => 1)("return 1")()`,
    `(({ ["constr" + "uctor"]: F }: any) => F)(() => 1)("return 1")()`,
    `(() => { const f: any = () => 1; const { constructor } = f; return constructor; })()("return 1")()`,
    `((f: any) => f?.constructor?.("return 1"))(() => 1)()`,
    `new (class extends (Object as any) { get() { return (super.constructor as any).constructor; } })().get()("return 1")()`,
    `Reflect.construct((() => 1).constructor as any, ["return 1"])()`,
    `[(() => 1).constructor].map((F: any) => F("return 1"))[0]()`,
  ])("%s", (expression) => {
    expect(evaluate(expression)).toBe(REFUSED);
  });

  test("Function still serves instanceof", () => {
    expect(evaluate(`(() => 1) instanceof Function`)).toBe("true");
    expect(evaluate(`(() => 1).constructor === Function`)).toBe("true");
    expect(evaluate(`({}).constructor === Object && [].constructor === Array`)).toBe("true");
  });
});

describe("nothing of the engine can be seen", () => {
  test("on functions", () => {
    const look = `(f: any) => [...Reflect.ownKeys(f), ...Object.getOwnPropertySymbols(f), ...Object.keys({ ...f })].sort().join()`;
    expect(evaluate(`(${look})(() => 1)`)).toBe("length,name");
    expect(evaluate(`(${look})(function f() {})`)).toBe("length,name,prototype");
    expect(evaluate(`(${look})(class A {})`)).toBe("length,name,prototype");
    expect(evaluate(`(${look})({ m() {} }.m)`)).toBe("length,name");
  });

  test("as this", () => {
    const setup =
      "const value = 1; function f(this: unknown) { return this; } const g = function (this: unknown) { return [value, this][1]; };";
    expect(evaluate("f()", setup)).toBe("undefined");
    expect(evaluate("g()", setup)).toBe("undefined");
    expect(evaluate("[1].map(function (this: unknown) { return this; })[0]")).toBe("undefined");
    expect(evaluate("((0, f)(), typeof (f as any).call())", setup)).toBe("undefined");
  });

  test("in objects with private fields and in instances", () => {
    const setup = "class A { #x = 1; y = 2; #m() {} get() { return this.#x; } }";
    expect(evaluate("Reflect.ownKeys(new A()).join()", setup)).toBe("y");
    expect(evaluate("JSON.stringify({ ...new A() })", setup)).toBe('{"y":2}');
    expect(evaluate("Reflect.ownKeys(A.prototype).join()", setup)).toBe("constructor,get");
  });

  test("in messages", () => {
    expect(evaluate("(() => { const someObject: any = { a: {} }; return someObject.a.nope(); })()")).toBe(
      "threw TypeError: someObject.a.nope is not a function",
    );
    const setup = "class A { #x = 1; static read(o: any) { return o.#x; } }";
    expect(evaluate("A.read({})", setup)).toBe(
      "threw TypeError: Cannot read private member #x from an object whose class did not declare it",
    );
  });

  test("through caller and arguments of functions", () => {
    expect(evaluate("(function f() { return (f as any).caller; })()")).toMatch(/^threw TypeError/);
    expect(evaluate("(function f() { return (arguments as any).callee; })()")).toMatch(
      /^(threw TypeError|undefined)/,
    );
  });
});

test("built-ins stay as they are", () => {
  const look = (): unknown[] => [
    Reflect.get(Array.prototype, "map"),
    Reflect.get(Function.prototype, "bind"),
    Reflect.get(String.prototype, "replace"),
    Reflect.get(Object, "getOwnPropertyDescriptor"),
  ];
  const before = look();
  run(compile(`out([1].map((x) => x), "a".replace("a", () => "b"), (() => 1).bind(null)());`), {
    slice: 1,
    suspend: true,
  });
  expect(look()).toEqual(before);
  expect(Reflect.ownKeys(before[0] as object).sort()).toEqual(["length", "name"]);
});
