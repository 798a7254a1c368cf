namespace Counter {
  export let count = 0;
  let hidden = 10;
  export const step = 2;
  export function next() {
    count += step;
    hidden++;
    return count + hidden;
  }
  export const arrow = () => count++;
}
out(Counter.count, Counter.next(), Counter.count, Counter.arrow(), Counter.count);
Counter.count = 100;
out(Counter.next(), Object.keys(Counter));

// Several blocks of one namespace see what the others export, live.
namespace Counter {
  export let later: number;
  export function reset() {
    count = 0;
    later = step * 3;
    return next();
  }
  const count2 = () => count;
  out("inside", count, typeof next, count2());
}
out(Counter.reset(), Counter.count, Counter.later, "later" in Counter);

namespace A.B.C {
  export const deep = op("deep");
  export namespace D {
    export const deeper = deep + "er";
  }
}
namespace A.B {
  export const own = C.deep + 1;
  export const {
    x,
    y: [z = 5, ...more],
  } = op({ x: 1, y: [undefined, 2, 3] }) as any;
}
out(A.B.C.deep, A.B.C.D.deeper, A.B.own, A.B.x, A.B.z, A.B.more, Object.keys(A.B));

import Deep = A.B.C;
import value = A.B.C.deep;
import OnlyType = A.B;
out(Deep.deep, value, Deep.D.deeper);
let typed: OnlyType.C.D.T | undefined;
namespace A.B.C.D {
  export type T = string;
  export interface I {
    a: number;
  }
}
out(typed);

function make(n: number) {
  return make.prefix + n;
}
namespace make {
  export let prefix = "m";
  export function twice(n: number) {
    return make(n) + make(n);
  }
}
out(make(1), make.twice(2), make.prefix);
make.prefix = "q";
out(make(3), Object.keys(make));

class Shape {
  static made = 0;
  kind: Shape.Kind = Shape.Kind.Round;
  constructor() {
    Shape.made++;
  }
}
namespace Shape {
  export enum Kind {
    Round,
    Square = 5,
    Other,
  }
  export const unit = new Shape();
  export class Sub extends Shape {
    kind = Kind.Other;
  }
}
out(Shape.unit.kind, new Shape.Sub().kind, Shape.made, Shape.Kind[6], Object.keys(Shape));

enum Color {
  Red = 1,
  Green,
}
enum Color {
  Blue = Green + 10,
  Cyan,
}
namespace Color {
  export function parse(name: string) {
    return (Color as any)[name];
  }
}
out(Color.Blue, Color.Cyan, Color[12], Color.parse("Red"));

const enum Early {
  A = 1 << 3,
  B = A | 1,
  C,
  D = "d",
  E = `${D}e`,
  F = "a".length,
}
out(Early.A, Early.B, Early.C, Early.D, Early.E, Early.F);

namespace TypesOnly {
  export interface X {
    a: number;
  }
  export type Y = X["a"];
  namespace Inner {
    export type Z = Y;
  }
}
const viaType: TypesOnly.Y = 3;
out(viaType);

declare namespace Ambient {
  const gone: number;
}
declare module "nowhere" {
  export const nothing: number;
}

namespace Order {
  out("order 1", typeof hoisted, typeof Order.hoisted);
  export function hoisted() {
    return "hoisted";
  }
  out("order 2", hoisted(), typeof Order.hoisted);
  var local = 1;
  for (let i = 0; i < 3; i++) local += op(i);
  export let total = local;
  total += 1;
  total++;
  export namespace Nested {
    export let seen = total;
    total = 50;
  }
  export import Alias = Nested;
  [total, Nested.seen] = [Nested.seen, total];
}
out(Order.total, Order.Nested.seen, Order.Alias === Order.Nested, (Order as any).local);

const closures: (() => number)[] = [];
namespace Capture {
  export let n = 1;
  closures.push(
    () => n++,
    () => Capture.n,
  );
  {
    let n = 50;
    closures.push(() => n++);
  }
}
out(
  closures.map((f) => f()),
  closures.map((f) => f()),
  Capture.n,
);
