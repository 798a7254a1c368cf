function down(n: number): number {
  return down(n + 1) + 1;
}

/** @simulate */
export function main() {
  try {
    console.log(down(0));
  } catch (error) {
    console.log("never", error);
  } finally {
    console.log("never");
  }
}
