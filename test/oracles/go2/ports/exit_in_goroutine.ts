import { go, os, select } from "schedlens";

/** @simulate */
export function main() {
  go(() => {
    console.log("exits");
    os.exit(0);
  });
  select();
}
