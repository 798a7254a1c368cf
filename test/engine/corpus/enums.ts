enum Color {
  Red,
  Green = 5,
  Blue,
  Mix = Green | 2,
  S = "str",
}
enum Str {
  A = "a",
  B = "b",
}
const enum Fast {
  X = 1,
  Y = X << 2,
  Z = Y + X,
}
out(Color, Color.Red, Color[5], Color.Blue, Color.Mix, Str.A, Fast.Y, Fast.Z, Object.keys(Str));
function f(c: Color) {
  switch (c) {
    case Color.Red:
      return "r";
    case Color.Green:
      return op("g");
    default:
      return "?";
  }
}
out(f(Color.Red), f(Color.Green), f(Color.Mix));
enum Neg {
  A = -1,
  B,
  C = 0.5,
}
out(Neg);
enum Calc {
  L = "abc".length,
  M = 2 ** 3,
}
out(Calc.L, Calc.M);
export enum Exp {
  One = 1,
}
out(Exp.One, Exp[1]);
