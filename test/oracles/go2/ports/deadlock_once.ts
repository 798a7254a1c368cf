import { sync } from "schedlens";

/** @simulate */
export function main() {
  const once = new sync.Once();
  once.do(() => once.do(() => {}));
}
