import { go, time } from "schedlens";

function fail(depth: number): never {
  if (depth > 0) fail(depth - 1);
  throw new RangeError("out of luck");
}

/** @simulate cores=1 costs=zero */
export function main() {
  go(() => fail(2));
  time.sleep("1ms");
}
