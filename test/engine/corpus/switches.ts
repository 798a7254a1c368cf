function f(x: unknown): string {
  let s = "";
  switch (op(x)) {
    case 1:
      s += "one";
    case 2:
      s += "two";
      break;
    default:
      s += "def";
    case "z":
      s += "zed";
      break;
    case 3: {
      const y = op("three");
      s += y;
    }
  }
  return s;
}
out(f(1), f(2), f(3), f("z"), f(null));
function g(x: number) {
  switch (x) {
    case op(1):
      return "a";
    case op(2) + op(0):
      return "b";
    default:
      return "c";
  }
}
out(g(1), g(2), g(3));
function h(x: number) {
  outer: for (let i = 0; ; i++) {
    switch (i) {
      case 0:
        continue;
      case 1:
        if (x) break outer;
      default:
        if (i > 3) break outer;
        op(i);
    }
  }
  return x;
}
out(h(0), h(1));
switch (3 as number) {
}
switch (op(2)) {
  case 2:
    let z = op(5);
    out(z);
    function hoisted() {
      return "h";
    }
    out(hoisted());
}
function tdz(x: number) {
  try {
    switch (x) {
      case 0:
        let v = 1;
        break;
      case 1:
        return v;
    }
  } catch (e) {
    return (e as Error).message;
  }
  return "ok";
}
out(tdz(0), tdz(1));
const log: string[] = [];
const t = (v: number) => {
  log.push("t" + v);
  return op(v);
};
switch (t(2)) {
  case t(1):
    log.push("1");
  case t(2):
    log.push("2");
  case t(3):
    log.push("3");
    break;
}
out(log);
switch (NaN) {
  case NaN:
    out("nan");
    break;
  default:
    out("notnan");
}
