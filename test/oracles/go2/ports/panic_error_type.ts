class Failure extends Error {
  constructor(code: number) {
    super(`failed with code ${code}`);
  }
}

/** @simulate */
export function main() {
  throw new Failure(17);
}
