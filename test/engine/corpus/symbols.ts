const s = Symbol("d"),
  o: any = { [s]: op(1), [Symbol.toStringTag]: "Tag" };
out(o[s], String(o), s.toString(), Symbol.for("k") === Symbol.for("k"), typeof s, Object.keys(o), s in o);
class Temp {
  static [Symbol.hasInstance](x: any) {
    return x === 5;
  }
}
out((5 as any) instanceof Temp, (6 as any) instanceof Temp);
const prim = {
  [Symbol.toPrimitive](hint: string) {
    return hint === "number" ? 7 : hint;
  },
};
out(+prim, `${prim}`, (prim as any) + "");
const reg = new Map([[s, "v"]]);
out(reg.get(s));
