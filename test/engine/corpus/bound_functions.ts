// Bound functions are as JavaScript's own: without a prototype, and what they bind stands for them.
const attempt = (f: () => unknown): string => {
  try {
    return String(f());
  } catch (e) {
    return (e as Error).name;
  }
};
function Point(this: any, x: number, y: number) {
  if (new.target === undefined) return `called ${this} ${op(x)} ${y}`;
  this.x = op(x);
  this.y = y;
  return undefined;
}
Point.prototype.sum = function () {
  return this.x + this.y;
};
const bound: any = (Point as any).bind("self", 1);
out(bound(2), bound.call("other", 3), bound.apply(null, [4]), bound.name, bound.length);
out(Reflect.ownKeys(bound), "prototype" in bound, Object.hasOwn(bound, "prototype"));
const made = new bound(5);
out(
  JSON.stringify(made),
  made.sum(),
  made instanceof (Point as any),
  made instanceof bound,
  made.constructor === Point,
);
const again = bound.bind("none", 6);
out(JSON.stringify(new again()), again.name, again.length, new again() instanceof bound, again());
class Base {
  kind = "base";
  who: string;
  constructor(
    public a: number,
    b: number,
  ) {
    this.who = `${new.target.name} ${op(b)}`;
  }
}
const BoundBase: any = (Base as any).bind(undefined, 7);
out(
  JSON.stringify(new BoundBase(8)),
  attempt(() => BoundBase(8)),
);
out(attempt(() => class extends BoundBase {}));
BoundBase.prototype = Base.prototype;
class Below extends BoundBase {
  constructor() {
    super(9);
  }
}
out(JSON.stringify(new Below()), new Below() instanceof Base);
out(
  JSON.stringify(Reflect.construct(bound, [1])),
  JSON.stringify(Reflect.construct(bound, [2], Base as any)),
);
out(Reflect.construct(bound, [2], Base as any) instanceof Base);
const arrow: any = ((...all: unknown[]) => all.join()).bind(null, 1, 2);
out(
  arrow(3),
  arrow.name,
  arrow.length,
  attempt(() => new arrow()),
);
const max = Math.max.bind(null, 4);
out(
  max(3),
  max(9),
  max.name,
  attempt(() => new (max as any)()),
);
const slow = function (this: any, n: number) {
  return this.base + op(n);
}.bind({ base: 10 });
out([1, 2, 3].map(slow), [3, 1, 2].sort(((a: number, b: number) => op(a) - b).bind(null)));
const getter = {
  get v() {
    return op(5);
  },
};
const read = Object.getOwnPropertyDescriptor(getter, "v")!.get!.bind(getter);
out(
  read(),
  attempt(() => (Function.prototype.bind as any).call(1)),
);
