import { select, time } from "schedlens";

/** @simulate */
export function main() {
  time.afterFunc("1ms", () => {
    throw new Error("in the timer's goroutine");
  });
  select();
}
