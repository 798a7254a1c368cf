import { go, select, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(1);
  go(() => {
    wg.done();
    wg.done();
  });
  select();
}
