/** @simulate */
export function main() {
  throw 42;
}
