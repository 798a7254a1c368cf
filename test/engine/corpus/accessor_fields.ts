class Point {
  accessor x = op(1);
  accessor y: number;
  static accessor made = 0;
  accessor #secret = "s";
  accessor "quoted key" = 3;
  accessor fn = () => "called";
  constructor(y: number) {
    this.y = y;
    Point.made++;
  }
  get secret() {
    return this.#secret;
  }
  set secret(value) {
    this.#secret = value + "!";
  }
}
const p = new Point(op(2));
p.x += 5;
p.secret = "t";
out(p.x, p.y, Point.made, p.secret, p["quoted key"], p.fn());
out(Object.keys(p), Object.getOwnPropertyNames(Point.prototype).sort());
const d = Object.getOwnPropertyDescriptor(Point.prototype, "x")!;
out(typeof d.get, typeof d.set, d.enumerable, d.configurable);
class Sub extends Point {
  accessor x = 10;
  get sum() {
    return super.x + this.x;
  }
}
const s = new Sub(1);
s.x++;
out(s.x, s.sum, Sub.made);
try {
  (Point.prototype as any).x;
} catch (e) {
  out((e as Error).name);
}
