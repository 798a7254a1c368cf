import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { vscode: new URL("test/host/support/vscode.ts", import.meta.url).pathname } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/integration/**", "**/node_modules/**"],
    // Simulations are pure CPU work: one worker for each of the two cores that CI has.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
