import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  wg.add(2);
  go(() => {
    try {
      try {
        (() => {
          try {
            runtime.goexit();
          } finally {
            console.log("inner defer");
          }
        })();
        console.log("never");
      } catch (error) {
        console.log("never", error);
      } finally {
        console.log("recover gives <nil>");
      }
    } finally {
      wg.done();
    }
  });
  go(() => {
    try {
      try {
        throw new Error("then goexit");
      } catch (error) {
        console.log("recovered", (error as Error).message);
        runtime.goexit();
      }
    } finally {
      wg.done();
    }
  });
  wg.wait();
  console.log("end", runtime.numGoroutine() <= 2);
}
