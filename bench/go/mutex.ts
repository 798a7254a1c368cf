import { sync } from "schedlens";

const workers = 16;
const rounds = 300_000;

/** @simulate gomaxprocs=1 */
export function main() {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  let count = 0;
  for (let w = 0; w < workers; w++) {
    wg.go(() => {
      for (let i = 0; i < rounds; i++) {
        mu.lock();
        count++;
        mu.unlock();
      }
    });
  }
  wg.wait();
  console.log(count);
}
