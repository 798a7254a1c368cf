import { chan, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const done = chan<boolean>();
  mu.lock();
  go(() => {
    mu.lock();
    console.log("waiter has it");
    mu.unlock();
    done.send(true);
  });
  runtime.gosched();
  for (let i = 0; i < 3; i++) {
    mu.unlock();
    mu.lock();
    console.log("main again", i);
  }
  mu.unlock();
  done.recv();
}
