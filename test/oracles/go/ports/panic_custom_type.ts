/** @simulate */
export function main() {
  try {
    throw 3;
  } catch {
    throw { a: 1, b: "x" };
  }
}
