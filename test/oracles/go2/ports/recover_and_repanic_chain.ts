function level(n: number) {
  try {
    if (n === 3) throw new Error("bottom");
    level(n + 1);
  } catch (error) {
    console.log("level", n, "sees", (error as Error).message);
    if (n > 0) throw new Error(`from ${n}`);
  }
}

/** @simulate */
export function main() {
  level(0);
  console.log("goes on");
}
