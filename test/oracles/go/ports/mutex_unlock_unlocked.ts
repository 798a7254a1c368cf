import { sync } from "schedlens";

/** @simulate */
export function main() {
  try {
    const mu = new sync.Mutex();
    mu.unlock();
  } catch {
    console.log("caught");
  }
}
