import { go, select } from "schedlens";

/** @simulate */
export function main() {
  go(() => console.log("runs first"));
  select();
}
