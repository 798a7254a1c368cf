/** @simulate */
export function main() {
  throw new Error("first line\nsecond line");
}
