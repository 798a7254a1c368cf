import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  mu.lock();
  go(() => {
    console.log("other unlocks");
    mu.unlock();
  });
  mu.lock();
  console.log("main has it again");
  mu.unlock();
}
