import { chan, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const a = new sync.Mutex();
  const b = new sync.Mutex();
  const done = chan<boolean>();
  go(() => {
    a.lock();
    runtime.gosched();
    b.lock();
    done.send(true);
  });
  go(() => {
    b.lock();
    runtime.gosched();
    a.lock();
    done.send(true);
  });
  done.recv();
}
