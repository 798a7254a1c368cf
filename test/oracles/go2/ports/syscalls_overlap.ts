import { go, sync, syscall, time } from "schedlens";

/** @simulate */
export function main() {
  const begin = time.now();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++) {
    wg.add(1);
    go(() => {
      syscall("30ms");
      wg.done();
    });
  }
  wg.wait();
  console.log(time.now() - begin < 90e6);
}
