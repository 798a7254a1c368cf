async function* letters() {
  yield "a";
}
const kind = Object.getPrototypeOf(letters);
out(kind.constructor.name, String(kind), Object.getPrototypeOf(letters.prototype) === kind.prototype);
for (const name of ["next", "return", "throw"]) {
  const given = kind.prototype[name].call({}, 1);
  out(name, given instanceof Promise);
  given.then(
    () => out("fulfilled"),
    (error: unknown) => out(name, (error as Error).name),
  );
}
kind.prototype.next.call(letters()).then(({ value }: { value: string }) => out(op(value)));
