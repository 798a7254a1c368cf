import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(2);
  go(() => {
    try {
      runtime.lockOSThread();
      runtime.lockOSThread();
      runtime.unlockOSThread();
      console.log("still locked");
      runtime.gosched();
      console.log("came back");
      runtime.unlockOSThread();
      runtime.unlockOSThread();
      console.log("free");
    } finally {
      wg.done();
    }
  });
  go(() => {
    try {
      runtime.lockOSThread();
      console.log("ends locked");
    } finally {
      wg.done();
    }
  });
  wg.wait();
  console.log("main ends");
}
