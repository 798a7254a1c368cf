import { chan } from "schedlens";

/** @simulate */
export function main() {
  chan<number>(-1);
}
