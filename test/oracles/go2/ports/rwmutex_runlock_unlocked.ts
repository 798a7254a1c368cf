import { sync } from "schedlens";

/** @simulate */
export function main() {
  try {
    const rw = new sync.RWMutex();
    rw.rUnlock();
  } catch (error) {
    console.log("never", error);
  } finally {
    console.log("never");
  }
}
