/** @simulate */
export function main() {
  try {
    throw new Error("an error value");
  } finally {
    console.log("deferred");
  }
}
