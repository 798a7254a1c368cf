import { go, runtime, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const once = new sync.Once();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++) {
    wg.add(1);
    go(() => {
      try {
        once.do(() => {
          console.log("begin", i);
          runtime.gosched();
          time.sleep("1ms");
          console.log("end", i);
        });
        console.log("after", i);
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
  once.do(() => console.log("never"));
}
