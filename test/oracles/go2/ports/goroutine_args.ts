import { go, sync } from "schedlens";

function arg(name: string, v: number) {
  console.log("argument", name);
  return v;
}

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(2);
  const f = (a: number, b: number) => {
    console.log("runs", a, b);
    wg.done();
  };
  let x = 1;
  go(f, arg("x", x), arg("y", 2));
  x = 10;
  go(f, arg("x", x), arg("z", 3));
  console.log("main waits");
  wg.wait();
}
