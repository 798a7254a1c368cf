import { chan, go, sync } from "schedlens";

/** @simulate */
export function main() {
  const ready = new sync.WaitGroup();
  const done = new sync.WaitGroup();
  const gun = chan<never>();
  for (let i = 0; i < 8; i++) {
    ready.add(1);
    done.add(1);
    go(() => {
      ready.done();
      gun.recv();
      console.log("runner", i);
      done.done();
    });
  }
  ready.wait();
  console.log("bang");
  gun.close();
  done.wait();
}
