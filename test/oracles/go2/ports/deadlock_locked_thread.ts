import { runtime, select } from "schedlens";

/** @simulate */
export function main() {
  runtime.lockOSThread();
  select();
}
