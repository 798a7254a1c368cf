const r = /(?<y>\d{4})-(?<m>\d\d)/u;
const m = r.exec("on 2024-05-06");
out(m?.groups?.y, m!.index, r.source, r.flags, r.test("x"));
out(
  "aBc".replace(/[a-z]/g, (c) => c.toUpperCase() + op("")),
  "a.b*c".split(/[.*]/),
  /^$/.test(""),
  /\//.source,
  "x".match(/y/),
  /[/]/.test("/"),
);
const sticky = /a/y;
out(sticky.test("ba"), sticky.lastIndex);
function f() {
  return /z/g;
}
out(f() === f());
out("2020-01".replace(r, "$<m>/$<y>"), RegExp("a+").exec("caat")![0], new RegExp("(b)").exec("abc")![1]);
