/** @simulate */
export function main() {
  try {
    throw new Error("main failed");
  } finally {
    console.log("deferred in main");
  }
}
