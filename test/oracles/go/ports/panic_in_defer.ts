/** @simulate */
export function main() {
  try {
    throw new Error("original");
  } finally {
    panic("in defer");
  }
}

function panic(text: string) {
  throw new Error(text);
}
