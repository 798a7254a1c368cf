// Accessors whose keys are texts that are only known at run time, read and written by plain names.
const key = (n: number): string => "va" + "lue".slice(0, op(n));
class Box {
  inner = 1;
  get [key(3)]() {
    return op(this.inner);
  }
  set [key(3)](to: number) {
    this.inner = op(to) + 1;
  }
  static get [key(2)]() {
    return op("static");
  }
}
const box: any = new Box();
out(box.value, (box.value = 5), box.value, box.value++, box.value, (box.value += 2), box.value);
out((Box as any).valu, box?.value, Object.keys(Box.prototype));
const { value, missing = "none" } = box;
out(value, missing);
const plain: any = {
  get ["x" + op(1)]() {
    return [op(1), op(2)];
  },
  get ["call" + "Me"]() {
    return (n: number) => op(n) * 2;
  },
};
out(plain.x1, plain.x1.length, plain.callMe(4), [1, 2].map(plain.callMe), { ...plain }.x1);
class Below extends Box {
  get twice() {
    return (this as any).value * 2 + (super["value" as never] as any);
  }
}
out(new Below().twice, (new Below() as any).value);
