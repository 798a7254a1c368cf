import { go, select, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  go(() => {
    try {
      mu.lock();
      mu.unlock();
      mu.unlock();
    } finally {
      console.log("never");
    }
  });
  select();
}
