import { chan, go, runtime } from "schedlens";

/** @simulate */
export function main() {
  let n = 0;
  let ran = -1;
  const stop = chan<boolean>();
  const respawn = () => {
    n++;
    if (ran >= 0 || n > 5000) {
      stop.send(true);
      return;
    }
    go(respawn);
  };
  go(() => {
    runtime.gosched();
    ran = n;
  });
  go(respawn);
  stop.recv();
  console.log("ran:", ran >= 0, "after more than 1000 links:", n > 1000);
}
