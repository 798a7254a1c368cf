/** Objects as keys of properties and in the operators that change a variable, whose conversion waits for an operation. */
class Name {
  constructor(
    readonly text: string,
    readonly log: string[] = [],
  ) {}
  toString() {
    this.log.push(this.text);
    return op(this.text);
  }
}
const a: any = new Name("a");
const b: any = new Name("b");
const table: any = { [a]: 1, [new Name("x") as any]: 2, [b]: () => "named" };
out(table, table[a], table[b].name, table[new Name("nothing")]);
table[a] = op(5);
table[a] += 2;
table[a]++;
table[b] ??= 1;
out(table[a]--, --table[a], table);
out(a in table, delete table[a], a in table, table?.[b]?.name);
const { [b]: taken, ["x"]: x, ...others } = table;
out(taken.name, x, others);
({ [a]: table.z } = { a: 1 } as any);
out(table.z);
class Computed {
  static [a] = "static";
  [b] = "field";
  [new Name("method") as any]() {
    return "called";
  }
  get [new Name("got") as any]() {
    return op("got");
  }
}
const made: any = new Computed();
out((Computed as any).a, made.b, made.method(), made[new Name("got") as any]);
out(["zero", "one"][new Name("1") as any], "text"[new Name("length") as any]);
class Base {
  greet() {
    return op("hello");
  }
}
class Derived extends Base {
  call(key: any) {
    return (super[key as "greet"] as any)();
  }
}
out(new Derived().call(new Name("greet")));

const log: string[] = [];
const order = new Name("key", log) as any;
for (const attempt of [
  () => (undefined as any)[order],
  () => ((null as any)[order] = log.push("value")),
  () => order in (5 as any),
])
  try {
    attempt();
  } catch (e) {
    out((e as Error).name, log.length);
  }
const holder: any = {};
holder[order] = log.push("value");
out(log, holder);

class Count {
  n = 0;
  [Symbol.toPrimitive](hint: string) {
    this.n++;
    return hint === "number" ? op(this.n * 10) : op(`count ${this.n}`);
  }
}
const counter: any = new Count();
let v = counter;
v++;
let w = counter;
const before = w--;
let u = counter;
u *= 2;
u -= 1;
u **= 2;
const boxed = { counter };
boxed.counter++;
let captured = counter;
const next = () => captured++;
out(v, w, before, u, boxed, next(), captured, counter.n);
out(Number(counter), String(counter), +counter, `${counter}`, counter.n);
out(counter == "count 10", counter != 1, counter == counter, counter == null, [counter] == counter);

const steps: string[] = [];
const side = (name: string, result: unknown): any => ({
  valueOf() {
    steps.push(op(name));
    return result;
  },
});
for (const attempt of [
  () => side("left", Symbol("s")) - side("right", 1),
  () => side("left", Symbol("s")) + side("right", 1),
  () => (Symbol("s") as any) * side("right", 1),
  () => side("left", 1n) * side("right", 2),
  () => side("left", 2n) * side("right", 3n),
  () => side("left", 2) < side("right", 3n),
  () => -side("left", 2n),
  () => ~side("left", 2),
])
  try {
    out(attempt(), steps);
    steps.length = 0;
  } catch (e) {
    out(e, steps);
    steps.length = 0;
  }
const late: any = {
  get valueOf() {
    return op(() => 7);
  },
  get [Symbol.toPrimitive]() {
    return op(undefined);
  },
};
out(late * 2, late + late);
const wrong: any = { [Symbol.toPrimitive]: 5 };
try {
  out(wrong + 1);
} catch (e) {
  out((e as Error).name);
}
let total: any = 0;
for (let i = 0; i < 3; i++) total += { valueOf: () => op(i) } as any;
for (const each of [{ valueOf: () => op(5) }] as any[]) total += each * each;
for (const key in { p: 1 }) total += key;
out(total);
