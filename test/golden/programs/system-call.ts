import { compute, go, syscall } from "schedlens";

/** @simulate cores=2 gomaxprocs=1 */
export function main() {
  go(() => {
    compute("30us");
    console.log("ran meanwhile");
  });
  syscall("100us");
  console.log("back");
}
