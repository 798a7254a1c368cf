/** @simulate */
export function main() {
  try {
    throw new Error("first");
  } catch (r) {
    throw new Error("second after " + (r as Error).message);
  }
}
