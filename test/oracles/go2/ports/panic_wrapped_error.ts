const base = new Error("base");

/** @simulate */
export function main() {
  throw new Error(`while reading: ${base.message}`, { cause: base });
}
