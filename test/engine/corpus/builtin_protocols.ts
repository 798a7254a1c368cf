// Methods that call functions define the items of what the list's class makes.
class Rows extends Array<number> {}
const rows = Rows.from([3, op(1), 2]);
out(
  rows.map((x) => x * 2) instanceof Rows,
  rows.filter((x) => x > 1).constructor.name,
  rows.flatMap((x) => [x, x]).length,
);
const locked: any = [];
Object.defineProperty(locked, 0, { value: "kept", writable: false, configurable: false });
const source: any = [1, 2];
source.constructor = {
  [Symbol.species]: function () {
    return locked;
  },
};
for (const method of ["map", "filter", "flatMap"]) {
  try {
    source[method]((x: any) => [op(x)]);
  } catch (error) {
    out(method, (error as Error).name, locked);
  }
}
const items: string[] = [];
const target = new (class {
  set 0(value: any) {
    items.push("set");
  }
})();
source.constructor = {
  [Symbol.species]: function () {
    return target;
  },
};
out(source.map((x: any) => x + 1) === target, items, Object.getOwnPropertyDescriptor(target, "0"));
for (const find of ["findLast", "findLastIndex", "reduceRight", "find"]) {
  try {
    (Array.prototype as any)[find].call(
      {
        get length() {
          throw new Error("length first");
        },
      },
      undefined,
    );
  } catch (error) {
    out(find, String(error));
  }
}

// Bound functions are constructors when what they bind is one.
function Point(this: any, x: number, y: number) {
  this.x = op(x);
  this.y = y;
  this.target = new.target === (Point as any);
}
const Fixed: any = Point.bind(null as any, 1);
const point = new Fixed(2);
out(point, point instanceof (Point as any), Fixed.name, Fixed.length);
class Base {
  constructor(readonly first: number) {}
}
const Bound: any = Base.bind(null, op(7));
out(new Bound().first, new Bound() instanceof Base, Reflect.construct(Bound, [], Map) instanceof Map);
for (const each of [() => 1, { m() {} }.m]) {
  try {
    out(new (each.bind(null) as any)());
  } catch (error) {
    out((error as Error).name);
  }
}
const odd = Object.defineProperties((a: any, b: any) => 0, {
  length: { value: -Infinity },
  name: { value: 5 },
});
out(
  odd.bind(null).length,
  odd.bind(null).name,
  Object.defineProperty(() => 0, "length", { value: Infinity }).bind(null, 1).length,
);

// The functions that stand for built-in ones are no constructors.
for (const each of [[].map, [].sort, new Map().forEach, "".replace, Array.from] as any[]) {
  try {
    out(new each());
  } catch (error) {
    out((error as Error).name, Object.hasOwn(each, "prototype"));
  }
}

function* numbers() {
  const got: unknown = yield op(1);
  yield got;
}
const kind = Object.getPrototypeOf(numbers);
const next = kind.prototype.next;
const running = numbers();
out(
  next.call(running),
  next.call(running, 5),
  String(kind),
  kind.constructor.name,
  Object.getPrototypeOf(numbers.prototype) === kind.prototype,
);
for (const receiver of [{}, 5, numbers]) {
  try {
    next.call(receiver);
  } catch (error) {
    out((error as Error).name);
  }
}
